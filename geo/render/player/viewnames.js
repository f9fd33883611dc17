// The views that can fail on their own. The framing page gets their names; docs/document-interface.md lists them.

/**
 * @typedef {object} GuardedView
 * @property {PhraseKey} words  what the viewer calls it, as the start of a sentence
 * @property {string} [hides] selects what is hidden when it is switched off: it would show an earlier moment, or do nothing
 * @property {boolean} [isMain] whether the map cannot show the story without it
 * @property {boolean} [staysOn] whether it goes on after an error, because nothing works without it
 */

/** @satisfies {Record<string, GuardedView>} */
const GUARDED_VIEWS = {
  // Around the map.
  announcer: { words: 'viewAnnouncer', hides: '#sm-say-now' },
  card: { words: 'viewCard', hides: '#sm-card' },
  clock: { words: 'viewClock', hides: '#sm-reading, #sm-gap' },
  controls: { words: 'viewControls', staysOn: true },
  distance: { words: 'viewDistance', hides: '#sm-tab-pair, #sm-panel-pair' },
  glance: { words: 'viewGlance', hides: '#sm-glance' },
  goto: { words: 'viewGoto', hides: '#sm-goto' },
  heading: { words: 'viewHeading' },
  lanes: { words: 'viewLanes', hides: '#sm-names, #sm-playhead-tags, #sm-everyone' },
  legend: { words: 'viewLegend', hides: '#sm-legend, #sm-scales' },
  link: { words: 'viewLink', hides: '#sm-share, #sm-link' },
  keys: { words: 'viewKeys', hides: '#sm-keys' },
  list: { words: 'viewList', hides: '#sm-drawer, #sm-list' },
  people: { words: 'viewPeople', hides: '#sm-tab-people, #sm-panel-people' },
  table: { words: 'viewTable', hides: '#sm-story-table, #sm-story-table-open, #sm-story-table-list' },
  timeline: { words: 'viewTimeline', isMain: true, hides: '#sm-track, #sm-hint, #sm-whole, #sm-everyone' },
  tray: { words: 'viewTray', hides: '#sm-tray' },
  // On the map.
  basemap: { words: 'viewBasemap', hides: '.basemap' },
  camera: { words: 'viewCamera', hides: '#sm-resume' },
  pointer: { words: 'viewPointer', hides: '#sm-tip' },
  scale: { words: 'viewScale', hides: '.leaflet-control-scale' },
  stage: { words: 'viewStage', isMain: true, hides: '.sm-stage' },
  tiles: { words: 'viewTiles', hides: '.sm-tiles, #sm-tiles-note' },
  // Drawn on the stage, each by itself.
  grid: { words: 'viewGrid' },
  tracks: { words: 'viewTracks' },
  markers: { words: 'viewMarkers' },
  routes: { words: 'viewRoutes' },
  locations: { words: 'viewLocations' },
  claims: { words: 'viewClaims' },
  current: { words: 'viewCurrent' },
  persons: { words: 'viewPersons' },
  pair: { words: 'viewPair' },
  numbers: { words: 'viewNumbers' },
  places: { words: 'viewPlaces' },
};

export const VIEWS = /** @type {Record<keyof typeof GUARDED_VIEWS, GuardedView>} */ (GUARDED_VIEWS);
