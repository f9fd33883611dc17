// Limits above which the map is drawn in a simpler way.

/** A story with this number of events or more is a long one. */
export const MANY_EVENTS = 1500;

/** More events than this at the same time are a crowd: areas and routes are not drawn, and markers are dimmed. */
export const DETAILED = 60;
