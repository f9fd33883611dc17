// Links at work: what is shown as a link, a link followed, and the address of a document opened from disk
// kept up to date. Uses links.js, choice.js, clocks.js, interface.js and player.js.
'use strict';

/** How long things rest before the address says so, in milliseconds. */
const ADDRESS_REST_MS = 300;

/** While playing, the address follows this often, in milliseconds. Browsers stand a hundred changes in 30 seconds. */
const ADDRESS_PLAYING_MS = 500;

/** How far outside the story a moment may be before a link to it says so, in its clock's seconds or scenes. */
const OUTSIDE = 1;

/** A moment is near enough when playing has it within this time, in playing seconds. */
const NEAR_S = 0.02;

/** @param {Player} player @returns {string} the link to what is shown now, without a # before it */
function linkOf(player) {
  const { story, playhead, clocks, timeline, filter, choice, theme, camera, scrubber } = player;
  const focus = timeline.focusAt(playhead.seconds);
  const isNear = (time) => {
    const seconds = timeline.secondsAt(time);
    return Math.abs(seconds - playhead.seconds) < NEAR_S && timeline.focusAt(seconds) === focus;
  };
  const { hidden, followed, pair, kept, tail, ground, lanes } = choice.state();
  const isPairChosen = !sameChoice(choice.pair, story.pair ?? null);
  return writeLink({
    at: writeMoment(timeline.clock, playhead.time, isNear),
    clock: timeline.clock === clocks.names[0] ? null : timeline.clock,
    ...filter,
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
function openLink(player, text) {
  const { story, clocks, playhead, choice, theme, camera, scrubber } = player;
  const { link, ignored } = readLink(text, linkableOf(player));
  const people = (ids) => ids.map((id) => story.people.findIndex((person) => person.id === id));
  const pairOf = (ids) => (ids === null ? story.pair ?? null : ids.length ? people(ids) : null);
  playhead.pause();
  // What was said of the link before is not about this one.
  player.share.note('');
  if (link.theme) theme.choose(link.theme);
  player.setClock(link.clock ?? clocks.names[0]);
  const filter = { people: link.people, groups: link.groups, days: link.days };
  const wanted = Object.entries(filter).map(([name, list]) => [name, list.length ? list : null]);
  setFilter(player, Object.fromEntries(wanted));
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
  if (said.some(Boolean)) player.share.note(said.filter(Boolean).join(' '), NOTED_MS.long);
}

/** @param {Clocks} clocks @param {Link['at']} at @returns {string} a sentence, where the story has no such moment */
function outsideOf(clocks, at) {
  if (!at) return '';
  const line = clocks.on(at.clock);
  if (at.time > line.timeAt(line.duration) + OUTSIDE) return 'This link names a time after the story; here is its end.';
  if (at.time < line.timeAt(0) - OUTSIDE) return 'This link names a time before the story; here is its beginning.';
  return '';
}

/** @returns {Linkable} */
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

/** The address of a document that stands by itself: it leads back to what was shown. */
class Address {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this._written = '';
    this._writes = 0;
    this._writtenAt = 0;
  }

  /** Show what the address names. Called before anything is drawn. */
  open() {
    this._written = window.location.hash;
    this._follow(this._written);
    window.addEventListener('hashchange', () => {
      const { hash } = window.location;
      if (hash === this._written) return;
      this._written = hash;
      this._follow(hash);
    });
    window.addEventListener('storymap:change', ({ detail }) => this._changed(detail.reason));
    // A phone may drop a page that is out of sight, and some browsers tell of leaving by one event only.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this._write();
      else this._changed('shown');
    });
    window.addEventListener('pagehide', () => this._write());
  }

  /** @param {string} hash of the address; where it names nothing that is shown, it is put right after a moment */
  _follow(hash) {
    clearTimeout(this._writes);
    if (hash.length < 2) return;
    openLink(this.player, hash.slice(1));
    this._changed('link');
  }

  _changed(reason) {
    if (reason === 'drag') return;
    clearTimeout(this._writes);
    const { playing } = this.player.playhead;
    // While playing, not put off by each scene: fast ones would put it off for ever.
    const wait = playing ? this._writtenAt + ADDRESS_PLAYING_MS - performance.now() : ADDRESS_REST_MS;
    this._writes = setTimeout(() => this._write(), wait);
  }

  _write() {
    clearTimeout(this._writes);
    this._writtenAt = performance.now();
    if (this.player.playhead.playing && document.visibilityState === 'visible') this._changed('playing');
    const link = `#${linkOf(this.player)}`;
    if (link === window.location.hash) return;
    // Replaced, so that going back leads out of the document, and not through all that was seen.
    window.location.replace(link);
    this._written = window.location.hash;
  }
}
