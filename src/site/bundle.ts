// Scripts and styles for a browser, from their sources.
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { basename, join, relative } from 'node:path';
import { PACKAGE_ROOT } from '../hosts/node/paths.js';
import { ASSETS, type SiteFiles } from './site-files.js';

const COMMON = {
  absWorkingDir: PACKAGE_ROOT,
  bundle: true,
  minify: true,
  write: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
  target: ['chrome111', 'firefox114', 'safari16.4'],
  // v86 asks for them in Node only.
  external: ['crypto', 'fs', 'perf_hooks', 'node:*'],
} as const satisfies BuildOptions;

export interface PageBundle {
  readonly script: string;
  readonly style: string;
  /** Chunks that the script needs at once, and that a browser would find only after reading it. */
  readonly preload: readonly string[];
}

/** The page's own script and style; what it imports dynamically comes in chunks of their own. */
export async function bundlePage(files: SiteFiles): Promise<PageBundle> {
  const outdir = join(PACKAGE_ROOT, ASSETS);
  const { outputFiles, metafile } = await build({
    ...COMMON,
    entryPoints: { page: 'web/src/main.tsx', style: 'web/styles/main.css' },
    format: 'esm',
    splitting: true,
    metafile: true,
    outdir,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'file' },
  });
  for (const { path, contents } of outputFiles) files.add(`${ASSETS}${basename(path)}`, contents);
  const outputOf = (entry: string): [string, Metafile['outputs'][string]] => {
    const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry);
    if (!found) throw new Error(`the bundler made nothing of ${entry}`);
    return found;
  };
  const name = (path: string): string => `${ASSETS}${basename(relative(outdir, path))}`;
  const [script, { imports }] = outputOf('web/src/main.tsx');
  return {
    script: name(script),
    style: name(outputOf('web/styles/main.css')[0]),
    preload: imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map(({ path }) => name(path)),
  };
}

/**
 * One classic script, which any worker can be.
 *
 * @param entry a source file, relative to the package
 * @param define constants that stand in the source as free names, as JavaScript
 */
export async function bundleScript(entry: string, define: Readonly<Record<string, string>> = {}): Promise<Uint8Array> {
  const { outputFiles } = await build({ ...COMMON, entryPoints: [entry], format: 'iife', define: { ...define } });
  const [output] = outputFiles;
  if (!output) throw new Error(`the bundler made nothing of ${entry}`);
  return output.contents;
}
