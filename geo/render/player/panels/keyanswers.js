// What a screen reader says after a key has changed a setting: the new state. A button would have said it itself, but the
// focus is elsewhere. No DOM.
import { furtherScaleName } from '../time/furtherscale.js';
import { timeLabelAt } from '../time/times.js';
import { factorLabel } from '../words/quantities.js';
import { phrase } from '../words/words.js';

/** The names of the time scales, and shorter ones for phones. @type {Record<string, {long: PhraseKey, short: PhraseKey}>} */
const TIME_SCALE_PHRASES = {
  story: { long: 'storyTimeScale', short: 'storyTimeShort' },
  film: { long: 'filmTimeScale', short: 'filmTimeShort' },
  telling: { long: 'storyOrderScale', short: 'storyOrderShort' },
};

/**
 * @param {Story} story
 * @param {ClockName} clock
 * @param {'long'|'short'} length
 * @returns {string} the name of a time scale; the story names the further one itself
 */
export function timeScaleName(story, clock, length) {
  return clock === 'further' ? furtherScaleName(story, length) : phrase(TIME_SCALE_PHRASES[clock][length]);
}

/** By action of keytable.js. @type {Record<string, (get: ReadState) => ?PhraseKey>} */
const STATES = {
  playOrPause: (get) => (get('playing') ? 'saidPlaying' : 'saidPaused'),
  loop: (get) => (get('loop') ? 'saidLoopOn' : 'saidLoopOff'),
  ground: (get) => {
    const { differs, ground } = get('locations');
    return differs ? { set: /** @type {const} */ ('setLocations'), filmed: /** @type {const} */ ('filmingLocationsShort') }[ground] : null;
  },
  theme: (get) => (get('theme').name === 'dark' ? 'darkTheme' : 'lightTheme'),
  follow: () => 'saidFollowing',
  zoomIn: () => 'saidZoomedIn',
  zoomOut: () => 'saidZoomedOut',
  panMap: () => 'saidMoved',
};

/** What changes the visible part of the timeline. */
const SPAN_ACTIONS = new Set(['zoomTimelineIn', 'zoomTimelineOut', 'wholeTimeline']);

/** What to say if there is no encounter to go to. @type {Record<string, PhraseKey>} */
const NO_ENCOUNTER = { nextEncounter: 'noLaterEncounter', previousEncounter: 'noEarlierEncounter' };

/**
 * @param {string} action of keytable.js, after it has been done
 * @param {ReadState} get
 * @param {unknown} done what it returned: false if there was nothing to do
 * @returns {string} for a screen reader; '' if the action is heard otherwise
 */
export function answerToKey(action, get, done) {
  if (action === 'faster' || action === 'slower') return phrase('saidSpeed', { factor: factorLabel(get('speed')) });
  if (action === 'timeScale') return get('clocks').names.length > 1 ? timeScaleName(get('story'), get('timeline').clock, 'long') : '';
  if (SPAN_ACTIONS.has(action)) return spanInWords(get);
  if (action in NO_ENCOUNTER) return done === false ? phrase(get('pairOf') ? NO_ENCOUNTER[action] : 'chooseTwoPeople') : '';
  const key = STATES[action]?.(get);
  return key ? phrase(key) : '';
}

/** @param {ReadState} get @returns {string} the visible part of the timeline */
function spanInWords(get) {
  const timeline = get('timeline');
  const { from, to, isWhole } = get('span');
  if (isWhole) return phrase('showWholeTimeline');
  const [start, end] = [from, to].map((seconds) => timeLabelAt(get('story'), timeline, seconds));
  return phrase('timeSpan', { start, end });
}
