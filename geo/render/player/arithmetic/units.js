// Units of time.

/** Seconds of a day on the wall clock of a story. */
export const DAY_S = 86_400;

export const MONTHS_OF_YEAR = 12;
