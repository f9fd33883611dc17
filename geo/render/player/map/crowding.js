// From how many events on the map is drawn for a crowd.

/** From how many events on there are many. */
export const MANY_EVENTS = 1500;

/** Beyond this many at once, areas and routes would only cover each other, and marks step back behind the scene at hand. */
export const DETAILED = 60;
