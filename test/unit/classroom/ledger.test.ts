// What was graded stays graded, whatever happens to the grader.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ledger, readLedger } from '#classroom/ledger/ledger.js';
import { lockFolder } from '#classroom/ledger/lock.js';
import { SourceStore } from '#classroom/ledger/store.js';
import { recordsOf } from '#classroom/regrade.js';
import { PACKAGE_ROOT } from '#node/paths.js';
import { encodeText } from '#util/bytes.js';
import { classPlan, outcome, sha256 } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';

const WRITER = join(PACKAGE_ROOT, 'dist/test/support/classroom/append-endlessly.js');

async function write(folder: string, ids: readonly string[]): Promise<void> {
  await using ledger = await Ledger.open(folder, await readLedger(folder));
  const entries = ids.map(async (id) => {
    const described = { id, student: { id, name: id }, source: id, digest: sha256(id), files: [], notes: [] };
    const result = classPlan().assemble(described, outcome(id), { at: '', duration: 0 });
    await ledger.append({ seed: 0, result });
  });
  await Promise.all(entries);
}

async function idsIn(folder: string): Promise<string[]> {
  return (await readLedger(folder)).records.map(({ result }) => result.submission.id);
}

test('results that are written at the same time are all there', async () => {
  using folder = new Folder();
  const ids = Array.from({ length: 50 }, (_, index) => String(index));
  await write(folder.path, ids);
  assert.deepEqual((await idsIn(folder.path)).sort(), ids.sort());
});

test('a torn last line is no result, and the next one is written in its place', async () => {
  using folder = new Folder();
  await write(folder.path, ['a', 'b']);
  const whole = readFileSync(join(folder.path, 'ledger.jsonl'));
  for (const cut of [1, 2, 70, 500]) {
    writeFileSync(join(folder.path, 'ledger.jsonl'), whole.subarray(0, whole.length - cut));
    assert.deepEqual(await idsIn(folder.path), ['a'], String(cut));
    await write(folder.path, ['c']);
    assert.deepEqual(await idsIn(folder.path), ['a', 'c'], String(cut));
    assert.equal((await readLedger(folder.path)).damaged, 0);
  }
});

test('a changed line and one that never was are counted, and the others stay', async () => {
  using folder = new Folder();
  await write(folder.path, ['a', 'b', 'c']);
  const file = join(folder.path, 'ledger.jsonl');
  const lines = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [lines[0], lines[1]?.replace('"points":1', '"points":9'), lines[2], ''].join('\n'));
  appendFileSync(file, '\n\0\0\0\0\n{}\n');
  const { records, damaged } = await readLedger(folder.path);
  assert.deepEqual(
    records.map(({ result }) => result.submission.id),
    ['a', 'c'],
  );
  assert.equal(damaged, 4);
});

/** Reads what a writer says until it has written so many results, and kills it in the middle of another. */
async function killAfter(child: ChildProcess, count: number): Promise<number> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return said.split('\n').length - 1;
}

test('a writer that is killed at any moment leaves every result that it said was written', async () => {
  using folder = new Folder();
  let least = 0;
  for (const count of [1, 7, 20, 3]) {
    const begin = (await idsIn(folder.path)).length;
    const child = spawn(process.execPath, [WRITER, folder.path, String(begin)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    least = begin + (await killAfter(child, count));
    const ids = await idsIn(folder.path);
    assert.ok(ids.length >= least && least >= begin + count, `${ids.length} of ${least}`);
    assert.deepEqual(
      ids,
      ids.map((_, index) => String(index)),
    );
  }
});

test('a second grader is refused while the first one lives, and not afterwards', async () => {
  using folder = new Folder();
  const child = spawn(process.execPath, [WRITER, folder.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  await assert.rejects(lockFolder(folder.path), {
    code: 'usage',
    message: new RegExp(
      `is being graded into by process ${child.pid} of .*; wait until it is done, or give another folder`,
    ),
  });
  child.kill('SIGKILL');
  await once(child, 'close');
  {
    await using lock = await lockFolder(folder.path);
    assert.ok(lock);
    await assert.rejects(lockFolder(folder.path), { code: 'usage' });
  }
  const locks = readdirSync(folder.path).filter((name) => name.includes('lock'));
  assert.deepEqual(locks, []);
});

test('a number that another process has by now, and half a lock, lock nothing', async () => {
  using folder = new Folder();
  for (const left of [JSON.stringify({ id: 'gone', pid: 1, host: hostname(), began: '-1' }), '{"pid":']) {
    writeFileSync(join(folder.path, 'lock'), left);
    await using lock = await lockFolder(folder.path);
    assert.ok(lock);
  }
});

test('a lock that cannot be read is told as what it is, and nothing is left beside it', async () => {
  using folder = new Folder({ 'lock/a': '' });
  await assert.rejects(lockFolder(folder.path), { code: 'usage', message: /lock: is a folder; give another folder/ });
  assert.deepEqual(readdirSync(folder.path), ['lock']);
});

test('of many that start at once on a stale lock, one gets it, also when others died while they took it over', async () => {
  const gone = JSON.stringify({ id: 'gone', pid: 1, host: hostname(), began: '-1' });
  for (let round = 0; round < 20; round++) {
    using folder = new Folder({ lock: '{"pid":', [`.lock-claim-${sha256('{"pid":')}`]: gone });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder.path)));
    assert.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(readdirSync(folder.path), ['lock']);
  }
});

test('sources are kept once by their content, and what was changed is not taken for them', async () => {
  using folder = new Folder();
  const store = new SourceStore(folder.path);
  const files = { 'a.c': encodeText('same'), 'b/c.c': encodeText('same') };
  const kept = await store.keep(files);
  assert.deepEqual(await store.load(kept), files);
  const [name = ''] = readdirSync(join(folder.path, 'sources'), { recursive: true, encoding: 'utf8' }).filter((each) =>
    /\w{64}$/.test(each),
  );
  writeFileSync(join(folder.path, 'sources', name), 'sane');
  await assert.rejects(store.load(kept), { code: 'usage', message: /is not what was graded; bring it back/ });
  await store.keep(files);
  assert.deepEqual(await store.load(kept), files, 'grading the submissions again brings it back');
});

test('lines of another version are counted apart, and what they said is graded again', async () => {
  using folder = new Folder();
  await write(folder.path, ['a', 'b']);
  const file = join(folder.path, 'ledger.jsonl');
  const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, `${first}\n${earlier(second)}\n`);
  const { records, damaged, otherVersion } = await readLedger(folder.path);
  assert.deepEqual([records.map(({ result }) => result.submission.id), damaged, otherVersion], [['a'], 0, 1]);
  writeFileSync(file, `${earlier(first)}\n`);
  await assert.rejects(recordsOf(folder.path, []), { code: 'usage', message: /another version .* ipclab grade$/ });
  await write(folder.path, ['a']);
  assert.deepEqual(await idsIn(folder.path), ['a']);
});

/** A line as the version before wrote it: sentences, and no facts. */
function earlier(line: string): string {
  const { record } = JSON.parse(line) as { record: { result: { format: number; tasks: { runs: object[] }[] } } };
  record.result.format = 1;
  for (const { runs } of record.result.tasks) for (const run of runs) Object.assign(run, { sentences: ['a waits'] });
  const body = JSON.stringify(record);
  return `{"sha256":"${sha256(body)}","record":${body}}`;
}
