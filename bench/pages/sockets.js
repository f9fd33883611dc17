/**
 * Put into the dashboard's page before its own scripts: notes each message of its WebSocket.
 * `window.benchSocket` = {sent: [ms], clicked: [ms], got: [[ms, bytes, base64 of a short one]], closed: n, ready: ms};
 * its `click` changes the filter by day, which is one run of the server's script.
 */
'use strict';

(() => {
  /** A message that only says that the script has ended is shorter than this. */
  const SHORT = 700;
  const notes = { sent: [], clicked: [], got: [], closed: 0, ready: 0 };
  const Original = window.WebSocket;

  window.WebSocket = class extends Original {
    constructor(...given) {
      super(...given);
      this.addEventListener('message', (message) => {
        const now = performance.now();
        const { data } = message;
        const bytes = data.byteLength ?? data.size ?? data.length;
        const note = [now, bytes, ''];
        notes.got.push(note);
        if (bytes > SHORT || typeof data === 'string') return;
        const kept = data instanceof Blob ? data.arrayBuffer() : Promise.resolve(data);
        kept.then((buffer) => { note[2] = btoa(String.fromCharCode(...new Uint8Array(buffer))); });
      });
      this.addEventListener('close', () => { notes.closed += 1; });
    }

    send(data) {
      notes.sent.push(performance.now());
      super.send(data);
    }
  };

  notes.click = () => {
    const days = [...document.querySelectorAll('[data-testid="stButtonGroup"] button')];
    notes.clicked.push(performance.now());
    days[notes.clicked.length % Math.min(3, days.length)].click();
  };
  /** Clicks `count` times, with `pauseMs` and up to as much again before each. */
  notes.clicks = async (count, pauseMs) => {
    for (let n = 0; n < count; n += 1) {
      await new Promise((resolve) => { setTimeout(resolve, pauseMs * (1 + Math.random())); });
      notes.click();
    }
  };
  window.addEventListener('message', ({ data }) => {
    if (data?.from === 'storymap' && data.type === 'ready') notes.ready = performance.now();
  });
  window.benchSocket = notes;
})();
