// What the linter finds in the player's modules and their tests; `make check` runs it. Import cycles
// and unused exports are found by tools/check_player.py, wrong types by tsc. The oldest browsers are
// listed in package.json.
import js from '@eslint/js';
import compat from 'eslint-plugin-compat';
import globals from 'globals';

/** All modules share one scope in a document: a name of the browser's would be replaced in all of them. */
const noGlobalName = {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    'Program:exit': (program) => {
      for (const { name, identifiers } of context.sourceCode.getScope(program).childScopes[0].variables) {
        if (!(name in globals.browser) && !(name in globals.builtin)) continue;
        context.report({ node: identifiers[0], message: `Found a module's name that the browser has as well: ${name}.` });
      }
    },
  }),
};

/** What Leaflet calls its methods and fields: only map/slippymap.js has an object that has them. */
const LEAFLET_NAMES = [
  'add(Control|Layer|To)', 'boxZoom', '(layer|container|mouseEvent)\\w*To\\w*(Point|LatLng)', 'createPane',
  'distanceTo', 'divideBy', 'equals', 'fitBounds', 'flyTo(Bounds)?', 'fromBounds', 'getBounds(Zoom)?',
  'getCenter', 'getContainer', 'getM(ax|in)Zoom', 'getPanes?', 'getPixel(Bounds|Origin|WorldBounds)', 'getScaleZoom',
  'getSize', 'getZoom(Scale)?', 'invalidateSize', 'latLng\\w*', 'latlng', 'lng', 'multiplyBy', 'originalEvent',
  'pan(By|InsideBounds|To)', 'project', 'remove(Control|Layer)', 'scrollWheelZoom', 'set(Max|Min)?Zoom', 'setMaxBounds',
  'setView', 'touchZoom', 'unproject', 'wrapLatLng', '_leaflet\\w*',
].join('|');
const IMPORT_EXPRESSION = {
  selector: 'ImportExpression',
  message: 'A document opened from disk cannot load modules: import at the top of the file.',
};
const LEAFLET_NAME = {
  selector: `MemberExpression > Identifier.property[name=/^(${LEAFLET_NAMES})$/], ObjectPattern > Property > Identifier.key[name=/^(${LEAFLET_NAMES})$/]`,
  message: 'Found a name of Leaflet\'s: only map/slippymap.js uses Leaflet. Add what is missing to its class SlippyMap.',
};

const LATER = {
  selector: "MemberExpression > Identifier.property[name=/^(add|remove)EventListener$/], CallExpression > Identifier.callee[name='setTimeout'], NewExpression > Identifier.callee[name=/^(Resize|Mutation|Intersection)Observer$/]",
  message: 'An error in this would not be attributed to the view: use listening.js.',
};

const RULES = {
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  'player/no-global-name': 'error',
  'no-shadow': ['error', { hoist: 'all' }],
  'no-unused-vars': ['error', { caughtErrors: 'none', ignoreRestSiblings: true }],
  'no-restricted-syntax': ['error', IMPORT_EXPRESSION, LEAFLET_NAME],
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-new-func': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  eqeqeq: 'error',
};

export default [
  { ignores: ['.venv*/', 'build/', 'bench/', 'tests/browser/'] },
  js.configs.recommended,
  { files: ['geo/**/*.js'], ...compat.configs['flat/recommended'] },
  {
    files: ['geo/**/*.js'],
    plugins: { ...compat.configs['flat/recommended'].plugins, player: { rules: { 'no-global-name': noGlobalName } } },
    languageOptions: { ecmaVersion: 2022, globals: globals.browser },
    rules: RULES,
    // Asked for before it is used: Safari has none.
    settings: { polyfills: ['requestIdleCallback'] },
  },
  { files: ['geo/render/player/main.js'], languageOptions: { globals: { map_story: 'readonly' } } },
  {
    // Views. keys.js belongs to none: each key calls another view.
    files: ['geo/render/player/{map,panels,time}/*.js'],
    ignores: ['geo/render/player/panels/{errornotice,keys}.js'],
    rules: { 'no-restricted-syntax': ['error', IMPORT_EXPRESSION, LEAFLET_NAME, LATER] },
  },
  {
    files: ['geo/render/player/map/slippymap.js'],
    languageOptions: { globals: { L: 'readonly' } },
    rules: { 'no-restricted-syntax': ['error', IMPORT_EXPRESSION] },
  },
  {
    // Must run where the player cannot be parsed.
    files: ['geo/render/classic_scripts/*.js'],
    languageOptions: { ecmaVersion: 5, sourceType: 'script' },
    rules: { 'no-var': 'off', 'object-shorthand': 'off', 'prefer-const': 'off' },
    // Asked for before they are used.
    settings: { polyfills: ['DecompressionStream'] },
  },
  { files: ['tests/player/**/*.js', 'eslint.config.js'], languageOptions: { ecmaVersion: 2024, globals: globals.node } },
];
