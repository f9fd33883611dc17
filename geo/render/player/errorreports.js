// Who learns of an error, and each error once: the viewer by a message, the page and the page around it by the event
// storymap:error (classic_scripts/player_or_list.js posts it), and developers by the console.
import { page, part } from './dom.js';
import { reportLayerErrors } from './layererrors.js';
import { ErrorNotice, switchedOffInWords, whatStillWorks } from './panels/errornotice.js';
import { listenToViewErrors } from './viewguard.js';
import { VIEWS } from './viewnames.js';
import { phrase } from './words/words.js';

/** What else changes when a view is switched off. @type {{[Name in ViewName]?: () => void}} */
const AFTER_HIDING = {
  // The furniture beside it takes its room.
  list: () => { page().dataset.drawer = 'no'; },
  // An open dialog makes the page around it inert.
  table: () => /** @type {HTMLDialogElement} */ (part('story-table')).close(),
  // The bar has no empty room where it was.
  timeline: () => { page().dataset.timeline = 'no'; },
  // The box was in the place of the time display.
  goto: () => { part('reading').hidden = false; },
};

/** Whether an error is being written to the console: the browser reports it to the page, too. */
let isReporting = false;

/** @param {unknown} error @returns {string} for developers */
function reasonOf(error) { return error instanceof Error ? `${error.name}: ${error.message}` : String(error); }

/** @param {unknown} error written to the console, like one that no code has caught */
export function writeToConsole(error) {
  isReporting = true;
  reportError(error);
  isReporting = false;
}

/** @param {PlayerError} error */
function publishError(error) { window.dispatchEvent(new CustomEvent('storymap:error', { detail: error })); }

/** From now on, report views that fail, and hide what would show an earlier moment. @returns {ErrorNotice} for other errors */
export function reportViewErrors() {
  const notice = new ErrorNotice();
  listenToViewErrors(({ view, error, isOff }) => {
    if (isOff) hideSafely(view);
    try {
      const { words, isMain = false } = VIEWS[view];
      const name = phrase(words);
      const message = isOff ? `${switchedOffInWords([name])} ${whatStillWorks(isMain)}` : phrase('errorStaysOn', { view: name });
      const report = { part: view, message, reason: reasonOf(error), stopped: false };
      if (isOff) notice.addSwitchedOff(name, isMain, report);
      else notice.add(report);
      publishError(report);
    } catch (another) {
      // Only this message is missing: the views go on.
      writeToConsole(another);
    }
    writeToConsole(error);
  });
  return notice;
}

/** If hiding fails, the viewer still gets the message. @param {ViewName} view */
function hideSafely(view) {
  try {
    hide(view);
  } catch (error) {
    writeToConsole(error);
  }
}

/** Hide the elements of a view. Other code may show them again, so `hidden` alone is not enough. @param {ViewName} view */
function hide(view) {
  const { hides } = VIEWS[view];
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (hides ? document.querySelectorAll(hides) : [])) {
    node.hidden = true;
    node.dataset.off = '';
  }
  AFTER_HIDING[view]?.();
}

/**
 * From now on, report the first error that belongs to no view. The browser has written it to the console.
 * @param {ErrorNotice} notice
 */
export function reportOtherErrors(notice) {
  let isReported = false;
  const report = (/** @type {unknown} */ error) => {
    // An event without an error is a warning of the browser, for example about the sizes that an observer has changed.
    if (isReporting || isReported || error === undefined || error === null) return;
    isReported = true;
    const found = { part: 'page', message: phrase('errorUnknown'), reason: reasonOf(error), stopped: false };
    notice.add(found);
    publishError(found);
  };
  window.addEventListener('error', (event) => report(event.error));
  window.addEventListener('unhandledrejection', (event) => report(event.reason));
}

/**
 * Report the folium layers that could not be shown. The browser has written their errors to the console.
 * @param {ErrorNotice} notice
 */
export function reportFoliumLayers(notice) {
  reportLayerErrors((error) => {
    notice.add(error);
    publishError(error);
  });
}

/**
 * The player cannot go on: the page shows the list of events instead, with the reason.
 * @param {'cannotOpen' | 'hasStopped'} what has happened
 * @param {unknown} error
 */
export function reportStop(what, error) {
  const reason = reasonOf(error);
  // The words of the interface may be what cannot be read, so the page has this sentence by itself.
  const sentence = document.getElementById('story-list-source')?.dataset[what] ?? '{error}';
  publishError({ part: 'player', message: sentence.replace('{error}', () => reason), reason, stopped: true });
}

/**
 * @typedef {object} PlayerError as docs/document-interface.md describes it
 * @property {string} part
 * @property {string} message for the viewer
 * @property {string} reason for developers
 * @property {boolean} stopped
 */
