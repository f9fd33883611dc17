/**
 * Asks the JavaScript twins about pairs of people what tests/analysis/pair_table.py asks Python, and
 * answers in the same form. Loaded after axis.js, tracks.js, distances.js, nearness.js
 * and meetings.js.
 */

/**
 * @param {{raw: RawTimeline, events: MeetingColumns, asked: Object<string, any[]>}} given
 * @returns {Object<string, any>} the keys of pair_table.QUESTIONS
 */
function pairAnswersOf({ raw, events, asked }) {
  const line = makeTimeline(raw);
  const tracks = makeTracks(raw, line, events);
  return {
    separations: asked.separations.map(([one, other, time]) =>
      separationAt(tracks[one], tracks[other], line, events, time)),
    curves: asked.curves.map(([one, other]) => separationCurve(tracks[one], tracks[other], line, events)),
    encounters: asked.encounters.map(([one, other]) => encounters(tracks[one], tracks[other], line, events)),
  };
}

/**
 * @param {[LonLat, LonLat][]} pairs
 * @returns {number[]}
 */
function metresOfAll(pairs) {
  return pairs.map(([a, b]) => metresApart(a, b));
}

/**
 * How long choosing a pair takes in a story of many events, in milliseconds: half of them one
 * person's, half the other's, in one quarter of a city.
 * @param {number} count
 * @returns {{curve_ms: number, encounters_ms: number, samples: number, found: number}}
 */
function timePair(count) {
  const ks = Array.from({ length: count }, (_, k) => k);
  const raw = {
    clock: 'story',
    order: ks,
    starts: ks.map((k) => k * 60),
    ends: ks.map((k) => k * 60 + 90),
    cues: ks,
    duration: 900,
    knots: { times: [0, count * 60 + 30], seconds: [0, 900] },
    seams: [],
    labels: { day_one: null, precision: 'time' },
    tracks: [ks.filter((k) => k % 2 === 0), ks.filter((k) => k % 2 === 1)],
  };
  const people = [[0], [1]];
  let seed = 1;
  // Park and Miller's generator: the same numbers in each run.
  const chance = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const events = {
    paths: ks.map(() => [[-118 + chance() / 5, 34 + chance() / 5]]),
    pinned: ks.map(() => 1),
    people: ks.map((k) => people[k % 2]),
    heard: ks.map(() => []),
  };
  const line = makeTimeline(raw);
  const [one, other] = makeTracks(raw, line, events);
  // The best of some turns: what a busy machine adds is not ours.
  const quickest = (turns, make) => {
    let best = Infinity;
    let made;
    for (let turn = 0; turn < turns; turn += 1) {
      const began = performance.now();
      made = make();
      best = Math.min(best, performance.now() - began);
    }
    return [best, made];
  };
  const [curveMs, curve] = quickest(5, () => separationCurve(one, other, line, events));
  const [encountersMs, found] = quickest(2, () => encounters(one, other, line, events));
  return {
    curve_ms: curveMs,
    encounters_ms: encountersMs,
    samples: curve.reduce((sum, { times }) => sum + times.length, 0),
    found: found.length,
  };
}
