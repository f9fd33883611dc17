/*
 * Long because all modules share these types.
 *
 * The types that the player's modules share; JSDoc comments name them without an import. Only the
 * type checker reads this file.
 *
 * Conventions: positions are [longitude, latitude] in degrees. An event is its index in story order (the
 * order of the story file); `k` is an event's place in the order of a timeline, by start; `p` is a person's
 * index. Clock times are in the unit of their time scale: seconds since 1970-01-01 on the wall clock of the
 * story ('story', story time) or of a further time scale ('further'), seconds of film ('film', film time) or events ('telling', story order; links
 * contain this name). Seconds are playing seconds at normal speed. World pixels are Web Mercator pixels of
 * zoom 0.
 */

/** The map that the document makes, see page/map.jinja; main.js wraps it at once. */
declare const map_story: L.Map;

type LonLat = [number, number];
/** South-west and north-east corner. */
type Bounds = [LonLat, LonLat];
/** The positions of a path: none, one position, or a route. */
type Path = readonly LonLat[];
/**
 * Polygons on a plane, in degrees or in world pixels: each is its rings, the outline first, then the holes. A ring is x
 * and y of its corners by turns; the first corner is not repeated at the end.
 */
type PlanePolygons = readonly (readonly Float64Array[])[];
type ClockName = 'story' | 'film' | 'further' | 'telling';
type Precision = 'century' | 'decade' | 'year' | 'month' | 'week' | 'day' | 'time';
/**
 * Seconds to add to the timeline's times at the start and the end of an event, the names of the zones there, and when clocks
 * change between them (left out: never): times of the timeline, each with the new seconds to add.
 */
type LocalClock = [number, number, string | null, string | null, [number, number][]?];

/** What the story doubts about a date. */
type Doubt = 'approximate' | 'uncertain' | 'both';
/** The finest unit of a time of day. */
type ClockUnit = 'minute' | 'second' | 'millisecond';
type ThemeName = 'dark' | 'light';
type ThemeChoice = ThemeName | 'auto';
/** Which locations the map shows: set or filming locations. */
type GroundName = 'set' | 'filmed';
/** Left, top, right and bottom of a box on the page; or pixels at each of these edges of the window. */
type Box = number[];
type Point = { x: number; y: number };

// --------------------------------------------------------------------------------- words

/** What the interface calls an event: a story with a running time has scenes. */
type EventNoun = 'scene' | 'event';
/** The name of an entry in a table of words. */
type PhraseKey = keyof typeof import('../../words/en.json')['phrases'];
/** A text, or a choice by the word for an event or by number, see geo/words. */
type PhraseEntry = string | { [choice: string]: PhraseEntry };
/** The words of one language; an entry may be missing. */
interface WordTable { language: string; phrases: { [key: string]: PhraseEntry } }
/** The tables in the document: that of the interface's language first, and those that complete it. */
interface DocumentWords { direction: 'ltr' | 'rtl'; tables: WordTable[] }

/** What the interface's language calls the parts of a typed time, in lower case. */
/** The further time scale of a story, with the times of the current, the first and the last event, for times that people type. */
interface FurtherScale { name: string; now: number; begins: number; ends: number }

interface Vocabulary {
  /** By word of that language: the English one. */
  words: ReadonlyMap<string, string>;
  /** How a time is known: a typed time is read without it. */
  doubts: readonly string[];
}

// ------------------------------------------------------------------------------- payload

/** The document's data, as geo/render/payload.py writes it. A column of default values is left out. */
interface Payload {
  version: number;
  title: string;
  description: string;
  year: number | null;
  language: string;
  /** What the story calls an event. */
  noun: EventNoun;
  /** The words of the interface; only in the data of a document. */
  words?: DocumentWords;
  credits: string[];
  /** ISO date of the first story day; null: days have no numbers. */
  dayOne: string | null;
  /** Name of the region of the base map, if the story is set there; null: it is set elsewhere. */
  region: string | null;
  groups: Group[];
  /**
   * Colours of people, then of events that move by themselves, in a story without groups: each gets the next one, and after the
   * last comes the first.
   */
  palette?: Shades[];
  /** Colours of events of their own. */
  colours?: Shades[];
  /** Left out: no event has a number that gives its size, or its colour. `colour` is that of events without another one. */
  sizeScale?: NumberScale & { colour: Shades };
  colourScale?: NumberScale & { low: number; steps: Shades[] };
  people: RawPerson[];
  places: Place[];
  sources: Source[];
  events: RawEvents;
  /** One for each time scale. The first has the tracks and decides where people are. */
  timelines: RawTimeline[];
  /** The two people who are compared at the start. */
  pair: [number, number] | null;
  tiles: TileSource | null;
  /** null: no position of the story is on the base map. */
  atlas: RawAtlas | null;
  /** What the map shows at the start; left out: the whole story. */
  view?: FirstView;
  /** The name of the further time scale, and the finest unit of its times of day; left out: the story has none. */
  furtherScale?: { name: string; unit: ClockUnit };
}

/** The payload in the document: timelines are shortened, see short_timeline in geo/render/data_packing.py. */
interface PackedPayload extends Omit<Payload, 'timelines'> { timelines: PackedTimeline[] }
interface PackedTimeline extends Omit<RawTimeline, 'order' | 'starts' | 'ends' | 'cues'> {
  orderSteps: number[];
  /** Whole seconds from one start to the next, with `lengths`; or `starts` and `ends`. */
  startSteps?: number[];
  lengths?: number[];
  starts?: number[];
  ends?: number[];
  /** Or `cues`. */
  cueSteps?: number[];
  cues?: number[];
}

/** What the map shows at the start instead of the whole story, see first_view.py. */
interface FirstView {
  /** Latitude, longitude: south-west, north-east. */
  bounds: [[number, number], [number, number]];
  /** Pixels at each edge; null: the usual padding. */
  padding: number[] | null;
  /** null: the usual limit. */
  maxZoom: number | null;
}

/** The areas of an event, as geo/render/document_areas.py writes them. */
interface RawAreas {
  /** Square metres. */
  size: number;
  /** Around all of them; beyond 180 degrees if they cross that meridian. */
  box: Bounds;
  /** By polygon: its outline and its holes, see polygonsOf. */
  rings: number[][][];
}

/** What numbers of events give, as geo/render/number_scales.py writes it. */
interface NumberScale {
  name: string | null;
  /** The greatest number. */
  high: number;
  /** The round numbers of the legend. */
  ticks: number[];
  /** Whether an event has no number. */
  lacks: boolean;
}
/** Numbers of the events: what they are, and that of an event in words. */
interface EventNumbers { kind: 'sizeNumber' | 'colourNumber'; name: string; wordsOf: (event: number) => string }
/** See numbercode.js and numbers/opennumbers.js. */
interface NumberCode {
  openNumbers: (raw: Payload, events: Events, hues: Shades[]) => Pick<Story, 'radii' | 'numbers' | 'hues'>;
  Clustering: typeof import('./numbers/sizedclustering.js').SizedClustering;
  Counts: typeof import('./numbers/sizedcounts.js').SizedCounts;
  drawMarkers: (c: CanvasRenderingContext2D, view: View, counts: any, stage: Stage, moment: Moment) => number[];
  fillCard: (story: Story, event: number) => void;
  Legend: new (store: PlayerStore) => object;
}
interface Shades { dark: string; light: string }
interface Group extends Shades { id: string; name: string; shape: string }
interface RawPerson {
  id: string;
  name: string;
  actor: string | null;
  initials: string;
  /** Index of the group. */
  group: number | null;
  note: string | null;
}
interface Place {
  id: string;
  name: string;
  address: string | null;
  at: LonLat | null;
  /** Metres. */
  radius: number | null;
  /** 0 to 1. */
  confidence: number | null;
  pinned: boolean;
  today: string | null;
  note: string | null;
  /** Indices of sources. */
  sources: number[];
  alternatives: RivalClaim[];
}
interface RivalClaim {
  name: string;
  why: string | null;
  address: string | null;
  at: LonLat | null;
  radius: number | null;
}
interface Source { title: string; url: string | null; note: string | null }
interface TileSource { name: string; url: string; attribution: string; maxZoom: number }

/** The columns of the events in the document. */
interface RawEvents extends Partial<Omit<Events, 'count' | 'paths' | 'hue'>> {
  count: number;
  /** By event: a whole number of steps, see STEPS_PER_DEGREE in story.js. */
  lon?: (number | null)[];
  lat?: (number | null)[];
  /** The paths of more than one position, by event. */
  lines: Record<number, LonLat[]>;
}

/** The base map in the document, as geo/basemap/encoding.py writes it. */
interface RawAtlas {
  name: string;
  /** West, south, east, north. */
  frame: number[];
  /** The length of a step in degrees; the numbers below are steps. */
  unit: number;
  /** By line: longitude and latitude by turns, each as the difference from the position before. */
  coast: number[][];
  /** Kind, rank, label, parts, and for a freeway the shape of the shield with its number. */
  lines: ['freeway' | 'street' | 'runway', number, string, number[][], Shield?][];
  /** Kind, rank, label, longitude, latitude, radius. */
  points: [string, number, string, number, number, number][];
  /** Name, and its possible places in open water, the best first. */
  seas: [string, LonLat[]][];
  /** A place far out at sea: the outline of the sea leads around it where a coast leaves the frame. */
  openSea: LonLat | null;
  /** Whether the story is also elsewhere, so that the grid around the atlas has degrees, see drawGraticule. */
  degrees?: true;
}
/** The shape of the shield with the number of a freeway. */
type Shield = 'pointed' | 'rounded' | 'oval';

// --------------------------------------------------------------------------------- story

/** The columns that decide where people are. */
interface EventColumns {
  /** The location: none, one position, or a route. */
  paths: Path[];
  /** The seconds from the start of the event to each position of its path, then to its end. Null: travelled at even speed. */
  pathTimes?: (ArrayLike<number> | null)[];
  /** Whether the event has a marker; else its location is unknown. */
  pinned: ArrayLike<boolean | number>;
  /** By event; null: it covers no areas. Left out: none does. */
  areas?: readonly (RawAreas | null)[];
  /** The people who die in the event. */
  dies?: readonly number[][];
}

/** The columns that decide about encounters. A column of default values may be left out. */
interface MeetingColumns extends EventColumns {
  people?: readonly number[][];
  heard?: readonly number[][];
  watched?: readonly number[][];
  radius?: readonly (number | null)[];
  timeUnknown?: readonly number[];
}

/** All columns of the events, see openStory. Lists of numbers are people, sources or places by index. */
interface Events extends EventColumns {
  count: number;
  /** In the document: the steps from the start to the first time, from each time to the next, and to the end. */
  pathTimes: (ArrayLike<number> | null)[];
  /** By event; null: it covers no areas, or has no marker. */
  areas: (RawAreas | null)[];
  ids: string[];
  titles: string[];
  texts: string[];
  lon: (number | null)[];
  lat: (number | null)[];
  /** Metres. */
  radius: (number | null)[];
  /** 0 to 1. */
  confidence: (number | null)[];
  people: number[][];
  heard: number[][];
  watched: number[][];
  mentioned: number[][];
  dies: number[][];
  place: (number | null)[];
  filmedAt: (number | null)[];
  group: (number | null)[];
  /** The index of the event's own colour in `colours`. */
  colour: (number | null)[];
  /** The numbers that give the size of the marker and the colour; null: no value. */
  sizeValues: (number | null)[];
  colourValues: (number | null)[];
  importance: number[];
  dayBasis: (string | null)[];
  clockBasis: (string | null)[];
  precision: Precision[];
  /** About the start and about the end that the story gives; null: none. */
  doubts: (Doubt | null)[];
  endDoubts: (Doubt | null)[];
  /** Seconds of film. */
  filmStart: (number | null)[];
  filmBasis: (string | null)[];
  /** On the further time scale: seconds since 1970 on its clock. */
  furtherTimes: (number | null)[];
  furtherPrecision: Precision[];
  days: (number | null)[];
  hasEnd: number[];
  /** Of events in a time zone of their own; null: as on the timeline, without a name. */
  localClocks: (LocalClock | null)[];
  /** The precision of the end that the story gives. */
  endPrecision: Precision[];
  /** 1: the story has times, but not for this event; its place on the timeline is no fact. */
  timeUnknown: number[];
  sources: number[][];
  notes: (string | null)[];
  /** The index of the colour in the story's `hues`. */
  hue: (number | null)[];
}

/** The columns that differ between set and filming locations. */
interface WhereColumns {
  paths: Path[];
  /** Those of filming locations are unknown. */
  areas: Events['areas'];
  pinned: ArrayLike<boolean | number>;
  radius: (number | null)[];
  confidence: (number | null)[];
  /** The start of each event's path, in world pixels; NaN without a marker. */
  worldX: Float64Array;
  worldY: Float64Array;
  /** Around all paths with a marker; null: there are none. */
  bounds: Bounds | null;
}

interface Person extends RawPerson {
  /** The index of the colour in the story's `hues`. */
  hue: number | null;
}

/** The story as the player reads it, see openStory. */
interface Story extends Omit<Payload, 'events' | 'people'> {
  people: Person[];
  events: Events;
  /** The events with their set locations, whatever the map shows. */
  asSet: Events;
  /** The colours of the story: of its groups, or of its people; then of events; then of numbers. */
  hues: Shades[];
  worldX: Float64Array;
  worldY: Float64Array;
  /** Around all paths and areas with a marker; null: there are none. */
  bounds: Bounds | null;
  /** By event: the radius of its marker in pixels; null: no number gives a size or a colour. */
  radii: Float32Array | null;
  /** What gives events their size and colour. */
  numbers: EventNumbers[];
  /** An event's index by its id, or -1. */
  indexOf: (id: string) => number;
}

// ------------------------------------------------------------------------------ timeline

/** What geo/playback/timeline_json.py writes. */
interface RawTimeline {
  clock: ClockName;
  /** By k: the event. */
  order: number[];
  /** By k, ascending. */
  starts: number[];
  /** By k, each later than its start. */
  ends: number[];
  /** By k, ascending: the playing second at which the card shows the event. */
  cues: number[];
  /** Playing seconds. */
  duration: number;
  /** Both strictly ascending. */
  knots: { times: number[]; seconds: number[] };
  gaps: Gap[];
  labels: TimeLabels;
  /** By person: the k of their sightings, ascending. */
  tracks: number[][];
  /** The lanes: of the principals, and of everyone. */
  strips?: RawStorylines[];
}

/** Skipped time, in playing seconds; and what its length is measured between, see SkippedTime in gaplabels.js. */
interface Gap { from: number; to: number; times: number[]; precision: Precision }
/** Where a day, month or year begins on the timeline, its name at two lengths, and how precisely it is known. */
interface DayMark { time: number; text: string; short: string; precision: Precision }
/**
 * How days are named: by dates (null), by numbers (midnight of the first story day), or not at all, in a story within one day
 * without a date: 'clock': 06:05; 'counter': 0:00:03.
 */
type DayNames = number | 'clock' | 'counter' | null;
/** How times are written. `is_elapsed`: they count from the start of the story, so they are no times of day. */
interface TimeLabels { day_one: DayNames; precision: Precision; unit?: ClockUnit; is_elapsed?: boolean }

interface Timeline {
  clock: ClockName;
  order: Int32Array;
  starts: Float64Array;
  ends: Float64Array;
  cues: Float64Array;
  duration: number;
  /** The clock's time at the end of the axis. */
  lastTime: number;
  gaps: Gap[];
  labels: TimeLabels;
  /** Clock time to playing second, clamped. */
  secondsAt: (time: number) => number;
  /** Playing second to clock time, clamped. */
  timeAt: (seconds: number) => number;
  isOn: (k: number, time: number) => boolean;
  /** The k that play, ascending. `into` is emptied, filled and returned, so that a frame allocates nothing. */
  visibleAt: (time: number, into?: number[]) => number[];
  /** The k of the event on the card, or -1. */
  focusAt: (seconds: number) => number;
  next: (seconds: number) => number;
  previous: (seconds: number) => number;
}

/** The timeline of a time scale with its lanes: of the principals, and of everyone if there are more people. */
type ClockTimeline = Timeline & { strips: RawStorylines[] };

/** What lanes_json of geo/playback writes. `e` is a place in the edges. */
interface RawStorylines {
  rows: number;
  /** By line: the person. */
  people: number[];
  /** In hundredths of a playing second, each as the difference from the one before. */
  edges: number[];
  /** By block: [difference of e from the block before, length in e, row, event, lines …] */
  blocks: number[][];
  /** Four numbers for each part between two events: line, e, length in e, row. */
  between: number[];
}

/** A part of a line in one row, in playing seconds. */
interface Strand {
  from: number;
  to: number;
  /** 0 at the top. */
  row: number;
  /** unlocated: in an event whose location is unknown; between: between two sightings. */
  kind: 'scene' | 'unlocated' | 'between';
}

interface Block { from: number; to: number; row: number; event: number; people: number[] }

interface Storylines {
  rows: number;
  /** Where a line has no strand, the location of the person is unknown. */
  lines: { person: number; strands: Strand[] }[];
  /** By start; `people` from the upper row of the block downwards. */
  blocks: Block[];
}

/** A place where story order jumps back in story time. */
interface Jump {
  /** The event. */
  k: number;
  /** On the timeline under the map: when the card shows the event. */
  seconds: number;
  /** The jump in words. */
  label: string;
  /** The same in fewer words; '' if there is no shorter form. */
  short: string;
  /** Whether the timeline has story time: then the jump ends here. */
  isToldHere: boolean;
  /** The other end, see jumpsTo; left out until it is needed. */
  end?: number | null;
}

// -------------------------------------------------------------------------------- people

interface Track {
  person: number;
  /** The k, ascending. */
  sightings: Int32Array;
  /** Of the sightings. */
  starts: Float64Array;
  /** By sighting: of all sightings up to it, the k that ends last. */
  last: Int32Array;
  /** The k in which the person dies, ascending. */
  deaths: Int32Array;
}

type Status = 'unseen' | 'seen' | 'between' | 'unlocated' | 'last-seen' | 'dead';

interface Whereabouts {
  status: Status;
  /** null: unknown. */
  position: LonLat | null;
  /** The k of the event where the person is present, or -1. */
  event: number;
  /** Between two sightings at known locations: both locations. */
  line: [LonLat, LonLat] | null;
}

/** A path, or areas with one position inside them. */
interface Footprint { path: Path; areas?: RawAreas | null }

type Certainty = 'known' | 'assumed' | 'unknown';

interface Separation {
  /** known: both are present at known locations; assumed: one is between two sightings or was last seen
   * somewhere; unknown: the location of one is unknown. */
  certainty: Certainty;
  /** null: unknown. */
  metres: number | null;
  /** The people whose location is unknown. */
  missing: number[];
}

/** A part of the timeline in which the certainty of a distance stays the same. */
interface Stretch {
  /** Clock time. */
  from: number;
  to: number;
  /** within: the locations are not known well enough, and the samples are the greatest possible distance. */
  certainty: Certainty | 'within';
  missing: number[];
  /** The times of the samples, ascending. Two equal times are a step in the distance. */
  times: number[];
  /** The distances of the samples; empty if unknown. */
  metres: number[];
}

interface Encounter {
  kind: 'face to face' | 'in contact' | 'watching' | 'near miss';
  /** Clock time. */
  from: number;
  to: number;
  /** By start: all events of the encounter; for a near miss the two that come closest, one for each person. */
  events: number[];
  /** 0 face to face; otherwise null unless both positions are known. */
  metres: number | null;
  /** The seconds between the two events of a near miss; 0 for other kinds. */
  gap: number;
  /** The person who watches the other, or -1. */
  watcher: number;
}

/** What a screen reader reads: sentences in the language of the page, and titles of the story, each followed by a full stop. */
type Speech = Array<string | { story: string }>;

/** The moment that all views show: the playhead, and what follows from it. */
interface Moment {
  /** On the time scale under the map. */
  time: number;
  /**
   * On the first time scale of the story, which decides where people are. If `clocks.base.clock` is 'story', these are
   * seconds since 1970 on the wall clock of the story. The hour is known only in events with the precision 'time';
   * others start at 00:00.
   */
  baseTime: number;
  /** The k of the event on the card, or -1. */
  focus: number;
  /** The k that play and that the filter shows, ascending. */
  visible: number[];
  people: Whereabouts[];
  /** The events that play and move by themselves. */
  movers: import('./map/movers.js').Movers;
  /** Seconds since the pulse of the current event's marker began; 0: the marker does not pulse. */
  pulse: number;
}

// ----------------------------------------------------------------------------------- map

/**
 * From world pixels to pixels of the map's window: multiply by `scale`, then add x and y. `middle`: x of the middle of
 * the part without panels. Things are in the copy of the world that is nearest to it.
 */
interface View { x: number; y: number; scale: number; width: number; height: number; middle: number }

/** Colours of the base map, any CSS colour each: `--map-…` of the style sheet. */
interface BasemapPalette {
  ground: string;
  sea: string;
  coast: string;
  freeway: string;
  freewayCasing: string;
  street: string;
  streetMinor: string;
  runway: string;
  label: string;
  labelHalo: string;
  labelFreeway: string;
  labelSea: string;
}

/** Colours of what plays: `--stage-…` of the style sheet. */
interface StageColours {
  ink: string;
  inkSoft: string;
  paper: string;
  lost: string;
  onMarker: string;
  found: string;
  accent: string;
}

interface PersonLook { colour: string; shape: string; initials: string }
/** How things look, whatever the moment; see looksOf. */
interface Looks { colours: StageColours; of: PersonLook[]; pictureCache: PictureCache }

/** A small picture that is drawn many times; its size in CSS pixels. */
interface Picture { image: HTMLCanvasElement; wide: number; high: number }

/** The markers of events at one zoom level. */
interface Markers {
  count: number;
  /** By marker, in world pixels: half-way between the middle of its events and the most important one. If events are spread
   * evenly, the middle is always the middle of the square, and markers would form rows and columns. Half-way, most of
   * them still have half a square between them. */
  x: Float64Array;
  y: Float64Array;
  /** By marker: the start of the first event that the filter shows; Infinity without one. */
  first: Float64Array;
  /** By marker: the first k that the filter shows, or -1. */
  leader: Int32Array;
  /** By marker: the number of events that the filter shows. */
  total: Int32Array;
  /** By marker: 1 if the filter shows an event without areas. Left out: each marker has one. */
  spots?: Uint8Array;
  /** By k: the marker of the event, or -1 if its location is unknown. */
  markerOf: Int32Array;
  /** Where numbers give sizes: the markers, the largest first. */
  bySize?: Int32Array;
  /** And by marker: the k of each event that is at least as large as all before it, ascending. */
  growth?: number[][];
}

/** The markers at the zoom of the map, and what plays at them; see PlayingCounts. */
interface MarkerCounts {
  markers: Markers;
  numbers: Int32Array;
  latest: Int32Array;
  isMixed: Uint8Array;
}

/** What the looks of markers depend on: the stage, or an example in the legend. */
interface MarkerLooks {
  pictureCache: PictureCache;
  colours: StageColours;
  timeline: { order: ArrayLike<number> };
  isSure: (event: number) => boolean;
  colourOf: (event: number) => string;
  /** Whether an area on the map shows where the event is, so that it needs no marker. Left out: none does. */
  isShownAsArea?: (k: number) => boolean;
}

/** The statuses of people who have a marker on the map. */
type DrawnStatus = 'seen' | 'between' | 'last-seen' | 'dead';
/** What the picture of a person depends on. `highlighted`: the person is followed or at the pointer. */
interface PersonMarker { p: number; status: DrawnStatus; solid: boolean; highlighted: boolean }
/** A person's marker on the map: its middle in pixels of the window, and the key of its picture. */
interface DrawnPerson extends PersonMarker {
  x: number;
  y: number;
  key: string;
}

/**
 * What a number or a label must not cover: a person, or something else that reaches this far from its middle, in
 * pixels.
 */
interface Obstacle { x: number; y: number; reach?: number }

/** A place that the page around the document shows, see docs/document-interface.md. */
interface ShownPlace {
  id: unknown;
  name: string;
  lat: number;
  lon: number;
  radius_m: number;
  lines: LonLat[][];
  movable: boolean;
}

/** The points of a path that are drawn at a zoom level. */
interface SimplePath {
  /** By point: x and y in world pixels; x goes on beyond the edge of the world. */
  xy: Float64Array;
  /** By point: the index of the vertex of the path; between two vertices with a fraction. */
  vertices: Float64Array;
}
/** A path for drawing, see pathshape.js. Its points are the vertices of the path, and some between. */
interface PathShape extends SimplePath {
  /** By point: the greatest tolerance at which it is kept, in world pixels. */
  ranks: Float64Array;
  /** West, north, east and south, in world pixels. */
  box: number[];
  /** By zoom level; each is made when it is first needed. */
  simplified: Map<number, SimplePath>;
}

/** The corners of a ring that are drawn at a zoom level, see ringshape.js. */
interface SimpleRing {
  /** By corner: x and y in world pixels. */
  xy: Float64Array;
  /** By block of corners: west, north, east and south in world pixels. */
  boxes: number[][];
}

/** The legs of a track in flat arrays: every frame reads them. */
interface TrackGeometry {
  /** The number of legs, which are in the order of time. */
  count: number;
  /** By leg, ascending: the index of the sighting that starts at its end, or that has this route. */
  sightings: Int32Array;
  /** By leg: 1 if the route is known; 0 if only its two ends are known. */
  known: Uint8Array;
  /** By leg: the shape of the route of an event; null: a straight line between two sightings. */
  routes: (PathShape | null)[];
  /** By leg: x and y of its start and of its end, in world pixels. */
  xy: Float64Array;
  /** By leg: west, north, east and south, in world pixels. */
  boxes: Float64Array;
  /** By sighting: where it begins, in world pixels; NaN: unknown. */
  sightingX: Float64Array;
  sightingY: Float64Array;
}

/** Where the map looks. */
interface MapView { centre: LonLat; zoom: number }
/** From pixels of BasemapGeometry to pixels of the base map's canvas: multiply by `scale`, then add dx and dy. */
interface BasemapView { zoom: number; scale: number; ratio: number; width: number; height: number; dx: number; dy: number }
/** A named place of the base map that is not a line; in pixels of BasemapGeometry. */
interface BasemapPoint { kind: string; rank: number; label: string; x: number; y: number; radius: number }
/** Obstacles for the labels of the base map; `people`: also other labels and numbers; `markers`: those of events. */
interface BasemapObstacles { panels: Box[]; people: Box[]; markers: Box[] }

/** What the camera shows for an event. */
interface EventFrame {
  /** What must be in view: the event, and what plays near it at the same time. */
  must: readonly LonLat[];
  /** Corners of the area around it; an uncertain location has a large one. */
  around: readonly LonLat[];
  /** The positions of events before and after it, in the order in which they get room. */
  near: LonLat[][];
  /** Where there is no base map: the places after it and before it, see Framing.along; null: there is one there. */
  along: LonLat[] | null;
}

/** A box by its middle, full width and height, and angle in radians (clockwise, as on a canvas; left out: upright). */
interface LabelBox { x: number; y: number; w: number; h: number; angle?: number }
/** A label of the base map. */
type DrawnLabel = LabelBox & { angle: number; text: string };
/** A line with the length up to each vertex (`sums`), to find a distance along it quickly. */
interface MeasuredLine { xy: Float64Array; sums: Float64Array; length: number }

// ---------------------------------------------------------------------------------- links

/** A kind of value in a link, see linkvalues.js. */
interface LinkKind<Value> {
  /** Whether the values of a field that occurs twice are joined. */
  isList?: boolean;
  /** undefined: the text is invalid. `ignore` is called if a part of the text is invalid. */
  read(text: string, known: Linkable, ignore: () => void): Value | undefined;
  /** null: the value is not written. */
  write(value: Value): string | null;
  /** The part of the value that is valid in another story; undefined: nothing is. */
  keep(value: Value, known: Linkable): Value | undefined;
  /** Whether a page may set this as the value, in the documented interface. */
  isValid?(value: unknown, known: Linkable): boolean;
  /** What `isValid` accepts, in an error message. */
  expected?: string;
}

/** A field of links, see linkfields.js. */
interface LinkField<Value> {
  kind: LinkKind<Value>;
  /** The value at the start. Links leave it out. */
  initial(get: ReadState): Value;
  /** The current value. `camera`: where the map looks. */
  take(get: ReadState, camera: CameraView): Value;
  /** The change of the store that makes it the current value; left out: the value is not in the store. */
  put?(value: Value, get: ReadState): Partial<PlayerFields>;
  /** Why the store changes, for listeners; the fields of a link with the same reason change together. A field with the
   * reason `choice` is a part of the choice in the documented interface. */
  reason?: string;
  /** Whether the value stays as it is when a link does not name the field. */
  stays?: boolean;
}

type LinkFields = Record<string, LinkField<unknown>>;
type LinkTable = typeof import('./arithmetic/linkfields.js').LINK_FIELDS;
/** By field: the values that a link names. */
type Link = { [Name in keyof LinkTable]?: LinkTable[Name] extends LinkField<infer Value> ? Value : never };

/** A moment; `isNear`: whether another time is close enough to stand for it. */
interface LinkedMoment { clock: ClockName; time: number; isNear?: (time: number) => boolean }
interface CameraView { lat: number; lon: number; zoom: number }

/** What a link can name. */
interface Linkable {
  clocks: ClockName[];
  /** How many events there are. */
  count: number;
  isScene: (id: string) => boolean;
  isPerson: (id: string) => boolean;
  isGroup: (id: string) => boolean;
  isDay: (day: number) => boolean;
}

/** Ids and day numbers; null: all. */
interface Filter { people: string[] | null; groups: string[] | null; days: number[] | null }

// ---------------------------------------------------------------------------------- store

/** How a derived value is computed, see Store. */
interface Derivation<Values, Value> {
  from: readonly (keyof Values)[];
  make(given: Values): Value;
}

/** The fields of the player's store, see state.js. */
interface PlayerFields {
  /** The story with its set locations. */
  storyAsSet: Story;
  timelines: Timelines;
  /** The time scale of the timeline under the map. */
  clock: ClockName;
  /** The locations that the viewer has chosen. */
  ground: GroundName;
  /** The share of the way from the other locations that markers have moved, 0 to 1; null: they do not move. */
  glide: number | null;
  filter: Filter;
  /** People by index. */
  hidden: ReadonlySet<number>;
  /** People whom the camera keeps in view, by index. */
  followed: ReadonlySet<number>;
  /** The two people who are compared, by index. */
  pair: [number, number] | null;
  /** Whether the line between the two stays on the map when the Distance tab is closed. */
  kept: boolean;
  tail: 'none' | 'day' | 'story';
  lanes: 'principals' | 'everyone';
  /** The person at the pointer, or NO_PERSON. */
  pointed: number;
  themeChoice: ThemeChoice;
  /** Whether keys of one character (letters and signs) are shortcuts. */
  characterKeys: boolean;
  systemTheme: ThemeName;
  /** Pixels of the screen to a CSS pixel. Canvases are drawn again when it changes. */
  pixelDensity: number;
  /** Whether the window shows a part of the base map. */
  isMapped: boolean;
  /** By time scale: the visible part of the timeline, in playing seconds; without an entry, all of it. */
  spans: ReadonlyMap<ClockName, readonly [number, number]>;
  /** Whether the camera follows the story. */
  cameraFollows: boolean;
  drawerOpen: boolean;
  drawerTab: 'scenes' | 'people' | 'pair';
  /** The playhead, in playing seconds. It changes without a call of watchers while the story plays. */
  seconds: number;
  /** The event that the viewer has chosen while it plays: k, its timeline, and the k of the last event that had begun; null: none. */
  chosen: { k: number; timeline: Timeline; turn: number } | null;
  playing: boolean;
  /** Whether the viewer drags the playhead. */
  dragging: boolean;
  /** The speed while no length is chosen. */
  freeSpeed: number;
  /** The minutes that the whole story takes; null: the viewer has chosen a speed instead. */
  length: number | null;
  loop: boolean;
}

/** What is computed from the fields. */
interface ComputedValues {
  clocks: Clocks;
  /** The timeline under the map. */
  timeline: ClockTimeline;
  tracks: Track[];
  bothLocations: BothLocations;
  locations: Locations;
  /** The story with the locations that the map shows. */
  story: Story;
  /** The same story while its markers move to other locations. */
  storyOnMap: Story;
  theme: Theme;
  /** By k: whether the filter shows the event; null: it shows all. */
  shown: Uint8Array | null;
  /** By person: whether the map and the timeline show them. */
  shownPeople: Uint8Array;
  /** Seconds that playing takes at normal speed. */
  playSeconds: number;
  speed: number;
  span: VisiblePart;
  /** The two people who are compared. */
  pairOf: Pair | null;
  /** The same, if the map shows the line between them. */
  pairOnMap: Pair | null;
}

type PlayerValues = PlayerFields & ComputedValues;
type PlayerStore = import('./store.js').Store<PlayerValues>;
type ReadState = <Name extends keyof PlayerValues>(name: Name) => PlayerValues[Name];

/** The visible part of a timeline, in playing seconds. */
interface VisiblePart { from: number; to: number; isWhole: boolean }

// -------------------------------------------------------------------------------- classes

/** A view that can fail on its own. */
type ViewName = keyof typeof import('./viewnames.js').VIEWS;
type Address = import('./address.js').Address;
type Pair = import('./arithmetic/pair.js').Pair;
type LabelPlacer = import('./arithmetic/placement.js').LabelPlacer;
type Choice = import('./choice.js').Choice;
type Basemap = import('./map/basemap.js').Basemap;
type Camera = import('./map/camera.js').Camera;
type BasemapGeometry = import('./map/basemapgeometry.js').BasemapGeometry;
type Claims = import('./map/claims.js').Claims;
type Fitting = import('./map/fitting.js').Fitting;
type Following = import('./map/following.js').Following;
type Framing = import('./map/framing.js').Framing;
type Clustering = import('./map/clustering.js').Clustering;
type SlippyMap = import('./map/slippymap.js').SlippyMap;
type BothLocations = import('./map/locations.js').BothLocations;
type Locations = import('./map/locations.js').Locations;
type PairLine = import('./map/pairline.js').PairLine;
type Pointing = import('./map/pointing.js').Pointing;
type PersonPlacement = import('./map/personplacement.js').PersonPlacement;
type BasemapGlow = import('./map/basemapglow.js').BasemapGlow;
type SizedCounts = import('./numbers/sizedcounts.js').SizedCounts;
type PlayingCounts = import('./map/playingcounts.js').PlayingCounts;
type Stage = import('./map/stage.js').Stage;
type PictureCache = import('./map/picturecache.js').PictureCache;
type TrackLines = import('./map/tracklines.js').TrackLines;
type Zooming = import('./map/zooming.js').Zooming;
type Theme = import('./palette.js').Theme;
type ThemeSwitch = import('./themeswitch.js').ThemeSwitch;
type Timelines = import('./time/timelines.js').Timelines;
type Announcer = import('./announcer.js').Announcer;
type Card = import('./panels/card.js').Card;
type Cover = import('./panels/cover.js').Cover;
type Frames = import('./frames.js').Frames;
type Leading = import('./map/leading.js').Leading;
type Turning = import('./turning.js').Turning;
type Controls = import('./panels/controls.js').Controls;
type Curve = import('./panels/curve.js').Curve;
type Drawer = import('./panels/drawer.js').Drawer;
type Search = import('./panels/search.js').Search;
type Glance = import('./panels/glance.js').Glance;
type Heading = import('./panels/heading.js').Heading;
type KeyHelp = import('./panels/keyhelp.js').KeyHelp;
type Legend = import('./panels/legend.js').Legend;
type Pace = import('./panels/pace.js').Pace;
type PairPanel = import('./panels/pair.js').PairPanel;
type PeoplePanel = import('./panels/people.js').PeoplePanel;
type Rows = import('./panels/rows.js').Rows;
type Share = import('./panels/share.js').Share;
type StoryTable = import('./panels/storytable.js').StoryTable;
type Tray = import('./panels/tray.js').Tray;
type Player = import('./player.js').Player;
type JumpArc = import('./time/arc.js').JumpArc;
type TimelineBackground = import('./time/timelinebackground.js').TimelineBackground;
type Clocks = import('./time/clocks.js').Clocks;
type Goto = import('./time/goto.js').Goto;
type Lanes = import('./time/lanes.js').Lanes;
type Playhead = import('./time/playhead.js').Playhead;
type Presence = import('./time/presence.js').Presence;
type Reading = import('./time/reading.js').Reading;
type Scrubber = import('./time/scrubber.js').Scrubber;
type TimelineHint = import('./time/timelinehint.js').TimelineHint;
type Span = import('./time/span.js').Span;
type BasemapLine = BasemapGeometry['lines'][number];
type StripSign = { words: PhraseKey; sign: (c: CanvasRenderingContext2D, colour: string, given: { isCrowd: boolean }, colours: StageColours) => void; isThere: (scrubber: Scrubber) => boolean };
/** A label of the base map, and how it is drawn. */
type PlacedLabel = DrawnLabel & {
  rows: string[]; font: string; size: number; spacing: number; alpha: number; colour: string;
  bare?: boolean; sign?: string; signAt?: number[]; shield?: Shield;
};
/** What english.js and Intl.NumberFormat have in common. */
interface NumberWriter { format(number: number): string }
/** A part of the timeline under the map, in pixels. */
interface StripBox { top: number; bottom: number; width: number }
/** The people who have a lane at a moment, with their rows, and the playing seconds from and to which this is valid. */
interface Tagged { from: number; until: number; present: { person: number; row: number }[] }
