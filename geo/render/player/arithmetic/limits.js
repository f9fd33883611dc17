// The limits of what the viewer can choose as speed and length of playback.

/** Multiples of the normal speed. */
export const SPEED_LIMITS = { least: 0.25, most: 64 };

/** Minutes that the whole story takes. */
export const LENGTH_LIMITS = { least: 0.1, most: 600 };
