// The distance and the encounters of two people, in words. No DOM.
import { SHARP } from '../arithmetic/pair.js';
import { sightingOf } from '../arithmetic/tracks.js';
import { endLabel, isTimeUnknown } from '../time/times.js';
import { distanceInWords, durationInWords } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/**
 * @param {Pair} pair
 * @param {number} time on the base time scale
 * @returns {{figure: string, how: string, label: string}} the distance as a headline; sentences that say how it is known; and
 *   the distance alone, for the line on the map ('' if there is none)
 */
export function apartInWords(pair, time) {
  const two = pair.whereaboutsAt(time);
  const { certainty, metres } = pair.apartAt(time);
  if (two[0].event >= 0 && two[0].event === two[1].event) {
    return { figure: phrase('inSameEvent'), how: phrase(two[0].position ? 'locationsKnown' : 'inSameEventUnlocated'), label: '' };
  }
  if (certainty === 'unknown') {
    const missing = two.map((found, n) => (found.position && found.status !== 'dead' ? '' : missingInWords(pair, n, found, time)));
    return { figure: phrase('distanceUnknown'), how: missing.filter(Boolean).join(' '), label: '' };
  }
  if (certainty === 'known' && pair.isInAreas(two)) return fromAreaInWords(Number(metres));
  if (certainty === 'known') return knownInWords(metres, pair.withinAt(time));
  const guessed = two.map((found, n) => (found.status === 'seen' ? '' : guessInWords(pair, n, found, time)));
  const about = roughlyInWords(metres);
  return {
    figure: about ? phrase('aboutApart', { distance: about }) : phrase('perhapsInSameArea'),
    how: phrase('assumedBecause', { reasons: guessed.filter(Boolean).join(' ') }),
    label: about && phrase('about', { distance: about }),
  };
}

/** @param {?number} metres @param {?number} within an upper bound in metres; null: the locations are exact */
function knownInWords(metres, within) {
  const distance = within !== null ? distanceInWords(within) : isSamePlace(metres) ? '' : distanceInWords(Number(metres));
  if (within !== null) {
    return { figure: phrase('atMostApart', { distance }), how: phrase('locationsApproximate'), label: phrase('atMost', { distance }) };
  }
  return { figure: distance ? phrase('apart', { distance }) : phrase('atSameLocation'), how: phrase('locationsKnown'), label: distance };
}

/** @param {number} metres from the nearest point of an area; a person is somewhere in it */
function fromAreaInWords(metres) {
  const distance = isSamePlace(metres) ? '' : distanceInWords(metres);
  return {
    figure: distance ? phrase('atLeastApart', { distance }) : phrase('perhapsInSameArea'),
    how: phrase('distanceToArea'),
    label: distance && phrase('atLeast', { distance }),
  };
}

/** @param {?number} metres */
function isSamePlace(metres) { return metres === null || metres < 1; }

/** Below this distance, in metres, a guess only says that two people are in the same area. */
const LEAST_GUESS_M = 50;

/**
 * An assumed distance, to one digit: more digits would be more than is known, and would change while nobody sees the two.
 * @param {?number} metres
 * @returns {string} '' for the same area
 */
export function roughlyInWords(metres) {
  if (metres === null || metres < LEAST_GUESS_M) return '';
  const digit = 10 ** Math.floor(Math.log10(metres));
  return distanceInWords(Math.round(metres / digit) * digit);
}

/**
 * The same in as few words as fit beside the time readings.
 * @param {Pair} pair
 * @param {number} time on the base time scale
 * @returns {{certainty: 'together'|'known'|'within'|'assumed'|'unknown', figure: string}}
 */
export function apartAtGlance(pair, time) {
  const two = pair.whereaboutsAt(time);
  if (two[0].event >= 0 && two[0].event === two[1].event) return { certainty: 'together', figure: phrase('together') };
  const { certainty, metres } = pair.apartAt(time);
  if (pair.areInContact(two)) return { certainty, figure: phrase('inContact') };
  if (certainty === 'unknown') return { certainty, figure: phrase('unknown') };
  const within = pair.withinAt(time);
  if (within !== null) return { certainty: 'within', figure: phrase('atMost', { distance: distanceInWords(within) }) };
  if (certainty === 'known' && pair.isInAreas(two)) return { certainty, figure: isSamePlace(metres) ? phrase('perhapsNear') : phrase('atLeast', { distance: distanceInWords(Number(metres)) }) };
  if (certainty === 'known') return { certainty, figure: isSamePlace(metres) ? phrase('sameLocation') : distanceInWords(Number(metres)) };
  const distance = roughlyInWords(metres);
  return { certainty, figure: distance ? phrase('approximately', { distance }) : phrase('perhapsNear') };
}

/**
 * Why the location of one of the two is unknown.
 * @param {Pair} pair
 * @param {number} n of the two
 * @param {Whereabouts} found
 * @param {number} time
 */
function missingInWords(pair, n, found, time) {
  const name = pair.nameOf(n);
  if (found.status === 'unseen') return phrase('hasNotAppeared', { name });
  if (found.status === 'dead') return phrase('isDead', { name });
  if (found.status === 'unlocated') return phrase('isUnlocated', { name });
  return phrase('notSeenSince', { name, time: lastSeenLabel(pair, n, found, time) });
}

/**
 * What the assumed location of one of the two is based on.
 * @param {Pair} pair
 * @param {number} n of the two
 * @param {Whereabouts} found
 * @param {number} time
 */
function guessInWords(pair, n, found, time) {
  return phrase('wasLastSeen', { name: pair.nameOf(n), time: lastSeenLabel(pair, n, found, time) });
}

/** @param {Pair} pair @param {number} n @param {Whereabouts} found @param {number} time */
function lastSeenLabel(pair, n, found, time) {
  const { story, base } = pair;
  const k = sightingOf(pair.tracks[n], base, time, found);
  if (isTimeUnknown(story, base, k)) return phrase('inEvent', { title: story.events.titles[base.order[k]] });
  return endLabel(story, base, k);
}

/**
 * @param {Pair} pair
 * @param {Encounter} met
 * @returns {string} the kind of the encounter, to follow a time
 */
export function encounterInWords(pair, met) {
  const { kind, gap, watcher } = met;
  const distance = metresInWords(pair, met);
  if (kind === 'face to face') return phrase('faceToFace');
  if (kind === 'watching') {
    const isFirst = pair.people[0] === watcher;
    return phrase('watches', { name: pair.nameOf(isFirst ? 0 : 1), other: pair.nameOf(isFirst ? 1 : 0) });
  }
  if (kind === 'in contact') return distance ? phrase('inContactAt', { distance }) : phrase('inContact');
  if (gap < 60) return phrase('nearMiss', { distance });
  return phrase('nearMissWithTime', { distance, time: durationInWords(Math.round(gap / 60), 'minute') });
}

/**
 * The distance of the two in an encounter; '' if it is unknown.
 * @param {Pair} pair
 * @param {Encounter} met
 */
function metresInWords(pair, { kind, metres, events, from }) {
  if (metres === null) return '';
  const blur = kind === 'near miss' ? pair.blurBetween(events[0], events[1]) : 0;
  const within = kind === 'near miss' ? metres + blur : pair.withinAt(from) ?? metres;
  const isSharp = within <= metres * (1 + SHARP);
  return isSharp ? phrase('apart', { distance: distanceInWords(metres) }) : phrase('atMostApartShort', { distance: distanceInWords(within) });
}

const NO_BREAK = '\u00a0';

/** Kinds of encounters in the order in which they are counted: the entry for their number, and the icon. */
export const ENCOUNTER_KINDS = /** @type {const} */ ({
  'face to face': { counted: 'faceToFaceCount', picture: 'met' },
  'in contact': { counted: 'inContactCount', picture: 'phone' },
  watching: { counted: 'watchingCount', picture: 'eye' },
  'near miss': { counted: 'nearMissCount', picture: 'passing' },
});

/** @param {Encounter[]} all @returns {string} the number of each kind; '' if there are none */
export function encountersCounted(all) {
  return Object.entries(ENCOUNTER_KINDS).map(([kind, { counted }]) => {
    const count = all.reduce((sum, encounter) => sum + Number(encounter.kind === kind), 0);
    // Viewers look for near misses, so their absence is mentioned.
    if (!count && all.length && kind === 'near miss') return phrase('noNearMisses');
    return count ? phrase(counted, { count }) : '';
  }).filter(Boolean).map((words) => words.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `);
}
