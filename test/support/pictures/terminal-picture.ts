// A recorded terminal as one SVG that moves by its own style sheet: no script, and nothing to play it with.
import { escapeXml } from '#util/xml.js';

/** One command and what it printed. */
export interface Scene {
  readonly command: string;
  readonly output: string;
}

const COLUMNS = 88;
const [CELL, LINE, SIZE, MARGIN] = [8.4, 20, 14, 16];

/** Seconds: for a key, before the command has an answer, and for a line to be read. */
const [KEY, THINKING, READING] = [0.045, 0.8, 1.4];

/** What stands in a row, and when it comes, in seconds. */
interface Piece {
  readonly text: string;
  readonly at: number;
  readonly kind: 'typed' | 'printed';
  readonly row: number;
  readonly column: number;
}

interface Timed {
  readonly pieces: readonly Piece[];
  readonly from: number;
  readonly to: number;
}

/** Whoever wants no motion sees the last scene as it ends. */
export function terminalPicture(scenes: readonly Scene[]): string {
  const timed = scenes.reduce<Timed[]>((before, scene) => [...before, timeOf(scene, before.at(-1)?.to ?? 0)], []);
  const total = timed.at(-1)?.to ?? 0;
  const rows = Math.max(...timed.flatMap(({ pieces }) => pieces.map(({ row }) => row + 1)));
  const [width, height] = [Math.ceil(COLUMNS * CELL + 2 * MARGIN), rows * LINE + 2 * MARGIN];
  const styles: string[] = [];
  const shown = (from: number, to: number): string => {
    const [begin, end] = [from, to].map((time) => ((100 * time) / total).toFixed(2));
    const name = `t${styles.length}`;
    const until = to < total ? `${end}%,100%{visibility:hidden}` : '';
    styles.push(
      `@keyframes ${name}{0%{visibility:hidden}${begin}%{visibility:visible}${until}}`,
      `.${name}{animation:${name} ${total.toFixed(1)}s step-end infinite}`,
    );
    return `t${styles.length - 2}`;
  };
  const drawn = timed.map(({ pieces, from, to }, index) => {
    const rest = index < timed.length - 1 ? ' class="before"' : '';
    const texts = pieces.map(({ text, at, kind, row, column }) => {
      const [x, y] = [MARGIN + column * CELL, MARGIN + row * LINE + SIZE];
      return `<text x="${x.toFixed(1)}" y="${y}" class="${kind} ${shown(Math.max(at, from), to)}">${escapeXml(text)}</text>`;
    });
    return `<g${rest}>\n${texts.join('\n')}\n</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escapeXml(scenes.map(({ command }) => command).join('; '))}</title>
<style>
text{font:${SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}
.typed{fill:#7fd1de}.printed{fill:#e6ebe8}
${styles.join('\n')}
@media (prefers-reduced-motion:reduce){text{animation:none}.before{display:none}}
</style>
<rect width="${width}" height="${height}" rx="8" fill="#14191a"/>
${drawn.join('\n')}
</svg>
`;
}

function timeOf({ command, output }: Scene, from: number): Timed {
  const keys = rowsOf(`$ ${command}`);
  const typed = keys.flatMap((line, row) =>
    Array.from(line).map((text, column) => ({
      text,
      row,
      column,
      at: from + KEY * (row * COLUMNS + column),
      kind: 'typed' as const,
    })),
  );
  const answered = (typed.at(-1)?.at ?? from) + THINKING;
  const lines = output.trimEnd().split('\n').flatMap(rowsOf);
  const printed = lines.map((text, row) => {
    return { text, row: keys.length + row, column: 0, at: answered, kind: 'printed' as const };
  });
  const pieces = [...typed, ...printed].filter(({ text }) => text.trim() !== '');
  return { pieces, from, to: answered + READING * Math.max(2, lines.length) };
}

/** A line as a terminal of that many columns shows it. */
function rowsOf(line: string): string[] {
  const rows = line.match(new RegExp(`.{1,${COLUMNS}}`, 'gu'));
  return rows ?? [''];
}
