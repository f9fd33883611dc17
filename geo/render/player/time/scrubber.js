// The timeline: scenes as blocks on the folded axis, seams where time is skipped, and the playhead.
// It is one slider to the keyboard and to a screen reader. Uses dom.js, scrubbing.js, density.js, times.js
// and palette.js.
'use strict';

/** Scenes that overlap in time lie in up to this many rows. */
const ROWS = 3;

/** More scenes than these are shown as how many there are, not as blocks. */
const BLOCKS = 1500;

/** Steps of the Page keys, and of up, down and Shift with an arrow, as shares of the whole. */
const STRIDE = { fine: 0.002, coarse: 0.05 };

class Scrubber {
  /**
   * @param {Object} story
   * @param {Object} timeline
   * @param {Theme} theme
   * @param {Playhead} playhead
   */
  constructor(story, timeline, theme, playhead) {
    Object.assign(this, { story, timeline, theme, playhead });
    this.track = part('track');
    this.canvas = part('track-canvas');
    this.needle = part('needle');
    this.hint = part('hint');
    this.rows = layRows(timeline);
    this._listen();
    new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width !== this.width || contentRect.height !== this.height) this.paint();
    }).observe(this.track);
  }

  /** Draw everything that does not move with time: called on resize, theme and filter. */
  paint() {
    const { width, height } = this.track.getBoundingClientRect();
    if (!width || !height) return;
    this.width = width;
    this.height = height;
    const density = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
    const c = this.canvas.getContext('2d');
    c.scale(density, density);
    const box = { top: 16, bottom: height - 5, width };
    this._paintSeams(c, box);
    if (this.timeline.order.length > BLOCKS) {
      this._paintDensity(c, box);
    } else {
      this._paintScenes(c, box);
      this._paintSeamNames(c, box);
    }
    this._paintDays(c, box);
    this.move();
  }

  /** The timeline has become another clock's. */
  relay() {
    this.rows = layRows(this.timeline);
  }

  /** Put the playhead where it belongs. */
  move() {
    const x = this.playhead.position * (this.width ?? 0);
    this.needle.style.transform = `translateX(${x.toFixed(1)}px)`;
  }

  /** Say where the playhead is; called when the scene changes, not at each frame. */
  announce() {
    const k = this.playhead.focus;
    const title = k < 0 ? '' : `, ${this.story.events.titles[this.timeline.order[k]]}`;
    this.track.setAttribute('aria-valuenow', (this.playhead.position * 100).toFixed(1));
    this.track.setAttribute('aria-valuetext', `${formatTime(this.timeline, this.playhead.time)}${title}`);
  }

  _x(seconds) { return (seconds / this.timeline.duration) * this.width; }

  _paintSeams(c, box) {
    const ink = customProperty('ui', 'seam');
    c.font = '10px system-ui, sans-serif';
    for (const seam of this.timeline.seams) {
      const from = this._x(seam.from);
      const to = Math.max(from + 1, this._x(seam.to));
      c.strokeStyle = ink;
      c.lineWidth = 1;
      c.setLineDash([2, 3]);
      c.beginPath();
      c.moveTo((from + to) / 2, box.top);
      c.lineTo((from + to) / 2, box.bottom);
      c.stroke();
      c.setLineDash([]);
    }
  }

  _paintScenes(c, box) {
    const { starts, ends, order } = this.timeline;
    const rowHeight = (box.bottom - box.top) / ROWS;
    for (let k = 0; k < order.length; k++) {
      const i = order[k];
      const from = this._x(this.timeline.secondsAt(starts[k]));
      const to = this._x(this.timeline.secondsAt(ends[k]));
      const dim = this.playhead.shown && !this.playhead.shown[k];
      c.globalAlpha = dim ? 0.13 : 0.5 + this.story.events.importance[i] * 0.15;
      c.fillStyle = this.theme.colourOf(this.story, this.story.events.group[i]);
      const y = box.top + this.rows[k] * rowHeight;
      const width = Math.max(2, to - from - 1);
      if (this.story.events.pinned[i]) {
        c.fillRect(from, y, width, rowHeight - 2);
      } else {
        // Nobody knows where: an outline, as on the map a hollow mark is no fact.
        c.strokeStyle = c.fillStyle;
        c.lineWidth = 1;
        c.strokeRect(from + 0.5, y + 0.5, Math.max(1, width - 1), rowHeight - 3);
      }
    }
    c.globalAlpha = 1;
  }

  /** Groups stacked on each other, as high as much happens. */
  _paintDensity(c, box) {
    const { order } = this.timeline;
    const { groups, events } = this.story;
    const { shown } = this.playhead;
    const groupOf = (k) => (shown && !shown[k] ? -1 : events.group[order[k]] ?? groups.length);
    const layers = densityOf(this.timeline, groupOf, groups.length + 1, box.width);
    const heights = new Float64Array(layers[0].length);
    const highest = layers[0].reduce((most, _, x) => Math.max(most, layers.reduce((sum, layer) => sum + layer[x], 0)), 1);
    const unit = (box.bottom - box.top) / highest;
    layers.forEach((layer, g) => {
      c.fillStyle = this.theme.colourOf(this.story, g < groups.length ? g : null);
      c.beginPath();
      layer.forEach((number, x) => {
        if (!number) return;
        heights[x] += number * unit;
        c.rect(x, box.bottom - heights[x], 1, number * unit);
      });
      c.globalAlpha = 0.8;
      c.fill();
    });
    c.globalAlpha = 1;
  }

  /** The names of days over their first scenes; where there is no room, of those that play longest. */
  _paintDays(c, box) {
    c.font = '600 10.5px system-ui, sans-serif';
    c.fillStyle = customProperty('ui', 'soft');
    c.textBaseline = 'alphabetic';
    const days = dayMarks(this.story, this.timeline).map(({ time, text }) => ({
      text, x: this._x(this.timeline.secondsAt(time)), width: c.measureText(text).width + 14,
    }));
    days.forEach((day, n) => { day.room = (days[n + 1]?.x ?? box.width) - day.x; });
    const taken = [];
    for (const day of days.sort((one, other) => other.room - one.room)) {
      const from = Math.min(day.x, box.width - day.width + 8);
      if (taken.some(([left, right]) => from < right && from + day.width > left)) continue;
      taken.push([from, from + day.width]);
      if (from === day.x) c.fillRect(day.x, box.top - 12, 1, 10);
      c.fillText(day.text, from + 4, box.top - 4);
    }
  }

  /** What passes at a seam, under the scenes, where nothing else stands; the longest gaps first. */
  _paintSeamNames(c, box) {
    const rowHeight = (box.bottom - box.top) / ROWS;
    const taken = this._bottomRow();
    const lasting = (seam) => this.timeline.timeAt(seam.to) - this.timeline.timeAt(seam.from);
    c.font = 'italic 10px system-ui, sans-serif';
    c.fillStyle = customProperty('ui', 'soft');
    c.textBaseline = 'middle';
    for (const seam of [...this.timeline.seams].sort((one, other) => lasting(other) - lasting(one))) {
      const width = c.measureText(seam.label).width;
      const from = Math.max(0, Math.min(box.width - width, this._x((seam.from + seam.to) / 2) + 4));
      if (taken.some(([left, right]) => from < right && from + width > left)) continue;
      taken.push([from - 6, from + width + 6]);
      c.fillText(seam.label, from, box.top + (ROWS - 0.5) * rowHeight);
    }
  }

  /** Where scenes lie in the lowest row: from and to, in pixels. */
  _bottomRow() {
    const spans = [];
    this.rows.forEach((row, k) => {
      if (row !== ROWS - 1) return;
      spans.push([
        this._x(this.timeline.secondsAt(this.timeline.starts[k])),
        this._x(this.timeline.secondsAt(this.timeline.ends[k])),
      ]);
    });
    return spans;
  }

  _listen() {
    const { track } = this;
    // Measured when a finger comes down: asking at each move would lay out the page each time.
    let box = track.getBoundingClientRect();
    const measure = () => { box = track.getBoundingClientRect(); };
    track.addEventListener('pointerenter', measure);
    const positionAt = (event) => {
      return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    };
    letScrub(track, this.playhead, (x, width) => Math.min(1, Math.max(0, x / width)) * this.playhead.duration);
    track.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      track.focus({ preventScroll: true });
      this.hint.hidden = true;
    });
    track.addEventListener('pointermove', (event) => {
      if (!this.playhead.dragging) this._hint(event, positionAt(event));
    });
    track.addEventListener('pointerleave', () => { this.hint.hidden = true; });
    track.addEventListener('keydown', (event) => {
      const share = { PageUp: STRIDE.coarse, PageDown: -STRIDE.coarse, ArrowUp: STRIDE.fine, ArrowDown: -STRIDE.fine }[event.key]
        ?? (event.shiftKey ? { ArrowRight: STRIDE.fine, ArrowLeft: -STRIDE.fine }[event.key] : undefined);
      if (share === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.playhead.seek(this.playhead.seconds + share * this.playhead.duration);
    });
  }

  /** What is at the pointer, above it. */
  _hint(event, position) {
    const seconds = position * this.timeline.duration;
    const seam = this.timeline.seams.find((s) => s.from <= seconds && seconds < s.to);
    const k = this.timeline.focusAt(seconds);
    const title = seam ? seam.label : k < 0 ? '' : this.story.events.titles[this.timeline.order[k]];
    this.hint.replaceChildren(
      element('span', { class: 'sm-strong', text: formatTime(this.timeline, this.timeline.timeAt(seconds)) }),
      element('span', { text: title }),
    );
    this.hint.hidden = false;
    const half = this.hint.offsetWidth / 2;
    const box = this.track.getBoundingClientRect();
    const x = Math.min(box.width - half, Math.max(half, event.clientX - box.left));
    this.hint.style.transform = `translateX(${x - half}px)`;
  }
}

/** A row for each scene, so that scenes that overlap in time do not cover each other. */
function layRows(timeline) {
  const free = new Float64Array(ROWS).fill(-Infinity);
  return Array.from(timeline.order, (_, k) => {
    let row = free.findIndex((end) => end <= timeline.starts[k]);
    if (row < 0) row = free.indexOf(Math.min(...free));
    free[row] = timeline.ends[k];
    return row;
  });
}
