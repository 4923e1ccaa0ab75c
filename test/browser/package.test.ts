// The package in somebody else's project: packed, installed, used from Node, from a bundled page, and as an element.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { PACKAGE_ROOT } from '#node/paths.js';
import { typeOf } from '#site/media-types.js';
import { openPage, type Served } from '../support/chromium.js';

const run = promisify(execFile);
const project = await mkdtemp(join(tmpdir(), 'ipclab-project-'));
const installed = join(project, 'node_modules/ipclab');
const PROGRAM = {
  files: { 'main.c': '#include <stdio.h>\nint main(void) { puts("from a package"); return 3; }\n' },
  seed: 5,
};

before(async () => {
  // What `npm pack` would build first, `make` has built.
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: PACKAGE_ROOT });
  await writeFile(join(project, 'package.json'), '{ "name": "course", "private": true, "type": "module" }\n');
  const [tarball = ''] = (await readdir(project)).filter((name) => name.endsWith('.tgz'));
  await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `./${tarball}`], {
    cwd: project,
  });
});
after(() => rm(project, { recursive: true, force: true }));

async function runInNode(): Promise<unknown> {
  const script = `import { openImage, runProgram } from 'ipclab';
console.log(JSON.stringify(await runProgram(await openImage(), ${JSON.stringify(PROGRAM)})));\n`;
  await writeFile(join(project, 'course.js'), script);
  const { stdout } = await run(process.execPath, ['course.js'], { cwd: project });
  return JSON.parse(stdout);
}

test('its types hold in a strict project', async () => {
  const source = `import { launch, openImage, runProgram, type ProgramResult } from 'ipclab';
import { openLab, type Lab } from 'ipclab/browser';
import type { IpcLabElement } from 'ipclab/element';
export async function inNode(): Promise<ProgramResult> {
  const image = await openImage();
  await using machine = await launch(image);
  await machine.put({ path: '/tmp/a' }, new Uint8Array(1));
  return runProgram(image, { files: { 'a.c': '' }, seed: 1 });
}
export const lab = (): Promise<Lab> => openLab('/lab/');
export const element = (one: IpcLabElement): Promise<ProgramResult> => one.run({ 'a.c': '' });
`;
  await writeFile(join(project, 'course.ts'), source);
  const options = [
    '--strict',
    '--noEmit',
    '--module',
    'nodenext',
    '--target',
    'es2022',
    '--lib',
    'es2023,esnext.disposable,dom',
  ];
  await run(process.execPath, [join(PACKAGE_ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'course.ts'], {
    cwd: project,
  }).catch((error: unknown) => assert.fail((error as { stdout: string }).stdout));
});

test('from Node, and its command line', async () => {
  const result = (await runInNode()) as { run: { exit: number; stdout: string } };
  assert.equal(result.run.stdout, 'from a package\n');
  assert.equal(result.run.exit, 3);
  const { stdout } = await run('npx', ['ipclab', 'list'], { cwd: project });
  assert.match(stdout, /pipes\/loopback/);
  await run('npx', ['ipclab', 'kit', 'build', 'pipes/eof', '--single-file', '--out', 'kit'], { cwd: project });
  assert.deepEqual(await readdir(join(project, 'kit')), ['kit.html']);
});

test('from a page that its own bundler made, with the same result', async () => {
  const entry = `import { openLab } from 'ipclab/browser';
import 'ipclab/element';
window.course = async (program) => (await openLab('./lab')).runProgram(program);\n`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: project },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'error',
  });
  const files: Record<string, Served> = {
    '/': {
      type: 'text/html',
      content:
        '<!doctype html><script type="module" src="page.js"></script><ipc-lab src="lab" example="pipes/eof"></ipc-lab>',
    },
    '/page.js': { type: 'text/javascript', content: outputFiles[0]?.contents ?? '' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  };
  const out = join(installed, 'web/out');
  for (const entry of await readdir(out, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files[`/lab/${file.slice(out.length + 1)}`] = { type: typeOf(entry.name), content: await readFile(file) };
  }
  await using open = await openPage(files);
  await open.page.waitForFunction('window.course !== undefined');
  const there = await open.page.evaluate(`course(${JSON.stringify(PROGRAM)})`);
  assert.deepEqual(there, await runInNode());
  await open.page.waitForFunction("document.querySelector('ipc-lab').state === 'ready'");
  assert.deepEqual(open.errors, []);
});
