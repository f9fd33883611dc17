// Scenes that play somewhere, nobody knows where: they get no pin, but they are not lost.
// Uses dom.js, markers.js and palette.js.
'use strict';

class Tray {
  /**
   * @param {Object} story
   * @param {Object} timeline
   * @param {Theme} theme
   */
  constructor(story, timeline, theme) {
    Object.assign(this, { story, timeline, theme });
    this.root = part('tray');
    this.list = part('tray-list');
    part('tray-title').textContent = story.region ? `Somewhere in ${story.region}` : 'Somewhere';
    this._shown = '';
  }

  /** @param {number[]} visible places in the order that play now */
  show(visible) {
    const events = visible.map((k) => this.timeline.order[k]).filter((i) => !this.story.events.pinned[i]);
    const key = `${events.join()} ${this.theme.name}`;
    if (key === this._shown) return;
    this._shown = key;
    this.root.hidden = !events.length;
    this.list.replaceChildren(...events.map((i) => this._row(i)));
  }

  _row(event) {
    const people = this.story.events.people[event].map((p) => personChip(this.story, this.theme, p));
    return element('li', {}, element('span', { text: this.story.events.titles[event] }), ...people);
  }
}

/**
 * A person as shape, initials and name.
 * @param {Object} story
 * @param {Theme} theme
 * @param {number} p
 * @param {{note?: string, short?: boolean}} [how]
 */
function personChip(story, theme, p, { note = '' } = {}) {
  const person = story.people[p];
  const chip = element('span', { class: 'sm-chip', title: person.actor ? `${person.name} (${person.actor})` : person.name });
  chip.append(
    shapeElement(story.groups[person.group]?.shape ?? 'circle', theme.colourOf(story, person.group)),
    element('span', { text: person.name }),
  );
  if (note) chip.append(element('span', { class: 'sm-chip-note', text: note }));
  return chip;
}
