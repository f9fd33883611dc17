// Helpers that build the player's elements. Texts are always set as text, never as markup.
import { ofView } from './viewguard.js';
import { phrase } from './words/words.js';

/** Elements that contain only text of the story: some in the panels, the map, and the title of the document. */
const STORY_PARTS = ['title', 'about', 'card-title', 'card-text', 'card-note', 'story-table-title', 'glance-0', 'glance-1', 'track-canvas'].map((name) => `#sm-${name}`);
const STORY_NODES = [...STORY_PARTS, '.leaflet-map-pane', 'title'].join(', ');

/** The language of the story if it is not that of the page, else ''. */
let storyLanguage = '';

/**
 * From now on, text of the story has the language of the story, for screen readers, hyphenation and fonts. A sentence
 * of the player that only contains a name has the language of the page.
 * @param {string} language BCP 47
 */
export function setStoryLanguage(language) {
  storyLanguage = language === document.documentElement.lang ? '' : language;
  for (const node of document.querySelectorAll(STORY_NODES)) markAsStory(/** @type {HTMLElement} */ (node));
}

/** @param {HTMLElement} node contains only text of the story */
function markAsStory(node) {
  if (storyLanguage) node.lang = storyLanguage;
  else node.removeAttribute('lang');
}

/**
 * Make an element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Object<string, string|number|boolean|null|undefined>} [attributes] `text`: its text, in the language of
 *   the page; `story`: its text, in the language of the story. null, undefined and false leave an attribute out
 * @param {...(Node|string|false|null|undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'text') {
      node.textContent = String(value);
    } else if (name === 'story') {
      node.textContent = String(value);
      node.dir = 'auto';
      markAsStory(node);
    } else {
      node.setAttribute(name, value === true ? '' : String(value));
    }
  }
  node.append(.../** @type {Array<Node|string>} */ (children.filter(Boolean)));
  return node;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {CanvasRenderingContext2D}
 */
export function contextOf(canvas) { return /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d')); }

/** @returns {HTMLElement} the element with the map and all panels */
export function page() { return /** @type {HTMLElement} */ (part('title').closest('main')); }

/**
 * @param {string} name the id without `sm-`
 * @returns {HTMLElement} an element of furniture.html
 * @throws {Error} if there is none
 */
export function part(name) {
  const node = document.getElementById(`sm-${name}`);
  if (!node) throw new Error(`furniture: found no element "sm-${name}", expected one in furniture.html`);
  return node;
}

export const SVG = /** @type {const} */ ('http://www.w3.org/2000/svg');

/** Filled outlines on a grid of 24 × 24. */
const ICONS = {
  play: 'M8 5.2v13.6L19 12z',
  pause: 'M7 5h3.6v14H7zM13.4 5H17v14h-3.6z',
  previous: 'M6 5h2.4v14H6zM19 5.4v13.2L9.4 12z',
  next: 'M15.6 5H18v14h-2.4zM5 5.4v13.2L14.6 12z',
  loop: 'M7 7h9.2V4.2L20.6 8l-4.4 3.8V9H9v4H7zM17 17H7.8v2.8L3.4 16l4.4-3.8V15H15v-4h2z',
  list: 'M4 6h2v2H4zM8 6h12v2H8zM4 11h2v2H4zM8 11h12v2H8zM4 16h2v2H4zM8 16h12v2H8z',
  link: 'M10.600 13.400a1 1 0 01-1.400 1.400 5 5 0 010-7.100l3.500-3.500a5 5 0 117.100 7.100l-1.500 1.500a7 7 0 00-.400-2.400l.500-.500a3 3 0 10-4.200-4.200l-3.600 3.500a3 3 0 000 4.200zM13.400 9.200a1 1 0 011.400 0 5 5 0 010 7.100l-3.500 3.500a5 5 0 11-7.100-7.100l1.500-1.500a7 7 0 00.400 2.400l-.500.500a3 3 0 104.200 4.200l3.600-3.500a3 3 0 000-4.200 1 1 0 010-1.400z',
  fullscreen: 'M4 4h6v2H6v4H4zM14 4h6v6h-2V6h-4zM4 14h2v4h4v2H4zM18 14h2v6h-6v-2h4z',
  plus: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  minus: 'M5 11h14v2H5z',
  light: 'M12 7a5 5 0 100 10 5 5 0 000-10zM11 1.5h2v3h-2zM11 19.5h2v3h-2zM1.5 11h3v2h-3zM19.5 11h3v2h-3zM4 5.4L5.4 4l2.1 2.1-1.4 1.4zM16.5 17.9l1.4-1.4L20 18.600l-1.4 1.4zM4 18.600l2.1-2.1 1.4 1.4L5.400 20zM16.500 6.100L18.600 4 20 5.400l-2.100 2.100z',
  dark: 'M12.300 3a9 9 0 108.700 11.600A7.300 7.300 0 0112.300 3z',
  close: 'M6.400 5L12 10.600 17.600 5 19 6.400 13.400 12 19 17.600 17.600 19 12 13.400 6.400 19 5 17.600 10.600 12 5 6.400z',
  eye: 'M12 5.500c4.600 0 8.300 2.700 10 6.500-1.700 3.800-5.400 6.500-10 6.500S3.700 15.800 2 12c1.700-3.800 5.400-6.500 10-6.500zM12 7.500A8.700 8.700 0 004.200 12a8.700 8.700 0 0015.600 0A8.700 8.700 0 0012 7.500zM12 9a3 3 0 110 6 3 3 0 010-6z',
  target: 'M11 2h2v3.100A7 7 0 0118.900 11H22v2h-3.100A7 7 0 0113 18.900V22h-2v-3.100A7 7 0 015.100 13H2v-2h3.100A7 7 0 0111 5.100zM12 7a5 5 0 100 10 5 5 0 000-10zM12 10a2 2 0 110 4 2 2 0 010-4z',
  map: 'M9 3.500l6 2.500 5.500-2.400v15.400L15 21.500l-6-2.500-5.500 2.400V6zM9.500 5.900v11.200l5 2.100V8z',
  swap: 'M8 3.500L3.500 8 8 12.500V9h12V7H8zM16 11.500v3.500H4v2h12v3.500l4.500-4.500z',
  met: 'M8.500 6.500a5.500 5.500 0 110 11 5.500 5.500 0 010-11zM15.500 6.500a5.500 5.500 0 110 11 5.500 5.500 0 010-11z',
  passing: 'M3 6.500h11.500v-3l6.500 4.300-6.500 4.300V9H3zM21 17.500H9.500v3L3 16.200l6.500-4.300V15H21z',
  phone: 'M6.600 3.500l3 3.600-1.700 2.300a13 13 0 006.700 6.700l2.300-1.700 3.600 3-1.300 3.200A17 17 0 013.400 4.800z',
};

/**
 * @param {keyof typeof ICONS} name
 * @returns {SVGSVGElement} hidden from screen readers: the control around it has the name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.classList.add('sm-icon');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
}

/** @type {Map<string, Path2D>} */
const iconPaths = new Map();

/**
 * Draw an icon on a canvas, with its fill colour.
 * @param {CanvasRenderingContext2D} c
 * @param {keyof typeof ICONS} name
 * @param {number} x left
 * @param {number} y top
 * @param {number} side pixels
 */
export function drawIcon(c, name, x, y, side) {
  let path = iconPaths.get(name);
  if (!path) iconPaths.set(name, path = new Path2D(ICONS[name]));
  c.save();
  c.translate(x, y);
  c.scale(side / 24, side / 24);
  c.fill(path, 'evenodd');
  c.restore();
}

/**
 * Give a button its icon and its name.
 * @param {HTMLElement} button
 * @param {keyof typeof ICONS} picture
 * @param {string} name for screen readers, and for the tip at the pointer
 */
export function setIconAndName(button, picture, name) {
  if (button.dataset.picture !== picture) {
    button.dataset.picture = picture;
    button.querySelector('.sm-icon')?.remove();
    button.prepend(icon(picture));
  }
  button.setAttribute('aria-label', name);
  setTooltip(button, name);
}

/**
 * Give a button its tooltip, which also names the keys that do the same (keyhints.js).
 * @param {HTMLElement} button
 * @param {string} text '' for a button without a tooltip
 */
export function setTooltip(button, text) {
  const { keys } = button.dataset;
  button.dataset.tooltip = text;
  button.title = text && keys ? phrase('tooltipWithKeys', { text, keys }) : text;
}

/**
 * Hide or show an element. If it has the focus, or something in it has, another element gets the focus.
 * @param {HTMLElement} node
 * @param {boolean} hidden
 * @param {HTMLElement} heir
 */
export function setHidden(node, hidden, heir) {
  if (hidden && !node.hidden && node.contains(document.activeElement)) heir.focus({ preventScroll: true });
  node.hidden = hidden;
}

/**
 * Put the middle of a hint above a point, and keep all of it in a box. The browser knows the width of the hint: to ask for
 * it would lay out the page.
 * @param {HTMLElement} hint its left edge is that of its parent
 * @param {number} x of the point, in CSS pixels from the left edge of the box
 * @param {number} width of the box
 * @param {number} [left] edge of the box, in CSS pixels from that of the hint's parent
 */
export function placeHint(hint, x, width, left = 0) {
  hint.style.transform = `translateX(calc(${left}px + max(0px, min(${x}px - 50%, ${width}px - 100%))))`;
}

const REDUCED_MOTION = matchMedia('(prefers-reduced-motion: reduce)');

/** @returns {boolean} whether the viewer has asked the system for less motion */
export function prefersReducedMotion() { return REDUCED_MOTION.matches; }

/** Work that is not urgent waits at most this long for the browser to be idle, in ms. */
const IDLE_WAIT_MS = 250;

/** If the idle time was too short, ask again after one frame, in ms. */
const IDLE_AGAIN_MS = 16;

/**
 * Run a function when the browser is idle. A browser that does not report this (Safari) runs it soon.
 * @param {() => void} run
 * @param {number} takes how long it takes, in ms
 * @param {number} [by] the latest time, on the clock of performance.now(); Infinity: it may never run
 */
export function whenIdle(run, takes, by = performance.now() + IDLE_WAIT_MS) {
  const call = ofView(run);
  if (!('requestIdleCallback' in window)) {
    setTimeout(call, IDLE_WAIT_MS / 2);
    return;
  }
  requestIdleCallback((left) => {
    if (left.didTimeout || left.timeRemaining() >= takes) call();
    // Asked again at once, the browser would report the same short idle time many times.
    else setTimeout(() => whenIdle(call, takes, by), IDLE_AGAIN_MS);
  }, { timeout: Math.max(1, by - performance.now()) });
}
