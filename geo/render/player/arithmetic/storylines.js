/**
 * The lanes of the timeline: lines of people that run side by side in events they share. geo/playback/lanes.py and
 * lane_order.py compute the layout; this module only unpacks it. Pure arithmetic: no DOM, no imports.
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
 * @param {Strand[]} strands
 * @returns {Strand[]} by time; strands of the same kind that continue in the same row are joined
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
