// What happens now, in sentences for a screen reader: the time, the current event, its place and people, where these people
// were before, and the other events. No DOM.
import { spanLabel, startLabel, timeInEvent } from '../time/times.js';
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
 * @param {Pick<Moment, 'focus' | 'visible' | 'time' | 'baseTime'>} moment
 * @returns {Speech} everything about the moment that a viewer sees on the map
 */
export function nowInWords(get, { focus, visible, time, baseTime }) {
  if (focus < 0) return [phrase('storyNotBegun')];
  const story = get('story');
  const clocks = get('clocks');
  const { order } = get('timeline');
  const event = order[focus];
  const others = visible.filter((k) => k !== focus);
  return [
    ...timeAndEventInWords(get, focus, baseTime),
    ...(get('timeline').isOn(focus, time) ? [] : [asSentence(capitalised(phrase('ended')))]),
    ...placeInWords(story, clocks, event, baseTime),
    ...story.numbers.map(({ name, wordsOf }) => asSentence(phrase('numberIs', { name, value: wordsOf(event) }))),
    ...peopleInWords(story, event),
    ...arrivalsInWords(get, event),
    ...othersInWords(story, clocks, others.map((k) => order[k]), baseTime),
  ];
}

/**
 * The reading of the clock, then the event. Its own times are named if they say more than the clock.
 * @param {ReadState} get
 * @param {number} focus
 * @param {number} time
 * @returns {Speech}
 */
function timeAndEventInWords(get, focus, time) {
  const story = get('story');
  const { base, basePlaces } = get('clocks');
  // In a story without times, the number of the event is its time.
  if (base.clock === 'telling') return eventInWords(get, focus);
  const event = get('timeline').order[focus];
  const k = basePlaces[event];
  const now = timeInEvent(story, base, k, time);
  return [
    asSentence(capitalised(now)),
    asSentence(phrase('eventOfAll', { number: k + 1, total: story.events.count })),
    ...(now === startLabel(story, base, k) ? [] : [phrase('timeBeforeTitle', { time: spanLabel(story, base, k) })]),
    { story: story.events.titles[event] },
  ];
}

/**
 * @param {Story} story
 * @param {Clocks} clocks
 * @param {number} event
 * @param {number} time on the base timeline
 * @returns {string[]} where it is set, and how certain that is
 */
function placeInWords(story, clocks, event, time) {
  const { asSet, places } = story;
  const place = asSet.place[event];
  const movement = movementInWords(story, clocks, event, time);
  // What has ended is no longer on the move.
  const isOver = movement !== '' && !clocks.base.isOn(clocks.basePlaces[event], time);
  const travelled = isOver ? [asSentence(movement)] : [];
  const area = areaInWords(asSet.areas[event]);
  const areas = area ? [asSentence(capitalised(area))] : [];
  if (place === null) {
    if (!asSet.pinned[event]) return [phrase('locationUnknown')];
    if (area) return areas;
    if (isOver) return travelled;
    return [movement ? phrase('onTheMove', { movement }) : phrase('atUnnamedPlace')];
  }
  const { name } = places[place];
  const where = movement && !isOver ? phrase('placeOnTheMove', { name, movement }) : phrase('placeIs', { name });
  return [where, ...travelled, ...areas, ...(asSet.pinned[event] ? [] : [phrase('locationUncertain')])];
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

/**
 * @param {Story} story
 * @param {Clocks} clocks
 * @param {number[]} events that happen at the same time
 * @param {number} time on the base timeline
 * @returns {Speech}
 */
function othersInWords(story, clocks, events, time) {
  if (!events.length) return [];
  const more = events.length - MOST_OTHERS;
  return [
    phrase('atTheSameTime'),
    ...events.slice(0, MOST_OTHERS).flatMap((event) => [
      { story: story.events.titles[event] },
      ...placeInWords(story, clocks, event, time),
      ...(story.events.people[event].length ? [phrase('peopleAre', { names: namesOf(story, story.events.people[event]) })] : []),
    ]),
    ...(more > 0 ? [asSentence(capitalised(phrase('andMore', { count: more })))] : []),
  ];
}

/** @param {Story} story @param {number[]} people */
function namesOf(story, people) { return listInWords(people.map((person) => story.people[person].name)); }

/** @param {string} text */
function asSentence(text) { return phrase('sentence', { text }); }
