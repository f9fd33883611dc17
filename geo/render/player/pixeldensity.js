// The pixel density of the screen. It changes with the zoom of the browser, and when the window moves to another screen.

/** Keep the density in the store up to date. @param {PlayerStore} store */
export function followPixelDensity(store) {
  const { devicePixelRatio } = window;
  store.set({ pixelDensity: devicePixelRatio });
  // The query matches this density only, so each density needs a query of its own.
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => followPixelDensity(store), { once: true });
}
