// Importing this gives the player the English words, for a story with scenes.
import { readFileSync } from 'node:fs';

import { openWords, setEventNoun } from '../../geo/render/player/words/words.js';

/** The English table, as in geo/words. */
export const ENGLISH = JSON.parse(readFileSync(new URL('../../geo/words/en.json', import.meta.url), 'utf8'));

openWords({ direction: 'ltr', tables: [{ language: 'en', phrases: ENGLISH.phrases }] });
setEventNoun('scene');
