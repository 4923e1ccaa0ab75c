// A class through a queue whose parts are killed at random; in the end its reports are those of a run without a queue.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readLedger } from '#classroom/ledger/ledger.js';
import { loadLab } from '#course/lab.js';
import { decodeText } from '#util/bytes.js';
import { xorshift32 } from '#util/xorshift.js';
import { LARGE_CLASS_LAB, linesOfLedger, varied } from '../classroom/class.js';
import { Folder } from '../classroom/take.js';
import { ipclab, MAIN } from '../cli.js';
import { RedisServer } from '../redis.js';

export interface Chaos {
  readonly size: number;
  /** At a time; for each that is killed there is another. */
  readonly workers: number;
  readonly workerKills: number;
  readonly redisKills: number;
  readonly graderKills: number;
  /** Decides who is killed when. */
  readonly seed: number;
}

type Victim = 'worker' | 'redis' | 'grader';

/** The reports that say nothing of how long it took. */
const REPORTS = ['csv', 'html', 'students', 'tap'].flatMap((kind) => ['--report', kind]);

export async function chaosOf(chaos: Chaos): Promise<void> {
  using folder = new Folder(await classOf(chaos.size));
  const args = (out: string): string[] => ['grade', LARGE_CLASS_LAB, 'class', '--out', out, ...REPORTS];
  const plain = await ipclab(args('plain'), { cwd: folder.path });
  assert.equal(plain.status, 0, plain.stderr.toString());

  const random = randomOf(chaos.seed);
  await using redis = await RedisServer.start();
  await using workers = new Workers(redis.address, folder.path);
  for (let n = 0; n < chaos.workers; n++) workers.start();
  const out = join(folder.path, 'queued');
  let said = '';
  const startGrader = (): ChildProcess => {
    const queued = [...args('queued'), '--queue', redis.address, '--jobs', '8'];
    const child = spawn(process.execPath, [MAIN, ...queued], { cwd: folder.path, stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    return child;
  };
  let grader = startGrader();
  let ended = once(grader, 'close') as Promise<[number | null]>;
  for (const { after, victim } of plan(chaos, random)) {
    // A grader that ends too early has something to say.
    await Promise.race([linesOfLedger(out, after), ended]);
    assert.equal(grader.exitCode, null, said);
    if (victim === 'worker') await workers.killOne(random);
    else if (victim === 'redis') {
      await redis.kill();
      await redis.start();
    } else {
      grader.kill('SIGKILL');
      await ended;
      grader = startGrader();
      ended = once(grader, 'close') as Promise<[number | null]>;
    }
  }
  const [status] = await ended;
  assert.equal(status, 0, said);
  assert.doesNotMatch(said, /broken/);
  const [wanted, found] = [reportsIn(join(folder.path, 'plain')), reportsIn(out)];
  assert.deepEqual([...found.keys()].sort(), [...wanted.keys()].sort());
  assert.ok(wanted.size > chaos.size);
  for (const [name, text] of wanted) assert.equal(found.get(name), text, name);
  const { records, damaged } = await readLedger(out);
  const names = records.map(({ result }) => result.submission.id);
  assert.deepEqual([damaged, names.length, new Set(names).size], [0, chaos.size, chaos.size]);
  await workers.drain();
}

/** When who is killed: after so many lines of the ledger. */
function plan(chaos: Chaos, random: (below: number) => number): { after: number; victim: Victim }[] {
  const { size, workerKills, redisKills, graderKills } = chaos;
  const all = { worker: workerKills, redis: redisKills, grader: graderKills };
  return Object.entries(all)
    .flatMap(([victim, count]) => Array<Victim>(count).fill(victim as Victim))
    .map((victim) => ({ victim, after: 1 + random(size - 4) }))
    .sort((a, b) => a.after - b.after);
}

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = xorshift32(state);
    return (state >>> 0) % below;
  };
}

/** Right and wrong solutions, no two alike. */
export async function classOf(size: number): Promise<Record<string, string>> {
  const { reference, wrong } = (await loadLab(LARGE_CLASS_LAB)).files;
  const kinds = [reference, ...Object.values(wrong)].map((files) => decodeText(files['sum.c'] ?? new Uint8Array(0)));
  return Object.fromEntries(
    Array.from({ length: size }, (_, index) => [
      `class/student-${String(index).padStart(4, '0')}.c`,
      varied(kinds[index % kinds.length] ?? '', index),
    ]),
  );
}

/** By name; when it was graded is the one thing that differs, and in which folder. */
function reportsIn(out: string): ReadonlyMap<string, string> {
  const files = readdirSync(join(out, 'reports'), { recursive: true, withFileTypes: true }).filter((each) =>
    each.isFile(),
  );
  const read = (path: string): string =>
    readFileSync(path, 'utf8')
      .replaceAll(/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'WHEN')
      .replaceAll(/\b(queued|plain)\b/g, 'WHERE');
  return new Map(
    files.map(({ parentPath, name }) => [relative(out, join(parentPath, name)), read(join(parentPath, name))]),
  );
}

class Workers implements AsyncDisposable {
  readonly #address: string;
  readonly #folder: string;
  readonly #all: { readonly child: ChildProcess; readonly ready: Promise<void> }[] = [];

  constructor(address: string, folder: string) {
    this.#address = address;
    this.#folder = folder;
  }

  start(): void {
    const args = ['worker', '--image', 'tcc', '--queue', this.#address, '--jobs', '1', '--lease', '5'];
    const child = spawn(process.execPath, [MAIN, ...args], {
      cwd: this.#folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ready = new Promise<void>((resolve) => {
      child.stderr.on('data', (chunk: Buffer) => {
        if (chunk.includes('takes jobs')) resolve();
      });
    });
    this.#all.push({ child, ready });
  }

  async killOne(random: (below: number) => number): Promise<void> {
    const [victim] = this.#all.splice(random(this.#all.length), 1);
    if (!victim) return;
    await end(victim.child, 'SIGKILL');
    this.start();
  }

  /** Each ends well when it is told to. */
  async drain(): Promise<void> {
    for (const { child, ready } of this.#all) {
      await ready;
      assert.equal(await end(child, 'SIGTERM'), 0);
    }
    this.#all.length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { child } of this.#all) if (child.exitCode === null) await end(child, 'SIGKILL');
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const closed = once(child, 'close');
  child.kill(signal);
  const [status] = (await closed) as [number | null];
  return status;
}
