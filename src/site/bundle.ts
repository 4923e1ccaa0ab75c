// Scripts and styles for a browser, from their sources.
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { basename, join, relative } from 'node:path';
import { PACKAGE_ROOT } from '#node/paths.js';
import { PICTURE_STYLE } from '#xray/picture/style.js';
import { ASSETS, type SiteFiles } from './site-files.js';

/** The style sheet of an X-ray's pictures, which pages without a bundler have as well. */
const PICTURES: Plugin = {
  name: 'xray-pictures',
  setup(building) {
    building.onResolve({ filter: /^xray-pictures$/ }, ({ path }) => ({ path, namespace: 'made' }));
    building.onLoad({ filter: /^xray-pictures$/, namespace: 'made' }, () => ({
      contents: PICTURE_STYLE,
      loader: 'css',
    }));
  },
};

const COMMON = {
  absWorkingDir: PACKAGE_ROOT,
  bundle: true,
  minify: true,
  write: false,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'error',
  // For all files: by the nearest one, those of src/ would import what was compiled, a second time.
  tsconfig: join(PACKAGE_ROOT, 'web/tsconfig.json'),
  target: ['chrome111', 'firefox114', 'safari16.4'],
  // v86 asks for them in Node only.
  external: ['crypto', 'fs', 'perf_hooks', 'node:*'],
  plugins: [PICTURES],
} as const satisfies BuildOptions;

export interface Entry {
  readonly script: string;
  /** Chunks that the script needs at once, and that a browser would find only after reading it. */
  readonly preload: readonly string[];
}

export interface PageBundle {
  readonly style: string;
  /** The page, and the frame of an embedded lab; they share chunks. */
  readonly page: Entry;
  readonly embed: Entry;
  /** Everything else, what the page imports only when it needs it too. */
  readonly chunks: readonly string[];
}

const SOURCES = { style: 'web/styles/main.css', page: 'web/src/main.tsx', embed: 'web/src/embed/main.tsx' } as const;

const ENTRIES: ReadonlySet<string | undefined> = new Set(Object.values(SOURCES));

/** The page's own scripts and style; what they import dynamically comes in chunks of their own. */
export async function bundlePage(files: SiteFiles): Promise<PageBundle> {
  const outdir = join(PACKAGE_ROOT, ASSETS);
  const { outputFiles, metafile } = await build({
    ...COMMON,
    entryPoints: SOURCES,
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
  const name = (path: string): string => `${ASSETS}${basename(relative(outdir, path))}`;
  const entry = (source: string): Entry => {
    const [path, { imports }] = outputOf(metafile, source);
    return {
      script: name(path),
      preload: imports
        .filter(({ kind, external }) => kind === 'import-statement' && !external)
        .map((imported) => name(imported.path)),
    };
  };
  return {
    style: entry(SOURCES.style).script,
    page: entry(SOURCES.page),
    embed: entry(SOURCES.embed),
    // The bundler calls what is imported dynamically an entry point, too.
    chunks: Object.entries(metafile.outputs)
      .filter(([, { entryPoint }]) => !ENTRIES.has(entryPoint))
      .map(([path]) => name(path)),
  };
}

function outputOf({ outputs }: Metafile, source: string): [string, Metafile['outputs'][string]] {
  const found = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === source);
  if (!found) throw new Error(`the bundler made nothing of ${source}`);
  return found;
}

export interface Script {
  readonly text: string;
  /** The files that it was made of, relative to the package. */
  readonly inputs: readonly string[];
}

/**
 * One script that imports nothing.
 *
 * @param entry a source file, relative to the package
 * @param format `iife`: a classic script, which any worker can be
 */
export async function bundleScript(entry: string, format: 'iife' | 'esm' = 'iife'): Promise<Script> {
  const { outputFiles, metafile } = await build({ ...COMMON, entryPoints: [entry], format, metafile: true });
  const [output] = outputFiles;
  if (!output) throw new Error(`the bundler made nothing of ${entry}`);
  return { text: output.text, inputs: Object.keys(metafile.inputs) };
}
