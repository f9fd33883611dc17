// A changed story in the place of the one that is shown: the moment stays, and so does everything that was chosen and makes
// sense in the new story; everything else goes back to its start. No DOM.
import { LINK_FIELDS } from './arithmetic/linkfields.js';
import { changesOf, linkableOf, NO_CAMERA, patchedState } from './arithmetic/linkstore.js';
import { NO_PERSON } from './choice.js';
import { haveSameContent } from './samecontent.js';
import { openStory } from './story.js';
import { withinTurn } from './time/clocks.js';
import { Timelines } from './time/timelines.js';

/**
 * @param {ReadState} get of the story that is shown
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
    // What was never chosen is as the new story begins, which may be something else.
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

/** @param {ReadState} get @param {Timelines} timelines @returns {PlayerFields['spans']} from and to the same times as before */
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
 * The current moment in the changed story: the same time, with the same event on the card if it is still there. In
 * story order, where times are numbers of events, it is the same share of the event.
 * @param {ReadState} get
 * @param {Story} story
 * @param {Timelines} timelines
 * @param {ClockTimeline} line the one under the map from now on
 * @returns {number} playing seconds
 */
function sameMoment(get, story, timelines, line) {
  const places = timelines.placesOn(line);
  const { k, share, isSame } = currentEvent(get, story, places);
  const time = currentTime(get, line);
  if (time === null && k < 0) return 0;
  const seconds = line.secondsAt(time ?? line.starts[k] + (line.ends[k] - line.starts[k]) * share);
  // An event that begins at this very moment may be one rounding error ahead, and its own time may have changed.
  return !isSame || line.focusAt(seconds) === k ? seconds : withinTurn(line, k, seconds);
}

/**
 * @param {ReadState} get
 * @param {ClockTimeline} line
 * @returns {?number} the current time on that line; null: its times are numbers of events, or the story had no such times
 */
function currentTime(get, line) {
  const { clocks, timeline, seconds } = { clocks: get('clocks'), timeline: get('timeline'), seconds: get('seconds') };
  if (line.clock === 'telling') return null;
  if (line.clock === timeline.clock) return timeline.timeAt(seconds);
  return line.clock === clocks.base.clock ? clocks.baseTimeAt(seconds) : null;
}

/**
 * The current event as it is found in the changed story; in its place the nearest one before that is still there.
 * @param {ReadState} get
 * @param {Story} story
 * @param {Int32Array} places by event of the changed story
 * @returns {{k: number, share: number, isSame: boolean}} its new place, or -1; how much of it has passed, 0 to 1; and
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
