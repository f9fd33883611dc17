// The cases that tests/player/cases.py makes; tools/test_player.py writes them and says where.
import { readFileSync } from 'node:fs';

export const CASES = JSON.parse(readFileSync(process.env.PLAYER_CASES, 'utf8'));

/** A table that lies beside the tests. */
export const table = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
