// The values of the player's store: the fields with their initial values, and the values computed from them. types.d.ts
// describes each of them. No DOM.
import { Pair } from './arithmetic/pair.js';
import { LINK_FIELDS } from './arithmetic/linkfields.js';
import { SPEED_LIMITS } from './arithmetic/limits.js';
import { makeTracks } from './arithmetic/tracks.js';
import { NO_PERSON } from './choice.js';
import { BothLocations, glidingStory, Locations } from './map/locations.js';
import { Theme } from './palette.js';
import { Store } from './store.js';
import { matching, openStory } from './story.js';
import { Clocks, turnEnd } from './time/clocks.js';
import { visiblePart } from './time/span.js';
import { Timelines } from './time/timelines.js';

/** Events that the filter hides pass this many times faster. */
export const SKIP_FACTOR = 12;

/**
 * @template {keyof PlayerValues} Name
 * @template Value
 * @param {readonly Name[]} from
 * @param {(given: Pick<PlayerValues, Name>) => Value} make
 * @returns {Derivation<PlayerValues, Value>}
 */
const computed = (from, make) => ({ from, make });

/** @type {{[Name in keyof ComputedValues]: Derivation<PlayerValues, ComputedValues[Name]>}} */
const COMPUTED = {
  clocks: computed(['timelines', 'clock'], ({ timelines, clock }) => new Clocks(timelines, clock)),
  timeline: computed(['clocks'], ({ clocks }) => clocks.shown),
  tracks: computed(['storyAsSet', 'timelines'], ({ storyAsSet, timelines }) => makeTracks({ tracks: timelines.sightings }, timelines.base, storyAsSet.events)),
  bothLocations: computed(['storyAsSet'], ({ storyAsSet }) => new BothLocations(storyAsSet)),
  locations: computed(['bothLocations', 'ground'], ({ bothLocations, ground }) => new Locations(bothLocations, ground)),
  story: computed(['locations'], ({ locations }) => locations.story),
  storyOnMap: computed(['story', 'locations', 'glide'], ({ story, locations, glide }) => (glide === null ? story : glidingStory(story, locations, glide))),
  theme: computed(['themeChoice', 'systemTheme'], ({ themeChoice, systemTheme }) => new Theme(themeChoice === 'auto' ? systemTheme : themeChoice)),
  shown: computed(['storyAsSet', 'filter', 'timeline'], ({ storyAsSet, filter, timeline }) => {
    const flags = matching(storyAsSet, filter);
    return flags && Uint8Array.from(timeline.order, (event) => flags[event]);
  }),
  shownPeople: computed(['storyAsSet', 'filter', 'hidden', 'followed'], shownPeople),
  playSeconds: computed(['timeline', 'shown'], ({ timeline, shown }) => playSeconds(timeline, shown)),
  speed: computed(['freeSpeed', 'length', 'playSeconds'], ({ freeSpeed, length, playSeconds: seconds }) => (length === null ? freeSpeed : speedFor(length, seconds))),
  span: computed(['timeline', 'spans'], ({ timeline, spans }) => visiblePart(timeline, spans.get(timeline.clock))),
  pairOf: computed(['storyAsSet', 'timelines', 'tracks', 'pair'], ({ storyAsSet, timelines, tracks, pair }) => pair && new Pair(storyAsSet, timelines, tracks, pair)),
  pairOnMap: computed(['pairOf', 'kept', 'drawerOpen', 'drawerTab'], ({ pairOf, kept, drawerOpen, drawerTab }) => (
    kept || (drawerOpen && drawerTab === 'pair') ? pairOf : null)),
};

/**
 * @param {Payload} payload the document's data
 * @param {LinkFields} [links] the fields of links, which have the initial values of the store
 * @returns {PlayerStore} as the story opens
 */
export function makeState(payload, links = LINK_FIELDS) {
  /** @type {Partial<PlayerValues>} */
  const fields = {
    storyAsSet: openStory(payload),
    timelines: new Timelines(payload.timelines),
    filter: { people: null, groups: null, days: null },
    glide: null,
    pointed: NO_PERSON,
    systemTheme: 'dark',
    pixelDensity: 1,
    isMapped: Boolean(payload.atlas),
    cameraFollows: true,
    drawerOpen: false,
    drawerTab: 'scenes',
    seconds: 0,
    chosen: null,
    playing: false,
    dragging: false,
    loop: false,
  };
  const get = /** @type {ReadState} */ (/** @type {unknown} */ ((/** @type {keyof PlayerValues} */ name) => fields[name]));
  for (const { initial, put } of Object.values(links)) {
    if (put) Object.assign(fields, put(initial(get), get));
  }
  return new Store(fields, COMPUTED);
}

/**
 * @param {Pick<PlayerValues, 'storyAsSet' | 'filter' | 'hidden' | 'followed'>} given
 * @returns {Uint8Array} see ComputedValues
 */
function shownPeople({ storyAsSet: { people }, filter, hidden, followed }) {
  const only = filter.people?.length ? new Set(filter.people) : null;
  return Uint8Array.from(people, ({ id }, p) => Number(!hidden.has(p) && (!only || only.has(id) || followed.has(p))));
}

/**
 * @param {Timeline} timeline
 * @param {?Uint8Array} shown
 * @returns {number} seconds that the whole story takes at normal speed
 */
function playSeconds(timeline, shown) {
  if (!shown) return timeline.duration;
  return shown.reduce((sum, _, k) => sum + passingSeconds(timeline, shown, k), timeline.cues[0] ?? 0);
}

/**
 * @param {Timeline} timeline
 * @param {?Uint8Array} shown see ComputedValues
 * @param {number} k
 * @returns {number} seconds from an event to the next when the story plays at normal speed
 */
export function passingSeconds(timeline, shown, k) {
  return (turnEnd(timeline, k) - timeline.cues[k]) / (shown && !shown[k] ? SKIP_FACTOR : 1);
}

/**
 * @param {number} minutes
 * @param {number} seconds of playing at normal speed
 * @returns {number} the speed at which they take these minutes, or the nearest possible one
 */
export function speedFor(minutes, seconds) {
  return Math.min(SPEED_LIMITS.most, Math.max(SPEED_LIMITS.least, seconds / (minutes * 60)));
}
