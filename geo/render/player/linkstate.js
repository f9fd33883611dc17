// What the player shows, as a link; and a link followed.
import { readLink, writeLink, writeMoment } from './arithmetic/links.js';
import { sameChoice } from './choice.js';

/** How far outside the story a moment may be before a link to it says so, in its clock's seconds or scenes. */
const OUTSIDE = 1;

/** A moment is near enough when playing has it within this time, in playing seconds. */
const NEAR_S = 0.02;

/** @param {Player} player @returns {string} the link to what is shown now, without a # before it */
export function linkOf(player) {
  const { story, playhead, clocks, timeline, filter, choice, theme, camera, scrubber } = player;
  const focus = timeline.focusAt(playhead.seconds);
  const isNear = (/** @type {number} */ time) => {
    const seconds = timeline.secondsAt(time);
    return Math.abs(seconds - playhead.seconds) < NEAR_S && timeline.focusAt(seconds) === focus;
  };
  const { hidden, followed, pair, kept, tail, ground, lanes } = choice.state();
  const isPairChosen = !sameChoice(choice.pair, story.pair ?? null);
  return writeLink({
    at: writeMoment(timeline.clock, playhead.time, isNear),
    clock: timeline.clock === clocks.names[0] ? null : timeline.clock,
    people: filter.people ?? [],
    groups: filter.groups ?? [],
    days: filter.days ?? [],
    hidden,
    followed,
    pair: isPairChosen ? pair ?? [] : null,
    kept: kept ? 'pair' : null,
    tail: tail === 'none' ? null : tail,
    ground: ground === 'set' ? null : ground,
    lanes: lanes === 'principals' ? null : lanes,
    span: scrubber.span.shares,
    speed: playhead.length === null && playhead.speed !== 1 ? playhead.speed : null,
    length: playhead.length,
    theme: theme.choice === 'auto' ? null : theme.choice,
    camera: camera.following ? null : camera.state(),
  });
}

/**
 * Show what a link names, at once. It says all there is to say: what it does not name is as at the start,
 * but for the theme, and for the moment.
 * @param {Player} player
 * @param {string} text without a # before it
 */
export function openLink(player, text) {
  const { story, clocks, playhead, choice, theme, camera, scrubber } = player;
  const { link, ignored } = readLink(text, linkableOf(player));
  const people = (/** @type {string[]} */ ids) => ids.map((/** @type {string} */ id) => story.people.findIndex((person) => person.id === id));
  const pairOf = (/** @type {?string[]} */ ids) => {
    if (ids === null) return story.pair ?? null;
    return ids.length ? /** @type {[number, number]} */ (people(ids)) : null;
  };
  playhead.pause();
  // What was said of the link before is not about this one.
  player.share.note('');
  if (link.theme) theme.choose(/** @type {ThemeName} */ (link.theme));
  player.setClock(link.clock ?? clocks.names[0]);
  player.setFilter({
    people: link.people.length ? link.people : null,
    groups: link.groups.length ? link.groups : null,
    days: link.days.length ? link.days : null,
  });
  choice.set({
    hidden: people(link.hidden),
    followed: people(link.followed),
    pair: pairOf(link.pair),
    kept: link.kept === 'pair',
    tail: link.tail ?? 'none',
    ground: link.ground ?? 'set',
    lanes: link.lanes ?? 'principals',
  });
  if (link.length !== null) playhead.setLength(link.length);
  else if (playhead.length !== null || playhead.speed !== (link.speed ?? 1)) playhead.setSpeed(link.speed ?? 1);
  if (link.at) playhead.seek(clocks.secondsAtTime(link.at.clock, link.at.time));
  else if (link.scene !== null) playhead.seekTo(playhead.placeOf(story.indexOf(link.scene)));
  // After the moment, which stays in sight.
  scrubber.show(link.span);
  if (link.camera) camera.restore(link.camera);
  else if (link.at || link.scene !== null) player.lookAtOnce();
  const said = [outsideOf(clocks, link.at)];
  if (ignored.length) said.push(`Not understood in this link, and left out: ${ignored.join(', ')}.`);
  if (said.some(Boolean)) player.share.note(said.filter(Boolean).join(' '), 'long');
}

/** @param {Clocks} clocks @param {Link['at']} at @returns {string} a sentence, where the story has no such moment */
function outsideOf(clocks, at) {
  if (!at) return '';
  const line = clocks.on(at.clock);
  if (!line) return '';
  if (at.time > line.timeAt(line.duration) + OUTSIDE) return 'This link names a time after the story; here is its end.';
  if (at.time < line.timeAt(0) - OUTSIDE) return 'This link names a time before the story; here is its beginning.';
  return '';
}

/** @param {{story: Story, clocks: Clocks}} given @returns {Linkable} */
function linkableOf({ story, clocks }) {
  return {
    clocks: clocks.names,
    count: story.events.count,
    isScene: (id) => story.indexOf(id) >= 0,
    isPerson: (id) => story.people.some((person) => person.id === id),
    isGroup: (id) => story.groups.some((group) => group.id === id),
    isDay: (day) => story.events.days.includes(day),
  };
}
