/**
 * Put into a document before its own scripts: counts what it does. Defines `window.workCounter`:
 *   steps(positions)   → for each jump {drawn, made, listeners}, until four frames have passed; it begins when all
 *                        that was left for an idle moment is done
 *   taken()            → {stage, base, drawings, redraws} since it was last asked: what was drawn on the canvas of events
 *                        and people and on the base map's, and how often each was drawn anew
 *   dragged(positions) → what was drawn in each frame, as by taken(), when each has a new position
 *   listening()        → how many listeners have been added and not removed
 *   laps(n)            → {elements, listeners} after one piece of playing, and again after n more
 */
'use strict';

(() => {
  const count = { drawn: 0, made: 0, listeners: 0 };

  /** Counts each call of a method under a name. */
  function counted(prototype, method, name, by = 1) {
    const { value, ...rest } = Object.getOwnPropertyDescriptor(prototype, method);
    Object.defineProperty(prototype, method, {
      ...rest,
      value(...given) {
        count[name] += by;
        return value.apply(this, given);
      },
    });
  }

  const canvas = CanvasRenderingContext2D.prototype;
  // What puts something down: a disc is one, however many calls trace its outline.
  const draws = Object.getOwnPropertyNames(canvas).filter((name) => /^(clear|draw|fill|put|stroke)[A-Z]|^(fill|stroke)$/.test(name)
    && typeof Object.getOwnPropertyDescriptor(canvas, name).value === 'function');
  /** Of the two canvases of the map: what is drawn, and how often a drawing begins. */
  const flown = { stage: 0, base: 0, drawings: 0, redraws: 0 };
  const layerOf = ({ canvas: { className } }) => (className.includes('sm-stage') ? 'stage' : className.includes('basemap') ? 'base' : null);
  for (const name of draws) {
    counted(canvas, name, 'drawn');
    const { value, ...rest } = Object.getOwnPropertyDescriptor(canvas, name);
    Object.defineProperty(canvas, name, {
      ...rest,
      value(...given) {
        const layer = layerOf(this);
        if (layer) flown[layer] += 1;
        if (layer === 'stage' && name === 'clearRect') flown.drawings += 1;
        // The sea, once in each drawing of the base map.
        if (layer === 'base' && name === 'fill' && given.includes('evenodd')) flown.redraws += 1;
        return value.apply(this, given);
      },
    });
  }
  counted(Document.prototype, 'createElement', 'made');
  counted(Document.prototype, 'createElementNS', 'made');
  counted(EventTarget.prototype, 'addEventListener', 'listeners');
  counted(EventTarget.prototype, 'removeEventListener', 'listeners', -1);

  const frames = async (n) => {
    for (let i = 0; i < n; i += 1) await new Promise(requestAnimationFrame);
  };

  /** Wait for five frames in a row in which nothing is drawn. */
  async function rest() {
    for (let still = 0; still < 5; still = count.drawn ? 0 : still + 1) {
      count.drawn = 0;
      await new Promise(requestIdleCallback);
      await frames(2);
    }
  }

  async function steps(positions) {
    const found = [];
    await rest();
    for (const position of positions) {
      await frames(2);
      Object.assign(count, { drawn: 0, made: 0, listeners: 0 });
      window.storyMap.seek({ position });
      await frames(4);
      found.push({ ...count });
    }
    return found;
  }

  async function laps(n) {
    const lap = async () => {
      window.storyMap.setSpeed(64);
      window.storyMap.seek({ position: 0.1 });
      window.storyMap.play();
      await frames(40);
      window.storyMap.pause();
      // The same scene each time: cards of different scenes have different parts.
      window.storyMap.seek({ position: 0.1 });
      await frames(4);
      return { elements: document.querySelectorAll('*').length, listeners: count.listeners };
    };
    const before = await lap();
    let after = before;
    for (let i = 0; i < n; i += 1) after = await lap();
    return [before, after];
  }

  function taken() {
    const before = { ...flown };
    Object.assign(flown, { stage: 0, base: 0, drawings: 0, redraws: 0 });
    return before;
  }

  async function dragged(positions) {
    const found = [];
    await frames(1);
    taken();
    for (const position of positions) {
      window.storyMap.seek({ position });
      await frames(1);
      found.push(taken());
    }
    return found;
  }

  window.workCounter = { steps, taken, dragged, laps, listening: () => count.listeners };
})();
