// The link to what the player shows, and the way from a link to what it names.
import { readLink, writeLink } from './arithmetic/links.js';
import { currentValues, initialValues, linkableOf, linkPatch } from './arithmetic/linkstore.js';
import { stateOf } from './statereader.js';
import { listInWords, phrase } from './words/words.js';

/** A moment this far outside the story gets a message, in seconds or events of its time scale. */
const OUTSIDE = 1;

/** The reasons of changes of the store before the player goes to the moment of the link. */
const REASONS = ['theme', 'keys', 'clock', 'filter', 'choice', 'speed'];

/** @param {Player} player @returns {string} the link to what is shown now, without a # before it */
export function linkOf({ store, camera }) {
  const get = stateOf(store);
  return writeLink(currentValues(get, camera.state()), initialValues(get));
}

/**
 * Show what a link names, at once. Everything that it does not name gets its initial value, except the theme and the
 * moment.
 * @param {Player} player
 * @param {string} text without a # before it
 */
export function openLink(player, text) {
  const { store, clocks, playhead, camera, furniture: { share } } = player;
  const get = stateOf(store);
  const { link, ignored } = readLink(text, linkableOf(get));
  playhead.pause();
  // Remove a message about another link.
  share.note('');
  for (const reason of REASONS) {
    const { clock, ...patch } = linkPatch(link, get, reason);
    if (clock) playhead.setClock(clock);
    store.set(patch, reason);
    if (patch.filter) playhead.leaveHidden();
  }
  const { at, scene } = link;
  if (at) playhead.seek(player.clocks.secondsAtTime(at.clock, at.time));
  else if (scene) playhead.seekTo(playhead.placeOf(player.story.indexOf(scene)));
  // After the moment: before, the visible part would move to the old position of the playhead.
  store.set(linkPatch(link, get, 'span'), 'span');
  if (link.camera) camera.restore(link.camera);
  else if (at || scene) player.lookAtOnce();
  const messages = [at ? outsideOf(clocks, at) : '', ignored.length ? phrase('ignoredInLink', { fields: listInWords(ignored) }) : ''];
  if (messages.some(Boolean)) share.note(messages.filter(Boolean).join(' '), 'long');
}

/** @param {Clocks} clocks @param {LinkedMoment} at @returns {string} a sentence, if the story has no such moment */
function outsideOf(clocks, at) {
  const line = clocks.on(at.clock);
  if (!line) return '';
  if (at.time > line.timeAt(line.duration) + OUTSIDE) return phrase('linkAfterStory');
  if (at.time < line.timeAt(0) - OUTSIDE) return phrase('linkBeforeStory');
  return '';
}
