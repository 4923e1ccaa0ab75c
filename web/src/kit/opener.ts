// The first script of a kit that is one file: unpacks the page's own, and has the browser run it, which it does if it is the one
// that the file's policy names. What is damaged is not run, and the text that stands there says so.
import { ELEMENTS } from '#page-data/elements.js';
import { fromDenseText } from '#util/dense-text.js';

const packed = fromDenseText(document.getElementById(ELEMENTS.page)?.textContent ?? '');
const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
const script = document.createElement('script');
script.type = 'module';
script.textContent = await new Response(unpacked).text();
document.head.append(script);
