// How many events play at a mark, as a number in it: beside the scene at hand and people who stand there, and left
// out where only a part of it could be read. Uses stamps.js, markRadius of marks.js, and INITIALS_FONT and
// PERSON_RADIUS of figures.js.
'use strict';

/**
 * So many numbers in marks can be taken in at a look. Where there are more, only marks from one size on have one, so
 * that of two that look alike not one has a number and the other none; and where all are large, only the largest.
 */
const READABLE_NUMBERS = 160;
const LARGEST_NUMBERS = 30;

/** Half of a number's picture, and half of the number alone: pixels. */
const NUMBER_HALF = [18, 10];
const NUMBER_PX = [11, 6];

/**
 * Of a crowd, a number that is covered in the middle of a large mark stands by so much beside it: pixels, the best
 * first. Beside a small one it would belong to nothing.
 */
const NUMBER_SPOTS = [[0, 0], [0, 24], [0, -24], [29, 0], [-29, 0]];
const LARGE_PX = 15;

/**
 * @param {CanvasRenderingContext2D} c
 * @param {View} view
 * @param {Stage} stage its marks, and how many events play at each
 * @param {{numbered: number[], isCrowd: boolean}} wanted the marks that have a number; changed in place
 * @param {Array<{x: number, y: number, reach?: number}>} taken what a number must not touch: people, or signs with their
 *   reach
 */
function drawNumbers(c, view, stage, { numbered, isCrowd }, taken) {
  const { marks, numbers, stamps } = stage;
  // The largest choose first. With hundreds of numbers in sight none is read, and each costs as much as ten marks.
  numbered.sort((one, other) => numbers[other] - numbers[one] || one - other);
  if (numbered.length > READABLE_NUMBERS) numbered.length = readable(numbered, numbers);
  const standing = [...taken];
  for (const m of numbered) {
    const left = marks.x[m] * view.scale + view.x;
    const top = marks.y[m] * view.scale + view.y;
    const spots = isCrowd && markRadius(numbers[m]) >= LARGE_PX ? NUMBER_SPOTS : NUMBER_SPOTS.slice(0, 1);
    const spot = spots.find(([across, down]) => standing.every((one) => isBeside(one, left + across, top + down)));
    if (!spot) continue;
    const [x, y] = [left + spot[0], top + spot[1]];
    standing.push({ x, y, half: NUMBER_PX });
    stamps.set(c, numberOf(stage, numbers[m], isCrowd), x, y);
  }
}

/** @returns {number} how many of the marks, the largest first, have a number when not all can have one */
function readable(numbered, numbers) {
  const sizeOf = (n) => markRadius(numbers[numbered[n]]);
  let many = READABLE_NUMBERS;
  while (many && sizeOf(many - 1) === sizeOf(many)) many -= 1;
  return many || LARGEST_NUMBERS;
}

/** Whether something is clear of a number at a point. */
function isBeside({ x, y, half, reach = PERSON_RADIUS.seen }, numberX, numberY) {
  const [wide, high] = half ?? [reach, reach];
  return Math.abs(x - numberX) >= wide + NUMBER_PX[0] || Math.abs(y - numberY) >= high + NUMBER_PX[1];
}

/** @returns {Picture} of how many events a mark stands for now */
function numberOf({ stamps, colours }, playing, isCrowd) {
  const shown = playing < 1000 ? playing : Math.round(playing / 100) * 100;
  const key = isCrowd ? -shown : shown;
  const looks = isCrowd ? { fill: colours.ink, ground: colours.paper } : { fill: colours.onMarker };
  return stamps.drawings.get(key)
    ?? stamps.make(key, NUMBER_HALF, (own) => drawNumber(own, shortNumber(shown), looks));
}

/** @param {number} number as it fits into a mark */
function shortNumber(number) {
  return number < 1000 ? String(number) : `${(number / 1000).toFixed(number < 9950 ? 1 : 0)}k`;
}

/**
 * @param {CanvasRenderingContext2D} c drawn around the origin
 * @param {string} text
 * @param {{fill: string, ground?: string}} looks `ground`: set off from what lies below, as marks of a crowd let the
 *   map's names through
 */
function drawNumber(c, text, { fill, ground }) {
  c.font = INITIALS_FONT;
  c.textAlign = 'center';
  c.textBaseline = 'middle';
  if (ground) {
    c.strokeStyle = ground;
    c.lineWidth = 3;
    c.lineJoin = 'round';
    c.strokeText(text, 0, 0.5);
  }
  c.fillStyle = fill;
  c.fillText(text, 0, 0.5);
}
