// An arc over the timeline, from the current jump back in time to where it leads. It is an element of its own, so that
// the timeline is not painted again for it.
import { SVG } from '../dom.js';

/** The top of the arc, the width of its bends, and its ends: pixels from the top of the timeline. */
const ARC = { top: -1.5, bend: 9, from: 9, to: 12 };

export class JumpArc {
  /**
   * @param {TimelineBackground} timelineBackground
   * @param {Span} span
   * @param {HTMLElement} track the timeline
   */
  constructor(timelineBackground, span, track) {
    this.timelineBackground = timelineBackground;
    this.span = span;
    this.track = track;
    /** The jump whose mark the pointer is on. @type {?Jump} */
    this.pointed = null;
    /** @type {?Jump} */
    this._shown = null;
    /** The element; null: not needed yet. @type {?{svg: SVGSVGElement, path: SVGPathElement}} */
    this._drawing = null;
  }

  /** The timeline has changed. */
  forget() {
    this.pointed = null;
    this._shown = null;
    if (this._drawing) this._drawing.svg.style.display = 'none';
  }

  /** @param {number} k the current event, or -1: its jump is shown unless the pointer is on another */
  show(k) {
    const jump = this.pointed ?? this.timelineBackground.jumpOf(k);
    if (jump === this._shown) return;
    this._shown = jump;
    const to = jump && this.timelineBackground.otherEndOf(jump);
    if (!jump || to === null) {
      if (this._drawing) this._drawing.svg.style.display = 'none';
      return;
    }
    const { svg, path } = this._drawing ??= this._make();
    svg.style.display = '';
    path.setAttribute('d', this._way(this.span.x(jump.seconds), this.span.x(to), jump.isToldHere));
  }

  /**
   * Up from one end, over the days, and down to the other; an end outside the visible part is at the edge.
   * @param {number} from
   * @param {number} to
   * @param {boolean} isToldHere see Jump
   */
  _way(from, to, isToldHere) {
    const within = (/** @type {number} */ x) => Math.max(-ARC.bend, Math.min(this.span.width + ARC.bend, x));
    const [a, b] = [within(from), within(to)];
    const bend = Math.sign(b - a) * Math.min(ARC.bend, Math.abs(b - a) / 2);
    const arc = `M${a} ${ARC.from}Q${a} ${ARC.top} ${a + bend} ${ARC.top}H${b - bend}Q${b} ${ARC.top} ${b} ${ARC.to}`;
    // The arrow is where the story jumps to. In story time that is the mark, which is an arrow itself.
    return isToldHere ? arc : `${arc}m-3-4l3 4l3-4`;
  }

  /** Made when it is first needed. */
  _make() {
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    svg.setAttribute('aria-hidden', 'true');
    svg.classList.add('sm-arc');
    svg.append(path);
    this.track.append(svg);
    return { svg, path };
  }
}
