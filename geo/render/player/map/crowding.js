// The numbers of events from which on the map is drawn for a crowd.

/** From how many events on there are many. */
export const MANY_EVENTS = 1500;

/** With more events than this at the same time, areas and routes are not drawn, and other markers are dimmed. */
export const DETAILED = 60;
