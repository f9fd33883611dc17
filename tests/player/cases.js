// The test cases from tests/player/cases.py. tools/test_player.py writes them to a file and sets PLAYER_CASES to its
// path.
import { readFileSync } from 'node:fs';

export const CASES = JSON.parse(readFileSync(process.env.PLAYER_CASES, 'utf8'));

/** A table in the folder of the tests. */
export const table = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
