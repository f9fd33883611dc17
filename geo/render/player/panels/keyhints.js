// Buttons name the keys that do the same: to the pointer in the tooltip, to a screen reader as shortcuts.
import { part, setTooltip } from '../dom.js';
import { phrase } from '../words/words.js';
import { activeKeys, ariaKey, KEYS, keyLabel } from './keytable.js';

/** @param {PlayerStore} store From now on, name the keys that are switched on. */
export function hintAtKeys(store) {
  store.watch(['characterKeys'], () => nameKeys(store.get('characterKeys')));
  nameKeys(store.get('characterKeys'));
}

/** @param {boolean} hasCharacterKeys */
function nameKeys(hasCharacterKeys) {
  for (const entry of KEYS) {
    if (!entry.button) continue;
    const button = part(entry.button);
    const keys = activeKeys(entry, hasCharacterKeys);
    button.dataset.keys = keys.map(keyLabel).join(phrase('comma'));
    if (keys.length) button.setAttribute('aria-keyshortcuts', keys.map(ariaKey).join(' '));
    else button.removeAttribute('aria-keyshortcuts');
    setTooltip(button, button.dataset.tooltip ?? button.title);
  }
}
