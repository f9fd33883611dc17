// Over the strip, an arc from the jump of the telling at hand to where it leads. An element of its own: the strip is
// not painted anew for it.
import { SVG } from '../dom.js';

/** Above the names of days, how far it bends at its ends, and where these are: pixels from the top of the strip. */
const ARC = { top: -1.5, bend: 9, from: 9, to: 12 };

export class JumpArc {
  /**
   * @param {TimelineBackground} timelineBackground
   * @param {Span} span
   * @param {HTMLElement} track the strip
   */
  constructor(timelineBackground, span, track) {
    this.timelineBackground = timelineBackground;
    this.span = span;
    this.track = track;
    /** The jump whose mark the pointer is on. @type {?Jump} */
    this.pointed = null;
    /** @type {?Jump} */
    this._shown = null;
    /** The arc, once one was needed. @type {?{svg: SVGSVGElement, path: SVGPathElement}} */
    this._drawing = null;
  }

  /** The strip has been painted anew: other places, or another clock. */
  forget() {
    this.pointed = null;
    this._shown = null;
    if (this._drawing) this._drawing.svg.style.display = 'none';
  }

  /** @param {number} k the scene at hand, or -1: its jump is shown unless the pointer is on another */
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
   * Up from one end, over the days, and down to the other; what lies out of sight ends at the edge.
   * @param {number} from
   * @param {number} to
   * @param {boolean} isToldHere see Jump
   */
  _way(from, to, isToldHere) {
    const within = (/** @type {number} */ x) => Math.max(-ARC.bend, Math.min(this.span.width + ARC.bend, x));
    const [a, b] = [within(from), within(to)];
    const bend = Math.sign(b - a) * Math.min(ARC.bend, Math.abs(b - a) / 2);
    const arc = `M${a} ${ARC.from}Q${a} ${ARC.top} ${a + bend} ${ARC.top}H${b - bend}Q${b} ${ARC.top} ${b} ${ARC.to}`;
    // The story goes back to where the arrow is: on its own clock that is the mark itself, an arrow anyway.
    return isToldHere ? arc : `${arc}m-3-4l3 4l3-4`;
  }

  /** When it is first needed: at opening nothing jumps. */
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
