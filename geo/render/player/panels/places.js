// Where a scene is set and where it was filmed, as the card says it: both addresses side by side, and beside each
// place what others claim.
import { metresApart } from '../arithmetic/distances.js';
import { letter } from '../arithmetic/labels.js';
import { distanceInWords, element } from '../dom.js';
import { isAssumedRoute } from '../story.js';

/**
 * @param {Story} story
 * @param {Locations} locations
 * @param {number} i event index in telling order
 * @returns {HTMLElement[]} one block, or two where both places are told apart, and what is between them
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
    placeBlock(setInWords(story, i, same, setPlace), setPlace, [precisionOf(story, i, same, setPlace)]),
    elsewhere && filmedPlace && placeBlock('Filmed at ', filmedPlace, [
      precisionOfPlace(filmedPlace), apart && `${distanceInWords(apart.metres)} from where it is set`,
    ]),
  ];
  const [shown] = locations.ground === 'set' ? blocks : blocks.slice(1);
  if (elsewhere && locations.differs && shown) shown.setAttribute('data-shown', 'yes');
  const unknown = !same && !elsewhere && locations.differs;
  return [
    blocks.some(Boolean) ? element('div', { class: 'sm-places' }, ...blocks) : null,
    unknown ? element('p', { class: 'sm-doubt', text: `Where it was filmed is not known${locations.ground === 'filmed' ? ', so it has no pin' : ''}.` }) : null,
  ].flatMap((block) => block ?? []);
}

/**
 * @param {string} what
 * @param {Place | null} place
 * @param {(string | false | null | undefined)[]} remarks
 * @returns {?HTMLElement} null: there is nothing to say
 */
function placeBlock(what, place, remarks) {
  const said = remarks.filter(Boolean);
  if (!place && !said.length) return null;
  return element('section', { class: 'sm-place', dir: 'auto' },
    sentence('sm-what', place && what),
    storySentence('sm-name', place?.name),
    storySentence('sm-address', place?.address && ` ${place.address}`),
    ...said.map((remark) => sentence('sm-doubt', remark)),
    place?.today ? element('p', { class: 'sm-doubt', dir: 'auto' }, 'Today: ', element('span', { story: place.today })) : null);
}

/** @param {string} kind class @param {string|false|null|undefined} text of the player's own @returns {?HTMLElement} */
function sentence(kind, text) { return text ? element('p', { class: kind, dir: 'auto', text }) : null; }

/** @param {string} kind class @param {string|null|undefined} text of the story @returns {?HTMLElement} */
function storySentence(kind, text) { return text ? element('p', { class: kind, story: text }) : null; }

/**
 * What stands before the name of the place; '' where nobody knows where that is.
 * @param {{asSet: Events}} given
 * @param {number} i
 * @param {boolean} same
 * @param {?Place} place
 */
function setInWords({ asSet }, i, same, place) {
  if (!asSet.paths[i].length && !isUnsought(place)) return '';
  return same ? 'Set and filmed at ' : 'Set at ';
}

/**
 * Whether a place is no more than a name: nobody has looked for it, so nobody can say it is not known.
 * @param {?Place} place
 */
function isUnsought(place) {
  return place !== null && !place.at && !place.note && !place.sources.length && !place.alternatives.length;
}

/**
 * How sure the point is where a scene is set, in words; '' where the story does not say.
 * @param {{asSet: Events}} given
 * @param {number} i
 * @param {boolean} same
 * @param {?Place} place
 */
function precisionOf({ asSet }, i, same, place) {
  if (!asSet.paths[i].length && isUnsought(place)) return 'Not on the map yet.';
  if (!asSet.paths[i].length) return `Where it is set${same ? ' and was filmed' : ''} is not known.`;
  if (!asSet.pinned[i]) return 'The place is only a guess, so it has no pin.';
  const route = asSet.paths[i].length > 1;
  const prefix = route ? `Route ${isAssumedRoute(asSet, i) ? 'assumed, ' : ''}` : '';
  return inWords(prefix, asSet.radius[i], asSet.confidence[i]);
}

/** The same for a place. @param {Place} place */
function precisionOfPlace({ at, pinned, radius, confidence }) {
  if (!at) return '';
  return pinned ? inWords('', radius, confidence) : 'The place is only a guess, so it has no pin.';
}

/** @param {string} prefix @param {number | null} radius @param {number | null} confidence */
function inWords(prefix, radius, confidence) {
  const chance = confidence === null ? '' : `${Math.round(confidence * 100)} % sure`;
  if (radius === null) return chance;
  const said = [`${prefix}within ${distanceInWords(radius)}`, chance].filter(Boolean).join(', ');
  return said[0].toUpperCase() + said.slice(1);
}

/** Whether sources say different things about a place. @param {Place} place */
export function isDisputed({ alternatives }) { return alternatives.length > 0; }

/**
 * What sources say differently, side by side: the claim that the map shows first.
 * @param {Story} story
 * @param {Place[]} involved places of the scene
 * @returns {HTMLElement[]} none where nobody disagrees
 */
export function claimBlocks(story, involved) {
  const disputed = involved.filter(isDisputed);
  return disputed.flatMap((place) => [
    ...(disputed.length > 1 ? [element('h3', { story: place.name })] : []),
    element('div', { class: 'sm-places' }, ownClaim(story, place),
      ...place.alternatives.map((other, n) => otherClaim(place, other, `Claim ${letter(n + 1)} `))),
  ]);
}

/** @param {Story} story @param {Place} place */
function ownClaim({ sources }, place) {
  return element('section', { class: 'sm-place', 'data-shown': 'yes', dir: 'auto' },
    sentence('sm-what', 'Claim A, shown '),
    storySentence('sm-name', place.name),
    storySentence('sm-address', place.address && ` ${place.address}`),
    sentence('sm-doubt', place.at ? precisionOfPlace(place) : 'Where that is, is not known.'),
    storySentence('sm-doubt', place.note),
    ...place.sources.map((s) => element('p', { class: 'sm-doubt', dir: 'auto' }, sourceName(sources[s]))));
}

/** @param {Place} place @param {RivalClaim} other @param {string} what */
function otherClaim(place, other, what) {
  const away = place.at && other.at ? `${distanceInWords(metresApart(place.at, other.at))} from claim A` : '';
  const within = other.radius === null ? '' : `within ${distanceInWords(other.radius)}`;
  const said = [away, within].filter(Boolean).join(', ');
  return element('section', { class: 'sm-place', dir: 'auto' },
    sentence('sm-what', what),
    storySentence('sm-name', other.name),
    storySentence('sm-address', other.address && ` ${other.address}`),
    sentence('sm-doubt', said && said[0].toUpperCase() + said.slice(1)),
    storySentence('sm-doubt', other.why));
}

/** A source's title, and its address below it where it has one. @param {{title: string, url: string | null}} given */
export function sourceName({ title, url }) {
  // A story made in Python has not passed the reader, which refuses other schemes.
  return /^https?:\/\//i.test(url ?? '')
    ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer', story: title })
    : element('span', { story: title });
}
