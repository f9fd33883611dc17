/*
 * The types that the player's modules share; JSDoc comments name them without an import. Only the
 * type checker reads this file.
 *
 * Conventions: positions are [longitude, latitude] in degrees. An event is its index in the order in
 * which the story is told; `k` is an event's place in the order of a timeline, by start; `p` is a
 * person's index. Clock times are in the clock's unit (story: seconds since 1970-01-01 on the
 * story's wall clock; film: seconds of film; telling: events). Seconds are playing seconds at normal
 * speed. World pixels are Web Mercator pixels of zoom 0.
 */

/** The map that the document makes, see page/map.jinja; main.js wraps it at once. */
declare const map_story: L.Map;

type LonLat = [number, number];
/** South-west and north-east corner. */
type Bounds = [LonLat, LonLat];
/** Longitude, latitude of a path: none, one position, or the way travelled. */
type Path = readonly LonLat[];
type ClockName = 'story' | 'film' | 'telling';
type Precision = 'year' | 'month' | 'day' | 'time';
type ThemeName = 'dark' | 'light';
type ThemeChoice = ThemeName | 'auto';
/** Which locations the map shows: where events are set, or where they were filmed. */
type GroundName = 'set' | 'filmed';
/** Left, top, right and bottom of something on the page, or how far it reaches in from each side. */
type Box = number[];
type Point = { x: number; y: number };

// ------------------------------------------------------------------------------- payload

/** The document's data, as geo/render/payload.py writes it. A column with defaults only is left out. */
interface Payload {
  version: number;
  title: string;
  description: string;
  year: number | null;
  language: string;
  credits: string[];
  /** ISO date of the first story day; null: days have no numbers. */
  dayOne: string | null;
  /** Name of the region whose base map lies under the story; null: none does. */
  region: string | null;
  groups: Group[];
  /** The colours that people take by turns in a story without groups. */
  palette?: Shades[];
  people: RawPerson[];
  places: Place[];
  sources: Source[];
  events: RawEvents;
  /** One for each clock; the first has the tracks, and whereabouts go by it. */
  timelines: RawTimeline[];
  /** The two people to compare at first. */
  pair: [number, number] | null;
  tiles: TileSource | null;
  atlas: RawAtlas | null;
  /** What the document opens on; left out: the whole story. */
  view?: FirstView;
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

/** What the document opens on in place of the whole story, see first_view.py. */
interface FirstView {
  /** Latitude, longitude: south-west, north-east. */
  bounds: [[number, number], [number, number]];
  /** Pixels: left, top, right, bottom; null: as everywhere. */
  padding: number[] | null;
  /** null: as everywhere. */
  maxZoom: number | null;
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
  /** By event; whole steps of a degree, see STEPS_PER_DEGREE in story.js. */
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
  /** Degrees of one step of the numbers below. */
  unit: number;
  /** Each as steps from one position to the next, longitude and latitude by turns. */
  coast: number[][];
  /** Kind, rank, label, parts; and of a freeway the form of the sign with its number. */
  lines: ['freeway' | 'street' | 'runway', number, string, number[][], Shield?][];
  /** Kind, rank, label, longitude, latitude, radius. */
  points: [string, number, string, number, number, number][];
  /** Name, and places in open water where it may be written, the best first. */
  seas: [string, LonLat[]][];
  /** A place far out at sea, beyond which a coast that leaves the frame is closed. */
  openSea: LonLat | null;
}
/** The form of the sign with a freeway's number. */
type Shield = 'pointed' | 'rounded' | 'oval';

// --------------------------------------------------------------------------------- story

/** The columns that whereabouts go by. */
interface EventColumns {
  /** Where it is set: none, one position, or the way travelled. */
  paths: Path[];
  /** Whether it is drawn; else its location is unknown. */
  pinned: ArrayLike<boolean | number>;
  /** The people who do not leave the event alive. */
  dies?: readonly number[][];
}

/** The columns that encounters go by. One in which every value is the default may be left out. */
interface MeetingColumns extends EventColumns {
  people?: readonly number[][];
  heard?: readonly number[][];
  watched?: readonly number[][];
  radius?: readonly (number | null)[];
}

/** All columns of the events, see openStory. Lists of numbers are people, sources or places by index. */
interface Events extends EventColumns {
  count: number;
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
  importance: number[];
  dayBasis: (string | null)[];
  clockBasis: (string | null)[];
  precision: Precision[];
  /** Seconds of film. */
  filmStart: (number | null)[];
  filmBasis: (string | null)[];
  days: (number | null)[];
  hasEnd: number[];
  sources: number[][];
  notes: (string | null)[];
  /** Which of the story's colours it has. */
  hue: (number | null)[];
}

/** Where events stand: the columns that differ between where they are set and where they were filmed. */
interface WhereColumns {
  paths: Path[];
  pinned: ArrayLike<boolean | number>;
  radius: (number | null)[];
  confidence: (number | null)[];
  /** Where each begins, in world pixels; NaN where it has no pin. */
  worldX: Float64Array;
  worldY: Float64Array;
}

interface Person extends RawPerson {
  /** Which of the story's colours the person has. */
  hue: number | null;
}

/** The story as the player reads it, see openStory. */
interface Story extends Omit<Payload, 'events' | 'people'> {
  people: Person[];
  events: Events;
  /** The events with their set locations, whatever the map shows. */
  asSet: Events;
  /** The colours of the story: of its groups, or of its people. */
  hues: Shades[];
  worldX: Float64Array;
  worldY: Float64Array;
  /** An event's index by its id, or -1. */
  indexOf: (id: string) => number;
}

// ------------------------------------------------------------------------------ timeline

/** What geo/playback/timeline_json.py writes. */
interface RawTimeline {
  clock: ClockName;
  /** Event of the k-th by start. */
  order: number[];
  /** By k, ascending. */
  starts: number[];
  /** By k, each later than its start. */
  ends: number[];
  /** By k, ascending: the playing second at which it takes the card. */
  cues: number[];
  /** Playing seconds. */
  duration: number;
  /** Both strictly ascending. */
  knots: { times: number[]; seconds: number[] };
  gaps: Gap[];
  labels: TimeLabels;
  /** By person: the places k of their sightings, ascending. */
  tracks: number[][];
  /** The storylines: of the principals, and of everyone. */
  strips?: RawStorylines[];
}

/** Skipped time, in playing seconds. */
interface Gap { from: number; to: number; label: string }
/** How times are written. `day_one`: midnight of the first story day; null: days have dates. */
interface TimeLabels { day_one: number | null; precision: Precision }

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
  /** The k that show, ascending; `into` is emptied, filled and returned, so that a frame makes no garbage. */
  visibleAt: (time: number, into?: number[]) => number[];
  /** The k whose card shows, or -1. */
  focusAt: (seconds: number) => number;
  next: (seconds: number) => number;
  previous: (seconds: number) => number;
}

/** A clock's timeline, with its storylines: of the principals, and of more people where there are more. */
type ClockTimeline = Timeline & { strips: RawStorylines[] };

/** What lanes_json of geo/playback writes. `e` is a place in the edges. */
interface RawStorylines {
  rows: number;
  /** By line: the person. */
  people: number[];
  /** Hundredths of a playing second, each as the step from the one before. */
  edges: number[];
  /** [steps of e since the block before, length in e, row, event, lines …] */
  blocks: number[][];
  /** [line, e, length in e, row] of all, in a row. */
  between: number[];
}

/** A part of a line in one row, in playing seconds. */
interface Strand {
  from: number;
  to: number;
  /** 0 at the top. */
  row: number;
  /** unlocated: in a scene whose location is unknown; between: from one known place to another. */
  kind: 'scene' | 'unlocated' | 'between';
}

interface Block { from: number; to: number; row: number; event: number; people: number[] }

interface Storylines {
  rows: number;
  /** Where a line has no strand, the person's location is unknown. */
  lines: { person: number; strands: Strand[] }[];
  /** By start; `people` from the block's upper row downwards. */
  blocks: Block[];
}

/** Where the telling jumps back in the story's time. */
interface Jump {
  /** The scene. */
  k: number;
  /** On the timeline that is followed: where the scene takes the card. */
  seconds: number;
  /** What jumps, in words. */
  label: string;
  /** The same in few words; '' where only that many say it. */
  short: string;
  /** Whether the timeline is the story's own, on which the telling comes back to here. */
  isToldHere: boolean;
  /** The other end, see jumpsTo; left out until it is needed. */
  end?: number | null;
}

// -------------------------------------------------------------------------------- people

interface Track {
  person: number;
  /** Places k, ascending. */
  sightings: Int32Array;
  /** Of the sightings. */
  starts: Float64Array;
  /** By sighting: the k that ends last of all up to it. */
  last: Int32Array;
  /** The k in which the person dies, ascending. */
  deaths: Int32Array;
}

type Status = 'unseen' | 'seen' | 'between' | 'unlocated' | 'last-seen' | 'dead';

interface Whereabouts {
  status: Status;
  /** null: unknown. */
  position: LonLat | null;
  /** The k they are in now, or -1. */
  event: number;
  /** Only when the way between two known places is not known. */
  line: [LonLat, LonLat] | null;
}

type Certainty = 'known' | 'assumed' | 'unknown';

interface Separation {
  /** known: both are seen at a place; assumed: one is between two sightings or was last seen
   * somewhere; unknown: the location of one is unknown. */
  certainty: Certainty;
  /** null: unknown. */
  metres: number | null;
  /** The people whose position is unknown. */
  missing: number[];
}

/** A stretch of the timeline over which a distance is equally well known. */
interface Stretch {
  /** Clock time. */
  from: number;
  to: number;
  /** within: the places are not known well enough, and the samples are of the most it can be. */
  certainty: Certainty | 'within';
  missing: number[];
  /** Of the samples, never going back; two of the same time are a step. */
  times: number[];
  /** Of the samples; none when unknown. */
  metres: number[];
}

interface Encounter {
  kind: 'face to face' | 'in contact' | 'watching' | 'near miss';
  /** Clock time. */
  from: number;
  to: number;
  /** By start: all of a run, or of a near miss the two that come closest, one of each person. */
  events: number[];
  /** 0 face to face; otherwise null unless both positions are known. */
  metres: number | null;
  /** By how many seconds they miss each other; 0 of other kinds. */
  gap: number;
  /** The person who sees the other, or -1. */
  watcher: number;
}

/** What everything shows: where the playhead is, and what follows from that. */
interface Moment {
  /** On the time scale under the map. */
  time: number;
  /**
   * On the first time scale of the story, which decides where people are. If `clocks.base.clock` is 'story', these are
   * seconds since 1970 on the wall clock of the story. The hour is known only in events with the precision 'time'; others
   * start at 00:00.
   */
  baseTime: number;
  /** The k whose card shows, or -1. */
  focus: number;
  /** The k that play and that the filter leaves, ascending. */
  visible: number[];
  people: Whereabouts[];
  /** Seconds into a swelling of the scene at hand; 0: still. */
  beat: number;
}

// ----------------------------------------------------------------------------------- map

/** World pixels to pixels of a canvas over the map's window: times `scale`, then add x and y. */
interface View { x: number; y: number; scale: number; width: number; height: number }

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
/** What does not change with time about how things look, see looksOf. */
interface Looks { colours: StageColours; of: PersonLook[]; pictureCache: PictureCache }

/** A small drawing that is put down many times; its size in CSS pixels. */
interface Picture { image: HTMLCanvasElement; wide: number; high: number }

/** Marks at one zoom level. */
interface Marks {
  count: number;
  /** By mark: half-way from the middle of its events to the one that matters most, in world pixels.
   * Of many events spread evenly the middle is always the middle of the square, and marks would stand
   * in rows and columns; half-way they keep half a square between them, mostly. */
  x: Float64Array;
  y: Float64Array;
  /** By mark: the start of its earliest event; Infinity where the filter leaves none. */
  first: Float64Array;
  /** By mark: its earliest place in the order that the filter leaves, or -1. */
  leader: Int32Array;
  /** By mark: how many events the filter leaves. */
  total: Int32Array;
  /** By place in the order: its mark, or -1 without a pin. */
  markOf: Int32Array;
}

/** How somebody is known to be who is drawn on the map. */
type DrawnStatus = 'seen' | 'between' | 'last-seen' | 'dead';
/** What the picture of a person depends on. */
interface PersonMarker { p: number; status: DrawnStatus; solid: boolean; marked: boolean }
/** A person as drawn on the map, in pixels of its window. */
interface Seated {
  p: number;
  status: DrawnStatus;
  solid: boolean;
  marked: boolean;
  x: number;
  y: number;
  /** What its picture depends on. */
  key: string;
}

/** A place that the page around asked to see, see docs/document-interface.md. */
interface FoundPlace {
  id: unknown;
  name: string;
  lat: number;
  lon: number;
  radius_m: number;
  lines: LonLat[][];
  movable: boolean;
}

/** The legs of a way, one stretch after the other, in flat arrays: every frame goes through them. */
interface TrackGeometry {
  /** Of the legs, by time. */
  count: number;
  /** By leg, ascending: the place in the track at whose start the way up to here is told. */
  sightings: Int32Array;
  /** By leg: 1 if somebody saw this way; else only where it begins and ends is known. */
  known: Uint8Array;
  /** By leg: where its corners begin among all; and, at the end, how many there are. */
  corners: Int32Array;
  /** By corner: x and y in world pixels. */
  xy: Float64Array;
  /** By leg: west, north, east and south, in world pixels. */
  boxes: Float64Array;
  /** By sighting: where it begins, in world pixels; NaN: unknown. */
  spotX: Float64Array;
  spotY: Float64Array;
}

/** Where the map looks. */
interface MapView { centre: LonLat; zoom: number }
/** Pixels of BasemapGeometry to pixels of the base map's canvas: times `scale`, then add dx and dy. */
interface BasemapView { zoom: number; scale: number; ratio: number; width: number; height: number; dx: number; dy: number }
/** A named place of the base map that is not a line; in pixels of BasemapGeometry. */
interface BasemapPoint { kind: string; rank: number; label: string; x: number; y: number; radius: number }
/** Obstacles for the names of the base map: panels and controls; people, labels and numbers; small markers. */
interface Taken { furniture: Box[]; standing: Box[]; marks: Box[] }

interface SceneFrame {
  /** What has to be in sight: the scene and what plays beside it. */
  must: readonly LonLat[];
  /** The ground around it that its precision asks for. */
  ground: readonly LonLat[];
  /** Neighbours in time, one after the other, as far as there is room. */
  near: LonLat[][];
}

/** A box by its middle, full width and height, and angle in radians (clockwise, as on canvas; left out: upright). */
interface LabelBox { x: number; y: number; w: number; h: number; angle?: number }
/** A label in the picture of the base map. */
type DrawnLabel = LabelBox & { angle: number; text: string };
/** A line measured once, so that any distance along it is found quickly. */
interface MeasuredLine { xy: Float64Array; sums: Float64Array; length: number }

// ---------------------------------------------------------------------------------- links

/** A kind of value in a link, see linkvalues.js. */
interface LinkKind<Value> {
  /** Whether the texts of a field that occurs twice are joined. */
  isList?: boolean;
  /** undefined: the text is invalid. `ignore` is called if a part of the text is left out. */
  read(text: string, known: Linkable, ignore: () => void): Value | undefined;
  /** null: the value is not written. */
  write(value: Value): string | null;
  /** What of the value makes sense in another story; undefined: nothing. */
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
  /** The change of the store that makes it the current value; left out: not the store has it. */
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

/** A moment; `isNear` says which other times are as good. */
interface LinkedMoment { clock: ClockName; time: number; isNear?: (time: number) => boolean }
interface CameraView { lat: number; lon: number; zoom: number }

/** What a link can be about. */
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
  /** How far markers are on their way from the other locations, 0 to 1; null: they stand. */
  glide: number | null;
  filter: Filter;
  /** People by index. */
  hidden: ReadonlySet<number>;
  /** People by index whom the camera keeps in view. */
  followed: ReadonlySet<number>;
  /** Two people by index who are compared. */
  pair: [number, number] | null;
  /** Whether the line between the two stays on the map when the Distance tab is closed. */
  kept: boolean;
  tail: 'none' | 'day' | 'story';
  lanes: 'principals' | 'everyone';
  /** The person on whom the pointer rests, or NO_PERSON. */
  pointed: number;
  themeChoice: ThemeChoice;
  systemTheme: ThemeName;
  /** The visible part of timelines, in playing seconds; all of a timeline that is not in it. */
  spans: ReadonlyMap<ClockName, readonly [number, number]>;
  /** Whether the camera follows the story. */
  cameraFollows: boolean;
  drawerOpen: boolean;
  drawerTab: 'scenes' | 'people' | 'pair';
  /** The playhead, in playing seconds. It changes without a call of watchers while the story plays. */
  seconds: number;
  playing: boolean;
  /** Whether the viewer drags the playhead. */
  dragging: boolean;
  /** The speed as long as no length is chosen. */
  freeSpeed: number;
  /** Minutes that the whole story takes; null: none is chosen. */
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
  /** The same, with markers on their way. */
  storyOnMap: Story;
  theme: Theme;
  /** By place of the timeline: whether the filter shows it; null: it shows all. */
  shown: Uint8Array | null;
  /** By person: whether the map and the timeline show them. */
  shownPeople: Uint8Array;
  /** Seconds that playing takes at normal speed. */
  playSeconds: number;
  speed: number;
  span: VisiblePart;
  /** The two who are compared. */
  pairOf: Pair | null;
  /** The same, if the map shows them. */
  pairOnMap: Pair | null;
}

type PlayerValues = PlayerFields & ComputedValues;
type PlayerStore = import('./store.js').Store<PlayerValues>;
type ReadState = <Name extends keyof PlayerValues>(name: Name) => PlayerValues[Name];

/** The visible part of a timeline, in playing seconds. */
interface VisiblePart { from: number; to: number; isWhole: boolean }

// -------------------------------------------------------------------------------- classes

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
type Stage = import('./map/stage.js').Stage;
type PictureCache = import('./map/picturecache.js').PictureCache;
type TrackLines = import('./map/tracklines.js').TrackLines;
type Zooming = import('./map/zooming.js').Zooming;
type Theme = import('./palette.js').Theme;
type ThemeSwitch = import('./themeswitch.js').ThemeSwitch;
type Timelines = import('./time/timelines.js').Timelines;
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
type Legend = import('./panels/legend.js').Legend;
type Pace = import('./panels/pace.js').Pace;
type PairPanel = import('./panels/pair.js').PairPanel;
type PeoplePanel = import('./panels/people.js').PeoplePanel;
type Rows = import('./panels/rows.js').Rows;
type Share = import('./panels/share.js').Share;
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
type Span = import('./time/span.js').Span;
type BasemapLine = BasemapGeometry['lines'][number];
type StripSign = { words: string; sign: (c: CanvasRenderingContext2D, colour: string, given: { isCrowd: boolean }, colours: StageColours) => void; isThere: (scrubber: Scrubber) => boolean };
/** A label of the base map: where it is, and how it is drawn. */
type PlacedLabel = DrawnLabel & {
  rows: string[]; font: string; size: number; spacing: number; alpha: number; colour: string;
  bare?: boolean; sign?: string; signAt?: number[]; shield?: Shield;
};
/** What marks are drawn from: those of a stage, or a sign in the legend. */
interface Marked {
  marks: Marks;
  /** By mark: how many events play there. */
  numbers: Int32Array;
  /** By mark: the k of the event that started last. */
  playing: Int32Array;
  /** By mark: whether those that play have several colours. */
  mixed: Uint8Array;
  pictureCache: PictureCache;
  colours: StageColours;
  timeline: { order: ArrayLike<number> };
  isSure: (event: number) => boolean;
  colourOf: (event: number) => string;
}
/** A part of the strip under the map, in pixels. */
interface StripBox { top: number; bottom: number; width: number }
/** Who has a line at a moment, in which row, and from when to when that holds, in playing seconds. */
interface Tagged { from: number; until: number; present: { person: number; row: number }[] }
