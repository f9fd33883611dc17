// Everything around the map. A new view around the map is made here, with a name from viewnames.js: it watches the values
// of the store that it depends on, and it is in the list of views if it changes with time. Views on the map are made in
// player.js.
import { Card } from './card.js';
import { Controls } from './controls.js';
import { Drawer } from './drawer.js';
import { Glance } from './glance.js';
import { Heading } from './heading.js';
import { KeyHelp } from './keyhelp.js';
import { Legend } from './legend.js';
import { PairPanel } from './pair.js';
import { PeoplePanel } from './people.js';
import { Share } from './share.js';
import { StoryTable } from './storytable.js';
import { Tray } from './tray.js';
import { Goto } from '../time/goto.js';
import { Reading } from '../time/reading.js';
import { Scrubber } from '../time/scrubber.js';
import { numberCode } from '../numbercode.js';
import { guardView, listenToViewErrors } from '../viewguard.js';

export class Furniture {
  /**
   * @param {PlayerStore} store
   * @param {{playhead: Playhead, choice: Choice, camera: Camera, following: Following, themeSwitch: ThemeSwitch,
   *   leading: Leading, linkOf: () => string, showPerson: (person: number) => void}} player
   */
  constructor(store, { playhead, choice, camera, following, themeSwitch, leading, linkOf, showPerson }) {
    this.card = guardView('card', () => new Card(store, playhead));
    const tray = guardView('tray', () => new Tray(store));
    this.scrubber = guardView('timeline', () => new Scrubber(store, playhead, choice));
    const legend = guardView('legend', () => new Legend(store, this.scrubber));
    const { Legend: NumberLegend } = numberCode() ?? {};
    if (NumberLegend) guardView('legend', () => new NumberLegend(store));
    const people = guardView('people', () => new PeoplePanel(store, choice, showPerson));
    this.drawer = guardView('list', () => new Drawer(store, playhead, people));
    this.keyHelp = guardView('keys', () => new KeyHelp(store, this.drawer));
    this.storyTable = guardView('table', () => new StoryTable(store, playhead));
    this.pairPanel = guardView('distance', () => new PairPanel(store, playhead, choice));
    const glance = guardView('glance', () => new Glance(store, () => this.drawer.open('pair')));
    const reading = guardView('clock', () => new Reading(store, this.scrubber.timelineBackground));
    this.share = guardView('link', () => new Share(linkOf));
    this.controls = guardView('controls', () => new Controls(store, {
      playhead, choice, camera, following, themeSwitch, drawer: this.drawer, share: this.share, resume: () => leading.resume(),
    }));
    this.goto = guardView('goto', () => new Goto(store, playhead, () => this.scrubber.hush()));
    guardView('heading', () => new Heading(store));
    listenToViewErrors(({ view, isOff }) => {
      if (!isOff) return;
      // Switched off, the list cannot be closed by the viewer.
      if (view === 'list') store.set({ drawerOpen: false });
      const tab = { people: 'people', distance: 'pair' }[/** @type {string} */ (view)];
      if (!tab) return;
      // What goes with the tab, such as the line between two people, goes too.
      if (store.get('drawerTab') === tab) store.set({ drawerTab: 'scenes' });
      this.drawer.showTab();
    });
    /** The views that change with time. @type {Array<{show: (moment: Moment) => void}>} */
    this._views = [tray, this.drawer, this.pairPanel, glance, legend, reading, this.storyTable];
  }

  /** Called in each frame. @param {Moment} moment */
  show(moment) {
    this.scrubber.move();
    for (const view of this._views) view.show(moment);
  }
}
