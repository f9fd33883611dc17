// What a screen reader reads of the story without a request: the current event, once the playhead rests; while the
// story plays, one sentence for an event, and only when the one before has been read to its end. No DOM.

/** The playhead rests if it has not moved to another event for this long, in milliseconds. */
const REST_MS = 500;

/** The time for a word, in milliseconds: eSpeak NG, the voice of NVDA and Orca, speaks 175 words a minute by default. */
const WORD_MS = 60_000 / 175;

/** The shortest time between the starts of two sentences, in milliseconds, so that other speech has room. */
const LEAST_MS = 2000;

export class Announcer {
  /**
   * @param {object} around
   * @param {(speech: Speech) => void} around.say puts the words where a screen reader reads them
   * @param {() => {isPlaying: boolean, isDragged: boolean, isReadElsewhere: boolean}} around.state `isReadElsewhere`:
   *   the element that has the focus reads where the playhead is
   * @param {() => number} around.now milliseconds
   * @param {(run: () => void, wait: number) => number} around.later calls after some milliseconds; returns what `cancel` takes
   * @param {(timer: number) => void} around.cancel
   */
  constructor({ say, state, now, later, cancel }) {
    this._say = say;
    this._state = state;
    this._now = now;
    this._later = later;
    this._cancel = cancel;
    /** What waits to be said. @type {?Speech} */
    this._waiting = null;
    this._timer = 0;
    /** When the last sentence has been read to its end. */
    this._readAt = -Infinity;
    /** The last sentence. */
    this._said = '';
  }

  /** Another event is current: say so in time, instead of what still waits. @param {Speech} speech */
  announce(speech) {
    this._waiting = speech;
    this._wait();
  }

  /** Say something at once, because the viewer requests it. @param {Speech} speech */
  answer(speech) {
    this._cancel(this._timer);
    this._waiting = null;
    this._speak(speech);
  }

  _wait() {
    const wait = this._state().isPlaying ? Math.max(0, this._readAt - this._now()) : REST_MS;
    this._cancel(this._timer);
    this._timer = this._later(() => this._due(), wait);
  }

  _due() {
    const { isDragged, isReadElsewhere } = this._state();
    if (isDragged) {
      this._wait();
      return;
    }
    const speech = this._waiting ?? [];
    this._waiting = null;
    // The viewer has returned to the event that was read last.
    if (!isReadElsewhere && textOf(speech) !== this._said) this._speak(speech);
  }

  /** @param {Speech} speech */
  _speak(speech) {
    this._said = textOf(speech);
    this._readAt = this._now() + Math.max(LEAST_MS, this._said.split(/\s+/).length * WORD_MS);
    this._say(speech);
  }
}

/** @param {Speech} speech @returns {string} */
function textOf(speech) { return speech.map((part) => (typeof part === 'string' ? part : part.story)).join(' '); }
