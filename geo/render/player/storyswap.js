// Replaces the story with a changed one. The moment stays, and so do the viewer's choices that are valid in the new
// story. Everything else gets its initial value. No DOM.
import { LINK_FIELDS } from './arithmetic/linkfields.js';
import { changesOf, linkableOf, NO_CAMERA, patchedState } from './arithmetic/linkstore.js';
import { NO_PERSON } from './choice.js';
import { haveSameContent } from './samecontent.js';
import { openStory } from './story.js';
import { withinTurn } from './time/clocks.js';
import { Timelines } from './time/timelines.js';

/**
 * @param {ReadState} get the current values
 * @param {Payload} payload the data of the changed story
 * @param {LinkFields} [fields]
 * @returns {Partial<PlayerFields>} the change of the store that shows it
 */
export function storyPatch(get, payload, fields = LINK_FIELDS) {
  const storyAsSet = { ...openStory(payload), tiles: get('storyAsSet').tiles };
  const timelines = new Timelines(payload.timelines);
  /** @type {Partial<PlayerFields>} */
  const patch = { storyAsSet, timelines, glide: null, pointed: NO_PERSON };
  const after = patchedState(get, patch);
  const known = linkableOf(after);
  for (const { kind, initial, take, put } of Object.values(fields)) {
    if (!put) continue;
    const value = take(get, NO_CAMERA);
    // A value that the viewer has not changed becomes the initial value of the new story, which may be another one.
    const kept = haveSameContent(value, initial(get)) ? undefined : kind.keep(value, known);
    Object.assign(patch, put(kept === undefined ? initial(after) : kept, after));
  }
  const line = timelines.on(after('clock')) ?? timelines.base;
  patch.spans = keptSpans(get, timelines);
  patch.seconds = sameMoment(get, storyAsSet, timelines, line);
  if (storyAsSet.people.length < 2 && get('drawerTab') === 'pair') patch.drawerTab = 'people';
  if (line.duration <= 0) patch.playing = false;
  return { ...changesOf(patch, get), storyAsSet, timelines };
}

/**
 * @param {ReadState} get
 * @param {Timelines} timelines
 * @returns {PlayerFields['spans']} the visible parts, from and to the same times as before
 */
function keptSpans(get, timelines) {
  /** @type {Map<ClockName, [number, number]>} */
  const spans = new Map();
  for (const [clock, [from, to]] of get('spans')) {
    const before = get('timelines').on(clock);
    const line = timelines.on(clock);
    if (before && line) spans.set(clock, [line.secondsAt(before.timeAt(from)), line.secondsAt(before.timeAt(to))]);
  }
  return spans;
}

/**
 * The current moment in the changed story: the same time, with the same event on the card if it still exists. In story
 * order, times are numbers of events: there it is the same share of the event.
 * @param {ReadState} get
 * @param {Story} story
 * @param {Timelines} timelines
 * @param {ClockTimeline} line the new timeline under the map
 * @returns {number} playing seconds
 */
function sameMoment(get, story, timelines, line) {
  const places = timelines.placesOn(line);
  const { k, share, isSame } = currentEvent(get, story, places);
  const time = currentTime(get, line);
  if (time === null && k < 0) return 0;
  const seconds = line.secondsAt(time ?? line.starts[k] + (line.ends[k] - line.starts[k]) * share);
  // The event may begin a rounding error later than this moment, or its time may have changed.
  return !isSame || line.focusAt(seconds) === k ? seconds : withinTurn(line, k, seconds);
}

/**
 * @param {ReadState} get
 * @param {ClockTimeline} line
 * @returns {?number} the current time on the new timeline; null: its times are numbers of events, or the old story had
 *   no such times
 */
function currentTime(get, line) {
  const { clocks, timeline, seconds } = { clocks: get('clocks'), timeline: get('timeline'), seconds: get('seconds') };
  if (line.clock === 'telling') return null;
  if (line.clock === timeline.clock) return timeline.timeAt(seconds);
  return line.clock === clocks.base.clock ? clocks.baseTimeAt(seconds) : null;
}

/**
 * The current event in the changed story. If it no longer exists, the nearest event before it that does.
 * @param {ReadState} get
 * @param {Story} story
 * @param {Int32Array} places by event of the changed story
 * @returns {{k: number, share: number, isSame: boolean}} its new k, or -1; the share of it that has passed, 0 to 1; and
 *   whether it is the current event itself
 */
function currentEvent(get, story, places) {
  const { timeline, seconds } = { timeline: get('timeline'), seconds: get('seconds') };
  const { ids } = get('storyAsSet').events;
  const focus = timeline.focusAt(seconds);
  for (let before = focus; before >= 0; before -= 1) {
    const event = story.indexOf(ids[timeline.order[before]]);
    if (event < 0) continue;
    const passed = (timeline.timeAt(seconds) - timeline.starts[before]) / (timeline.ends[before] - timeline.starts[before]);
    const isSame = before === focus;
    return { k: places[event], share: isSame ? Math.min(1, Math.max(0, passed)) : 1, isSame };
  }
  return { k: -1, share: 0, isSame: false };
}
