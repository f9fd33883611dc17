// The locations on the card: where an event is set and where it was filmed, with addresses, and what other sources claim.
import { metresApart } from '../arithmetic/distances.js';
import { letter } from '../arithmetic/labels.js';
import { element } from '../dom.js';
import { isAssumedRoute } from '../story.js';
import { areaInWords, distanceInWords, percentLabel } from '../words/quantities.js';
import { capitalised, phrase, phraseNodes } from '../words/words.js';

/**
 * @param {Story} story
 * @param {Locations} locations
 * @param {number} i index of the event in story order
 * @returns {HTMLElement[]} one block for each location, and a sentence if the filming location is unknown
 */
export function placeBlocks(story, locations, i) {
  const { events, places } = story;
  const [place, filmedAt] = [events.place[i], events.filmedAt[i]];
  const setPlace = place === null ? null : places[place];
  const filmedPlace = filmedAt === null ? null : places[filmedAt];
  const same = place !== null && place === filmedAt;
  const elsewhere = !same && filmedAt !== null;
  const apart = locations.apart(i);
  const blocks = [
    placeBlock(setPhrase(story, i, same, setPlace), setPlace, [precisionOf(story, i, same, setPlace)]),
    elsewhere && filmedPlace && placeBlock('filmedAt', filmedPlace, [
      precisionOfPlace(filmedPlace), apart && phrase('fromSetLocation', { distance: distanceInWords(apart.metres) }),
    ]),
  ];
  const [shown] = locations.ground === 'set' ? blocks : blocks.slice(1);
  if (elsewhere && locations.differs && shown) shown.setAttribute('data-shown', 'yes');
  const unknown = !same && !elsewhere && locations.differs;
  return [
    blocks.some(Boolean) ? element('div', { class: 'sm-places' }, ...blocks) : null,
    unknown ? element('p', { class: 'sm-doubt', text: phrase(locations.ground === 'filmed' ? 'filmingLocationNotShown' : 'filmingLocationUnknown') }) : null,
  ].flatMap((block) => block ?? []);
}

/**
 * @param {?PhraseKey} what
 * @param {Place | null} place
 * @param {(string | false | null | undefined)[]} remarks
 * @returns {?HTMLElement} null: there is nothing to show
 */
function placeBlock(what, place, remarks) {
  const said = remarks.filter(Boolean);
  if (!place && !said.length) return null;
  return element('section', { class: 'sm-place' },
    sentence('sm-what', place && what && `${phrase(what)} `),
    storySentence('sm-name', place?.name),
    storySentence('sm-address', place?.address && ` ${place.address}`),
    ...said.map((remark) => sentence('sm-doubt', remark)),
    place?.today ? element('p', { class: 'sm-doubt' }, ...phraseNodes('today', { name: element('span', { story: place.today }) })) : null);
}

/** @param {string} kind class @param {string|false|null|undefined} text of the player's own @returns {?HTMLElement} */
function sentence(kind, text) { return text ? element('p', { class: kind, text }) : null; }

/** @param {string} kind class @param {string|null|undefined} text of the story @returns {?HTMLElement} */
function storySentence(kind, text) { return text ? element('p', { class: kind, story: text }) : null; }

/**
 * The words before the name of the place; null if its location is unknown.
 * @param {{asSet: Events}} given
 * @param {number} i
 * @param {boolean} same
 * @param {?Place} place
 * @returns {?PhraseKey}
 */
function setPhrase({ asSet }, i, same, place) {
  if (!asSet.paths[i].length && !isUnsought(place)) return null;
  return same ? 'setAndFilmedAt' : 'setAt';
}

/**
 * Whether a place is only a name. Nobody has searched for its location yet, so it is not called unknown.
 * @param {?Place} place
 */
function isUnsought(place) {
  return place !== null && !place.at && !place.note && !place.sources.length && !place.alternatives.length;
}

/**
 * The size of the areas and how accurate the set location is, in words; '' if the story does not say.
 * @param {{asSet: Events}} given
 * @param {number} i
 * @param {boolean} same
 * @param {?Place} place
 */
function precisionOf({ asSet }, i, same, place) {
  if (!asSet.paths[i].length && isUnsought(place)) return phrase('notOnMapYet');
  if (!asSet.paths[i].length) return phrase(same ? 'bothLocationsUnknown' : 'locationUnknown');
  if (!asSet.pinned[i]) return phrase('locationIsGuess');
  const isRoute = asSet.paths[i].length > 1;
  const area = areaInWords(asSet.areas[i]);
  const accurate = !isRoute ? 'accurateTo' : isAssumedRoute(asSet, i) ? 'assumedRouteAccurateTo' : 'routeAccurateTo';
  return accuracyInWords(accurate, asSet.radius[i], asSet.confidence[i], area);
}

/** The same for a place. @param {Place} place */
function precisionOfPlace({ at, pinned, radius, confidence }) {
  if (!at) return '';
  return pinned ? accuracyInWords('accurateTo', radius, confidence) : phrase('locationIsGuess');
}

/** @param {PhraseKey} accurate @param {?number} radius metres @param {?number} confidence 0 to 1 @param {string} [area] */
function accuracyInWords(accurate, radius, confidence, area) {
  const words = [
    ...(area ? [area] : []),
    ...(radius === null ? [] : [phrase(accurate, { distance: distanceInWords(radius) })]),
    ...(confidence === null ? [] : [phrase('confidence', { percent: percentLabel(confidence) })]),
  ];
  return capitalised(words.join(phrase('comma')));
}

/** Whether sources disagree about a place. @param {Place} place */
export function isDisputed({ alternatives }) { return alternatives.length > 0; }

/**
 * The claims of sources that disagree, side by side, with the claim that the map shows first.
 * @param {Story} story
 * @param {Place[]} involved places of the event
 * @returns {HTMLElement[]} none if no sources disagree
 */
export function claimBlocks(story, involved) {
  const disputed = involved.filter(isDisputed);
  return disputed.flatMap((place) => [
    ...(disputed.length > 1 ? [element('h3', { story: place.name })] : []),
    element('div', { class: 'sm-places' }, ownClaim(story, place),
      ...place.alternatives.map((other, n) => otherClaim(place, other, letter(n + 1)))),
  ]);
}

/** @param {Story} story @param {Place} place */
function ownClaim({ sources }, place) {
  return element('section', { class: 'sm-place', 'data-shown': 'yes' },
    sentence('sm-what', `${phrase('claimShown', { letter: letter(0) })} `),
    storySentence('sm-name', place.name),
    storySentence('sm-address', place.address && ` ${place.address}`),
    sentence('sm-doubt', place.at ? precisionOfPlace(place) : phrase('locationUnknown')),
    storySentence('sm-doubt', place.note),
    ...place.sources.map((s) => element('p', { class: 'sm-doubt' }, sourceName(sources[s]))));
}

/** @param {Place} place @param {RivalClaim} other @param {string} which its letter */
function otherClaim(place, other, which) {
  const away = place.at && other.at ? distanceInWords(metresApart(place.at, other.at)) : '';
  const words = [
    away && phrase('fromClaim', { distance: away, letter: letter(0) }),
    other.radius === null ? '' : phrase('accurateTo', { distance: distanceInWords(other.radius) }),
  ].filter(Boolean);
  return element('section', { class: 'sm-place' },
    sentence('sm-what', `${phrase('claim', { letter: which })} `),
    storySentence('sm-name', other.name),
    storySentence('sm-address', other.address && ` ${other.address}`),
    sentence('sm-doubt', capitalised(words.join(phrase('comma')))),
    storySentence('sm-doubt', other.why));
}

/** The title of a source, as a link if it has an address. @param {{title: string, url: string | null}} given */
export function sourceName({ title, url }) {
  // A story made in Python has not passed the reader, which refuses other schemes.
  return /^https?:\/\//i.test(url ?? '')
    ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', story: title })
    : element('span', { story: title });
}
