/**
 * The storyline strip as the document brings it: lines that run together where people share a scene.
 * Laid out by geo/playback/lanes.py and lane_order.py; here it is only unfolded. Pure arithmetic:
 * no DOM, no imports.
 */

/**
 * What storylines_wire of geo/playback/lanes.py writes. `e` is a place in the edges.
 * @typedef {object} RawStorylines
 * @property {number} rows
 * @property {number[]} people    by line: index of the person
 * @property {number[]} edges     hundredths of a playing second, each as the step from the one before
 * @property {number[][]} blocks  [steps of e since the block before, length in e, row, event, lines …]
 * @property {number[]} between   [line, e, length in e, row] of all, in a row
 */

/**
 * @typedef {object} Strand   a part of a line in one row, in playing seconds
 * @property {number} from
 * @property {number} to
 * @property {number} row     0 at the top
 * @property {'scene'|'unlocated'|'between'} kind   unlocated: in a scene that nobody can place;
 *   between: from one known place to another, not known which way
 */

/**
 * @typedef {object} Storylines
 * @property {number} rows
 * @property {{person: number, strands: Strand[]}[]} lines   where a line has no strand nobody knows
 * @property {{from: number, to: number, row: number, event: number, people: number[]}[]} blocks by
 *   start; `event` in telling order, `people` from the block's upper row downwards
 */

/**
 * @param {RawStorylines} raw
 * @param {{pinned: ArrayLike<boolean|number>}} events
 * @returns {Storylines}
 */
export function openStorylines({ rows, people, edges, blocks, between }, { pinned }) {
  let hundredths = 0;
  const seconds = edges.map((step) => { hundredths += step; return hundredths / 100; });
  /** @type {{person: number, strands: Strand[]}[]} */
  const lines = people.map((person) => ({ person, strands: [] }));
  let first = 0;
  const opened = blocks.map(([steps, length, row, event, ...members]) => {
    first += steps;
    const [from, to] = [seconds[first], seconds[first + length]];
    const kind = pinned[event] ? 'scene' : 'unlocated';
    members.forEach((line, i) => lines[line].strands.push({ from, to, row: row + i, kind }));
    return { from, to, row, event, people: members.map((line) => people[line]) };
  });
  for (let i = 0; i < between.length; i += 4) {
    const [line, e, length, row] = between.slice(i, i + 4);
    lines[line].strands.push({ from: seconds[e], to: seconds[e + length], row, kind: 'between' });
  }
  return {
    rows,
    lines: lines.map(({ person, strands }) => ({ person, strands: joinedStrands(strands) })),
    blocks: opened,
  };
}

/**
 * The strands by time, those that go on in the same row and the same way as one.
 * @param {Strand[]} strands
 * @returns {Strand[]}
 */
function joinedStrands(strands) {
  /** @type {Strand[]} */
  const joined = [];
  for (const strand of strands.sort((a, b) => a.from - b.from)) {
    const last = joined[joined.length - 1];
    if (last && last.to === strand.from && last.row === strand.row && last.kind === strand.kind) {
      last.to = strand.to;
    } else {
      joined.push(strand);
    }
  }
  return joined;
}
