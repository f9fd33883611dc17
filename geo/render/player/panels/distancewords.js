// How far apart two people are, and how they meet, in words. No DOM.
import { countLabel, formatTime } from '../arithmetic/labels.js';
import { SHARP } from '../arithmetic/pair.js';
import { sightingOf } from '../arithmetic/tracks.js';
import { distanceInWords } from '../dom.js';
import { capitalised } from '../time/reading.js';

/**
 * @param {Pair} pair
 * @param {number} time on the base clock
 * @returns {{figure: string, how: string, label: string}} to be read at a glance; how it is known; and
 *   the distance alone, for the line on the map ('' where there is none)
 */
export function apartInWords(pair, time) {
  const two = pair.whereaboutsAt(time);
  const { certainty, metres } = pair.apartAt(time);
  if (two[0].event >= 0 && two[0].event === two[1].event) {
    const how = two[0].position ? 'Both are seen.' : 'Both are in it; nobody can place it.';
    return { figure: 'In the same scene', how, label: '' };
  }
  if (certainty === 'unknown') {
    const lost = two.map((found, n) => (found.position && found.status !== 'dead' ? '' : missingInWords(pair, n, found, time)));
    return { figure: 'Not known', how: `${capitalised(lost.filter(Boolean).join('; '))}.`, label: '' };
  }
  if (certainty === 'known') {
    const apart = metres === null || metres < 1 ? '' : distanceInWords(metres);
    const within = pair.withinAt(time);
    if (within !== null) {
      const reach = distanceInWords(within);
      return {
        figure: `Within about ${reach} of each other`,
        how: 'Both are seen, at places that are not known more closely.',
        label: `within about ${reach}`,
      };
    }
    return { figure: apart ? `${apart} apart` : 'At the same place', how: 'Both are seen.', label: apart };
  }
  const guessed = two.map((found, n) => (found.status === 'seen' ? '' : guessInWords(pair, n, found, time)));
  const about = roughlyInWords(metres);
  return {
    figure: about ? `About ${about} apart` : 'Perhaps in the same area',
    how: `Assumed: ${guessed.filter(Boolean).join('; ')}.`,
    label: about && `about ${about}`,
  };
}

/** Nearer than this, in metres, a guess only says that two are in the same area. */
const LEAST_GUESS_M = 50;

/**
 * A distance that is only assumed, to one digit: more would claim more than anybody knows, and would creep on while
 * nobody sees the two.
 * @param {?number} metres
 * @returns {string} '' for the same area
 */
function roughlyInWords(metres) {
  if (metres === null || metres < LEAST_GUESS_M) return '';
  const digit = 10 ** Math.floor(Math.log10(metres));
  return distanceInWords(Math.round(metres / digit) * digit);
}

/**
 * The same in as few words as fit beside the clocks.
 * @param {Pair} pair
 * @param {number} time on the base clock
 * @returns {{certainty: 'together'|'known'|'within'|'assumed'|'unknown', figure: string}}
 */
export function apartAtGlance(pair, time) {
  const two = pair.whereaboutsAt(time);
  if (two[0].event >= 0 && two[0].event === two[1].event) return { certainty: 'together', figure: 'together' };
  const { certainty, metres } = pair.apartAt(time);
  if (pair.areInContact(two)) return { certainty, figure: 'in contact' };
  if (certainty === 'unknown') return { certainty, figure: 'not known' };
  const within = pair.withinAt(time);
  if (within !== null) return { certainty: 'within', figure: `within ${distanceInWords(within)}` };
  if (certainty === 'known') return { certainty, figure: metres === null || metres < 1 ? 'same place' : distanceInWords(metres) };
  const about = roughlyInWords(metres);
  return { certainty, figure: about ? `≈ ${about}` : 'perhaps near' };
}

/**
 * Why nobody knows where one of the two is.
 * @param {Pair} pair
 * @param {number} n of the two
 * @param {Whereabouts} found
 * @param {number} time
 */
function missingInWords(pair, n, found, time) {
  const { status } = found;
  const name = pair.nameOf(n);
  if (status === 'unseen') return `nobody has seen ${name} yet`;
  if (status === 'dead') return `${name} is dead`;
  if (status === 'unlocated') return `${name} is somewhere that nobody can place`;
  return `nobody saw ${name} since ${lastSeenLabel(pair, n, found, time)}`;
}

/**
 * What the assumed place of one of the two rests on.
 * @param {Pair} pair
 * @param {number} n of the two
 * @param {Whereabouts} found
 * @param {number} time
 */
function guessInWords(pair, n, found, time) {
  return `${pair.nameOf(n)} was last seen ${lastSeenLabel(pair, n, found, time)}`;
}

/** @param {Pair} pair @param {number} n @param {Whereabouts} found @param {number} time */
function lastSeenLabel(pair, n, found, time) {
  const { events, base } = pair;
  const k = sightingOf(pair.tracks[n], base, time, found);
  return formatTime(base, base.ends[k], events.precision[base.order[k]]);
}

/**
 * @param {Pair} pair
 * @param {Encounter} met
 * @returns {string} what kind of encounter it is, to stand after a time
 */
export function encounterInWords(pair, met) {
  const { kind, gap, watcher } = met;
  const apart = metresInWords(pair, met);
  if (kind === 'watching') {
    const isFirst = pair.people[0] === watcher;
    return `${pair.nameOf(isFirst ? 0 : 1)} watches ${pair.nameOf(isFirst ? 1 : 0)}`;
  }
  if (kind === 'near miss') {
    return gap < 60 ? `near miss: ${apart}` : `near miss: ${apart}, ${minutesInWords(gap)} between`;
  }
  return kind === 'in contact' && apart ? `in contact, ${apart}` : kind;
}

/**
 * How far apart the two are in an encounter; '' where nobody knows.
 * @param {Pair} pair
 * @param {Encounter} met
 */
function metresInWords(pair, { kind, metres, events, from }) {
  if (metres === null) return '';
  const blur = kind === 'near miss' ? pair.blurBetween(events[0], events[1]) : 0;
  const within = kind === 'near miss' ? metres + blur : pair.withinAt(from) ?? metres;
  return within > metres * (1 + SHARP) ? `within ${distanceInWords(within)}` : `${distanceInWords(metres)} apart`;
}

/** @param {number} seconds */
function minutesInWords(seconds) {
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

const NO_BREAK = '\u00a0';

/** Kinds of encounters in the order in which they are counted: what several are called, and the icon. */
export const ENCOUNTER_KINDS = /** @type {const} */ ({
  'face to face': { several: 'face to face', picture: 'met' },
  'in contact': { several: 'in contact', picture: 'phone' },
  watching: { several: 'watching', picture: 'eye' },
  'near miss': { several: 'near misses', picture: 'passing' },
});

/** @param {Encounter[]} all @returns {string} how many there are of each kind; '' where there are none */
export function encountersCounted(all) {
  return Object.entries(ENCOUNTER_KINDS).map(([kind, { several }]) => {
    const number = all.reduce((sum, encounter) => sum + Number(encounter.kind === kind), 0);
    // A near miss is what one looks for: that there is none is worth a word.
    if (!number && all.length && kind === 'near miss') return 'no near miss';
    return number ? `${countLabel(number)} ${number === 1 ? kind : several}` : '';
  }).filter(Boolean).map((words) => words.replaceAll(' ', NO_BREAK)).join(`${NO_BREAK}· `);
}
