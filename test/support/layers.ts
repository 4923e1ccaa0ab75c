// The chapter of docs/architecture.md on the order of the layers, from src/layers.json.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';

export interface Layer {
  /** The project of tsconfig.json that it is compiled in. */
  readonly platform: 'core' | 'node' | 'browser';
  /** The layers that its files may import. */
  readonly imports: readonly string[];
  /** What is in it. */
  readonly what: string;
}

export type Layers = Readonly<Record<string, Layer>>;

export async function readLayers(): Promise<Layers> {
  return JSON.parse(await readFile(join(PACKAGE_ROOT, 'src/layers.json'), 'utf8')) as Layers;
}

/** A drawing with what imports most on top, then a row for each layer. */
export function layersChapter(layers: Layers): string {
  const rows = Object.entries(layers).map(
    ([name, { imports, what }]) => `| \`${folderOf(name)}\` | ${what} | ${imports.join(', ') || 'nothing'} |`,
  );
  return ['```', ...drawing(layers), '```', '', '| folder | what | imports |', '| --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** Each layer stands above everything that it imports. */
function drawing(layers: Layers): string[] {
  const height = (name: string): number => 1 + Math.max(-1, ...(layers[name]?.imports ?? []).map(height));
  const heights = Object.keys(layers).map((name) => [name, height(name)] as const);
  const top = Math.max(...heights.map(([, h]) => h));
  return Array.from({ length: top + 1 }, (_, row) => {
    const names = heights.filter(([, h]) => h === top - row).map(([name]) => name);
    return `${String(top - row).padStart(2)}  ${names.join('   ')}`;
  });
}

function folderOf(name: string): string {
  return name === 'web' ? 'web/src' : `src/${name}`;
}
