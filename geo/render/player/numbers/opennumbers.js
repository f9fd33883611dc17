// What a document has in addition if numbers give its events their size or colour; see numbercode.js.
import { registerNumberCode } from '../numbercode.js';
import { addToLegend } from '../panels/legend.js';
import { NumberLegend } from './numberlegend.js';
import { fillNumberLine } from './numberline.js';
import { openNumbers } from './numberscales.js';
import { SizedClustering } from './sizedclustering.js';
import { SizedCounts } from './sizedcounts.js';
import { drawEndedSign, drawSizedMarkers } from './sizedmarkers.js';

registerNumberCode({ openNumbers, Clustering: SizedClustering, Counts: SizedCounts, drawMarkers: drawSizedMarkers, fillCard: fillNumberLine, Legend: NumberLegend });
addToLegend({ words: 'legendEnded', sign: drawEndedSign, isThere: ({ story }) => Boolean(story.radii) });
