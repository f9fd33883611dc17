// The player starts here. `map_story` is the map that the document makes, see page/map.jinja.
import { Address } from './address.js';
import { publish } from './bridge.js';
import { page, setStoryLanguage } from './dom.js';
import { reportFoliumLayers, reportOtherErrors, reportStop, reportViewErrors, writeToConsole } from './errorreports.js';
import { SlippyMap } from './map/slippymap.js';
import { Player } from './player.js';
import { unpackStory } from './unpacking.js';
import { writeMarkupWords } from './words/markupwords.js';
import { openWords, setEventNoun } from './words/words.js';

/** @param {SlippyMap} map */
async function openPlayer(map) {
  const root = document.documentElement;
  if (root.dataset.player === undefined) throw new Error('this browser is too old for the player');
  const story = await unpackStory(/** @type {HTMLElement} */ (document.getElementById('storymap-data')));
  if (!story.words) throw new Error('the document has no words for the interface');
  openWords(story.words);
  setEventNoun(story.noun);
  writeMarkupWords();
  showFurniture();
  setStoryLanguage(story.language);
  const notice = reportViewErrors();
  const player = new Player(map, story);
  player.stopped = (error) => {
    reportStop('hasStopped', error);
    writeToConsole(error);
  };
  // In a frame, the page around the document has the address, and sends what it names.
  if (window.parent === window) new Address(player).open();
  player.open();
  reportOtherErrors(notice);
  reportFoliumLayers(notice);
  return player;
}

// The page around the document has a heading of its own.
if (window.parent !== window) document.documentElement.dataset.framed = '';

/** Before, the page shows only the map: the panels are laid out once, with their contents. */
function showFurniture() { delete page().dataset.opening; }

const opening = openPlayer(new SlippyMap(map_story));
publish(opening);
opening.catch((error) => reportStop('cannotOpen', error));
