// What the clocks show: the one that is followed first, the other beside it, and how each is known.
// Uses dom.js, clocks.js, labels.js and times.js.
'use strict';

class Reading {
  /**
   * @param {Object} story see openStory
   * @param {Clocks} clocks
   */
  constructor(story, clocks) {
    Object.assign(this, { story, clocks });
    this._said = {};
  }

  /**
   * @param {{baseTime: number, focus: number}} moment
   * @param {{seconds: number, playing: boolean}} playhead
   */
  show({ baseTime, focus }, { seconds, playing }) {
    const { clocks, story } = this;
    const { shown } = clocks;
    const event = shown.order[focus];
    const seam = playing && shown.seams.find((s) => s.from <= seconds && seconds < s.to);
    const readings = {
      story: clocks.base.clock === 'story' ? this._storyReading(event, baseTime) : null,
      film: this._filmReading(event, seconds),
      telling: { time: formatTime(clocks.on('telling'), event ?? 0), doubt: '' },
    };
    const first = readings[shown.clock];
    const others = [readings.story, readings.film].filter((reading) => reading && reading !== first);
    this._say('clock', capitalised(first.time));
    this._say('basis', seam ? '' : first.doubt);
    this._say('other', others.map(({ time, doubt }) => (doubt ? `${time}, ${doubt}` : time)).join(' · '));
    this._say('seam', seam ? seam.label : '');
  }

  /** No surer than the scene at hand: a day without an hour shows none. */
  _storyReading(event, time) {
    const { events } = this.story;
    return {
      time: formatTime(this.clocks.base, time, events.precision[event]),
      doubt: events.clockBasis[event] === 'assumed' ? 'hour assumed' : '',
    };
  }

  _filmReading(event, seconds) {
    const time = this.clocks.filmTimeAt(seconds);
    if (time === null) return null;
    return { time: `film ${filmClock(time)}`, doubt: this.story.events.filmBasis[event] === 'documented' ? '' : 'estimated' };
  }

  /** Only what has changed: each text written lays out the line anew. */
  _say(name, text) {
    if (this._said[name] === text) return;
    this._said[name] = text;
    part(name).textContent = text;
  }
}

/** @param {string} text */
function capitalised(text) { return text.charAt(0).toUpperCase() + text.slice(1); }
