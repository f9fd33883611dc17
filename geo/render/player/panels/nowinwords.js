// What happens now, in sentences for a screen reader: the current event, its place and people, where these people were
// before, and the other events. No DOM.
import { startLabel } from '../time/times.js';
import { areaInWords } from '../words/quantities.js';
import { capitalised, listInWords, phrase } from '../words/words.js';
import { movementInWords } from './movementwords.js';

/** More events than these that happen at the same time are only counted. */
const MOST_OTHERS = 3;

/**
 * @param {ReadState} get
 * @param {number} k the place of an event, or -1
 * @returns {Speech} its time and its title
 */
export function eventInWords(get, k) {
  if (k < 0) return [phrase('storyNotBegun')];
  const story = get('story');
  const { base, basePlaces } = get('clocks');
  const event = get('timeline').order[k];
  return [phrase('timeBeforeTitle', { time: startLabel(story, base, basePlaces[event]) }), { story: story.events.titles[event] }];
}

/**
 * @param {ReadState} get
 * @param {Moment} moment
 * @returns {Speech} everything about the moment that a viewer sees on the map
 */
export function nowInWords(get, { focus, visible }) {
  if (focus < 0) return [phrase('storyNotBegun')];
  const story = get('story');
  const clocks = get('clocks');
  const { base, basePlaces } = clocks;
  const { order } = get('timeline');
  const event = order[focus];
  const others = visible.filter((k) => k !== focus);
  return [
    // In a story without times, the number of the event is its time.
    ...(base.clock === 'telling' ? [] : [asSentence(phrase('eventOfAll', { number: basePlaces[event] + 1, total: story.events.count }))]),
    ...eventInWords(get, focus),
    ...placeInWords(story, clocks, event),
    ...story.numbers.map(({ name, wordsOf }) => asSentence(phrase('numberIs', { name, value: wordsOf(event) }))),
    ...peopleInWords(story, event),
    ...arrivalsInWords(get, event),
    ...othersInWords(story, clocks, others.map((k) => order[k])),
  ];
}

/** @param {Story} story @param {Clocks} clocks @param {number} event @returns {string[]} where it is set, and how certain that is */
function placeInWords(story, clocks, event) {
  const { asSet, places } = story;
  const place = asSet.place[event];
  const movement = movementInWords(story, clocks, event);
  const area = areaInWords(asSet.areas[event]);
  const areas = area ? [asSentence(capitalised(area))] : [];
  if (place === null) {
    if (!asSet.pinned[event]) return [phrase('locationUnknown')];
    if (area) return areas;
    return [movement ? phrase('onTheMove', { movement }) : phrase('atUnnamedPlace')];
  }
  const { name } = places[place];
  const where = movement ? phrase('placeOnTheMove', { name, movement }) : phrase('placeIs', { name });
  return [where, ...areas, ...(asSet.pinned[event] ? [] : [phrase('locationUncertain')])];
}

/** @param {Story} story @param {number} event @returns {string[]} */
function peopleInWords(story, event) {
  const { people, heard, watched, dies } = story.events;
  const sentences = [];
  if (people[event].length) sentences.push(phrase('peopleAre', { names: namesOf(story, people[event]) }));
  else if (story.people.length && !heard[event].length && !watched[event].length) sentences.push(asSentence(phrase('nobodyNamed')));
  if (heard[event].length) sentences.push(phrase('heardAre', { names: namesOf(story, heard[event]) }));
  if (watched[event].length) sentences.push(phrase('watchedAre', { names: namesOf(story, watched[event]) }));
  if (dies[event].length) sentences.push(phrase('dieHere', { names: namesOf(story, dies[event]), count: dies[event].length }));
  return sentences;
}

/**
 * Who came to the event from which place: that of the event in which they were present before.
 * @param {ReadState} get
 * @param {number} event
 * @returns {string[]}
 */
function arrivalsInWords(get, event) {
  const story = get('story');
  const { base, basePlaces } = get('clocks');
  const { place, people } = story.asSet;
  /** @type {Map<number, number[]>} people by the place that they came from */
  const arrivals = new Map();
  for (const person of people[event]) {
    const { sightings } = get('tracks')[person];
    const before = sightings.indexOf(basePlaces[event]) - 1;
    const from = before < 0 ? null : place[base.order[sightings[before]]];
    if (from === null || from === place[event]) continue;
    arrivals.set(from, [...arrivals.get(from) ?? [], person]);
  }
  return [...arrivals].map(([from, persons]) => phrase('cameFrom', { names: namesOf(story, persons), place: story.places[from].name }));
}

/** @param {Story} story @param {Clocks} clocks @param {number[]} events that happen at the same time @returns {Speech} */
function othersInWords(story, clocks, events) {
  if (!events.length) return [];
  const more = events.length - MOST_OTHERS;
  return [
    phrase('atTheSameTime'),
    ...events.slice(0, MOST_OTHERS).flatMap((event) => [
      { story: story.events.titles[event] },
      ...placeInWords(story, clocks, event),
      ...(story.events.people[event].length ? [phrase('peopleAre', { names: namesOf(story, story.events.people[event]) })] : []),
    ]),
    ...(more > 0 ? [asSentence(phrase('andMore', { count: more }))] : []),
  ];
}

/** @param {Story} story @param {number[]} people */
function namesOf(story, people) { return listInWords(people.map((person) => story.people[person].name)); }

/** @param {string} text */
function asSentence(text) { return phrase('sentence', { text }); }
