// What happens, as marks: those that play large, those that are over or to come small. Their numbers: numbering.js.
// Uses gathering.js, stamps.js and DETAILED of stage.js.
'use strict';

/** Radii in pixels; where many events have gathered that do not play now, marks grow by so much with each doubling. */
const PIN = { past: 3.2, future: 2.8, now: 6.5, growth: 0.8 };

/** How solid marks are: of what does not play now, and where very many play, those in known and in doubtful places. */
const ALPHA = { idle: 0.75, crowd: 0.45, doubtful: 0.7 };

/**
 * Small marks, and all where very many play, are a disc or a thin ring each: the fastest there is, as long as
 * the ring is no wider than a pixel. Those few with an edge are stamped.
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Stage} stage its marks, how many events play at each, and which of them started last
 * @param {{time: number, visible: number[]}} moment
 * @returns {number[]} the marks in sight at which several events play
 */
function drawMarks(c, view, stage, { time, visible }) {
  const { marks, stamps, numbers } = stage;
  const { order } = stage.timeline;
  const { count, total, first, leader } = marks;
  const { x: left, y: top, scale, width, height } = view;
  const isCrowd = visible.length > DETAILED;
  const numbered = [];
  c.lineWidth = 1;
  for (let m = 0; m < count; m++) {
    if (!total[m]) continue;
    const x = marks.x[m] * scale + left;
    const y = marks.y[m] * scale + top;
    if (x < -30 || y < -30 || x > width + 30 || y > height + 30) continue;
    const playing = numbers[m];
    if (playing > 1) numbered.push(m);
    if (playing) {
      const event = order[stage.playing[m]];
      const isSure = stage.isSure(event);
      // A colour says whose scenes these are: with those of several, the last to begin does not speak for a crowd.
      const colour = isCrowd && stage.mixed[m] ? stage.colours.lost : stage.colourOf(event);
      if (!isCrowd) stamps.set(c, stamps.mark(isSure ? 'now' : 'unsure', colour, markRadius(playing)), x, y);
      else if (isSure) fillDisc(c, x, y, markRadius(playing), colour, ALPHA.crowd);
      else strokeRing(c, x, y, markRadius(playing), colour, ALPHA.doubtful);
    } else if (first[m] <= time) {
      fillDisc(c, x, y, PIN.past + PIN.growth * Math.log2(total[m]), stage.colourOf(order[leader[m]]), ALPHA.idle);
    } else {
      strokeRing(c, x, y, PIN.future + PIN.growth * Math.log2(total[m]), stage.colours.inkSoft, ALPHA.idle);
    }
  }
  c.globalAlpha = 1;
  return numbered;
}

/** @param {number} playing how many events a mark stands for now @returns {number} whole pixels, so that there are few pictures */
function markRadius(playing) {
  return Math.round(PIN.now + (playing > 1 ? Math.min(13, 2.1 * Math.log2(playing)) : 0));
}

function fillDisc(c, x, y, radius, colour, alpha) {
  traceRound(c, x, y, radius, alpha);
  c.fillStyle = colour;
  c.fill();
}

function strokeRing(c, x, y, radius, colour, alpha) {
  traceRound(c, x, y, radius, alpha);
  c.strokeStyle = colour;
  c.stroke();
}

function traceRound(c, x, y, radius, alpha) {
  c.globalAlpha = alpha;
  c.beginPath();
  c.arc(x, y, radius, 0, 2 * Math.PI);
}
