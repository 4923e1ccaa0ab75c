import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { terminalPicture } from '../../support/pictures/terminal-picture.js';

interface Text {
  readonly '#text': string | number;
  readonly '@x': string;
  readonly '@y': string;
  readonly '@class': string;
}

interface Drawn {
  readonly svg: {
    readonly '@height': string;
    readonly style: string;
    readonly g: readonly { readonly '@class'?: string; readonly text: readonly Text[] }[];
  };
}

const SCENES = [
  { command: 'first a<b', output: `<one> & two\n${'x'.repeat(100)}\n\nend\n` },
  { command: 'second', output: 'done\n' },
];

function read(picture: string): Drawn {
  const options = { ignoreAttributes: false, attributeNamePrefix: '@', trimValues: false, parseTagValue: false };
  return new XMLParser(options).parse(picture) as Drawn;
}

/** When it comes and when it goes, in per cent of the picture. */
function timesOf(style: string, { '@class': name }: Text): [number, number] {
  const frames = new RegExp(`@keyframes ${name.split(' ')[1] ?? ''}\\{(.*)\\}`).exec(style)?.[1] ?? '';
  const [from, to = '100'] = [/([\d.]+)%\{visibility:visible\}/, /([\d.]+)%,100%\{visibility:hidden\}/].map(
    (pattern) => pattern.exec(frames)?.[1],
  );
  return [Number(from), Number(to)];
}

test('a terminal’s picture types each command, then shows what came, in the rows of a terminal', () => {
  const { svg } = read(terminalPicture(SCENES));
  const [first, second] = svg.g;
  assert.ok(first && second);
  const rows = [...new Set(first.text.map(({ '@y': y }) => Number(y)))].sort((a, b) => a - b);
  const texts = rows.map((row) =>
    first.text
      .filter(({ '@y': y }) => Number(y) === row)
      .map((one) => one['#text'])
      .join(''),
  );
  // Blanks are not drawn.
  assert.deepEqual(texts, ['$firsta<b', '<one> & two', 'x'.repeat(88), 'x'.repeat(12), 'end']);
  assert.ok(Math.max(...rows) < Number(svg['@height']));
  const typed = first.text.filter(({ '@class': name }) => name.startsWith('typed'));
  const begins = typed.map((one) => timesOf(svg.style, one)[0]);
  assert.deepEqual(
    begins,
    [...begins].sort((a, b) => a - b),
  );
  const [printed] = timesOf(svg.style, first.text.at(-1) ?? assert.fail());
  assert.ok(printed > Math.max(...begins));
});

test('one scene goes when the next one comes, and the last one stands when nothing moves', () => {
  const { svg } = read(terminalPicture(SCENES));
  const [first, second] = svg.g;
  assert.ok(first && second);
  const ends = first.text.map((one) => timesOf(svg.style, one)[1]);
  const begins = second.text.map((one) => timesOf(svg.style, one)[0]);
  assert.equal(new Set(ends).size, 1);
  assert.ok(Math.abs(Math.min(...begins) - (ends[0] ?? 0)) < 0.02);
  assert.deepEqual(new Set(second.text.map((one) => timesOf(svg.style, one)[1])), new Set([100]));
  assert.deepEqual([first['@class'], second['@class']], ['before', undefined]);
  assert.match(svg.style, /prefers-reduced-motion:reduce\)\{text\{animation:none\}\.before\{display:none\}\}/);
});
