// The last step of `make build`: bundles the worker of Node's machines from what was compiled.
import { build } from 'esbuild';
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BUNDLE_NOTE, digestOfInputs, type BundleNote } from '#hosts/node/worker-bundle.js';
import { PACKAGE_ROOT, WORKER_OUT } from '#node/paths.js';
import { writeWhole } from '#node/whole-file.js';

/** Each machine needs it at once. Other packages are v86, which has to be read at its time, and what only judging takes. */
const BUNDLED = 'comlink';

const { dependencies } = JSON.parse(await readFile(join(PACKAGE_ROOT, 'package.json'), 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
};
const { outputFiles, metafile } = await build({
  absWorkingDir: PACKAGE_ROOT,
  entryPoints: ['dist/src/hosts/node/worker.js'],
  outdir: WORKER_OUT,
  bundle: true,
  write: false,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'inline',
  logLevel: 'error',
  metafile: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: Object.keys(dependencies).filter((name) => name !== BUNDLED),
});
const inputs = Object.keys(metafile.inputs);
const note: BundleNote = { inputs, digest: digestOfInputs(inputs) };
const files = new Map<string, Uint8Array | string>(outputFiles.map(({ path, contents }) => [basename(path), contents]));
files.set(BUNDLE_NOTE, JSON.stringify(note));
// The note last: a bundle that is half written has another one's.
for (const [name, content] of files)
  await writeWhole(join(WORKER_OUT, name), content, { cure: 'run make build again' });
for (const name of await readdir(WORKER_OUT)) if (!files.has(name)) await rm(join(WORKER_OUT, name));
