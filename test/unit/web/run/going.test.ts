// From an event of a recorded run to a terminal beside its stopped processes, with machines that do what each test says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Process } from '#facts/types.js';
import type { Arrival } from '#hosts/worker/go-there.js';
import type { Machine } from '#hosts/worker/machine.js';
import { guestSetting } from '#scenario/setting.js';
import { deferred, type Deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';
import { Going } from '../../../../web/src/xray/going.js';
import type { Course } from '../../../../web/src/xray/recorded-run.js';
import { manifestNamed } from '../../../support/manifest.js';
import { COMPILER } from '../../../support/compiler.js';
import { Tape } from '../../../support/xray/tape.js';

const COURSE: Course = {
  machines: { manifest: manifestNamed('tcc'), launch: () => Promise.reject(new Error('nobody starts one')) },
  plan: {
    name: 'a',
    example: { title: '', shows: '', programs: {}, runs: [], mutations: [] },
    files: {},
    setting: guestSetting(COMPILER, 'a'),
  },
  clock: { seed: 0, start: 0 },
};
const { recording } = new Tape().born(5).starts(5, './a');
const [time = 0] = recording.events.map((event) => event.time);
const INSTANT = { recording, time };
const STOPPED = { pid: 5, name: 'a', state: 'T', threads: [] } as Partial<Process> as Process;

/** What was done, in its order; a machine is there when its test says so. */
class Journey {
  readonly did: string[] = [];
  readonly arrivals: Deferred<Arrival>[] = [];
  readonly signals: AbortSignal[] = [];
  readonly tries: (() => void)[] = [];
  lines: readonly string[] = [];
  onOver = (): void => undefined;
  readonly going = new Going(
    (_course, _instant, signal, onTry) => {
      this.tries.push(onTry);
      const arrival = deferred<Arrival>();
      this.arrivals.push(arrival);
      this.signals.push(signal);
      return arrival.promise;
    },
    (_arrival, lines, onOver) => {
      this.did.push('opened');
      this.lines = lines;
      this.onOver = onOver;
      return { focus: () => undefined, close: () => this.did.push('closed') };
    },
  );

  arrive(n: number, processes: Arrival['processes'] = [STOPPED]): void {
    const machine = { attend: async () => void this.did.push(`attended ${n}`) } as Partial<Machine> as Machine;
    const dispose = async (): Promise<void> => void this.did.push(`disposed of ${n}`);
    const arrival: Partial<Arrival> = { machine, processes, events: 1, [Symbol.asyncDispose]: dispose };
    this.arrivals[n]?.resolve(arrival as Arrival);
  }
}

test('a terminal opens beside what is stopped, with what there is to say of it', async () => {
  const journey = new Journey();
  const { going } = journey;
  const went = going.go(COURSE, INSTANT);
  assert.deepEqual(going.state.value, { kind: 'going', course: COURSE, time, tries: 0 });
  journey.tries[0]?.();
  journey.tries[0]?.();
  assert.deepEqual(going.state.value, { kind: 'going', course: COURSE, time, tries: 2 });
  journey.arrive(0);
  assert.ok(await went);
  assert.equal(going.state.value.kind, 'there');
  assert.deepEqual(journey.did, ['attended 0', 'opened']);
  assert.match(journey.lines.join('\n'), /^stopped at [\d.]+ ms, after 1 of \d+ events, .*\n5 \(a\) is stopped$/);
});

test('whoever closes the terminal, goes to another instant or leaves ends the machine, once', async () => {
  const journey = new Journey();
  const { going } = journey;
  const first = going.go(COURSE, INSTANT);
  journey.arrive(0);
  await first;
  journey.onOver();
  assert.equal(going.state.value.kind, 'none');
  assert.deepEqual(journey.did.splice(0), ['attended 0', 'opened', 'disposed of 0', 'closed']);
  const second = going.go(COURSE, INSTANT);
  journey.arrive(1);
  await second;
  const third = going.go(COURSE, INSTANT);
  assert.deepEqual(journey.did.splice(0), ['attended 1', 'opened', 'disposed of 1', 'closed']);
  journey.arrive(2);
  await third;
  going.end();
  going.end();
  assert.deepEqual(journey.did, ['attended 2', 'opened', 'disposed of 2', 'closed']);
});

test('what was cancelled is given up, opens nothing and is no fault; a machine that comes all the same is ended', async () => {
  const journey = new Journey();
  const { going } = journey;
  const went = going.go(COURSE, INSTANT);
  going.end();
  assert.equal(journey.signals[0]?.aborted, true);
  journey.tries[0]?.();
  assert.equal(going.state.value.kind, 'none');
  journey.arrive(0);
  assert.equal(await went, undefined);
  assert.deepEqual([journey.did, going.state.value.kind], [['disposed of 0'], 'none']);
  const again = going.go(COURSE, INSTANT);
  going.end();
  journey.arrivals[1]?.reject(new IpclabError('aborted', 'starting the machine was cancelled'));
  assert.equal(await again, undefined);
  assert.equal(going.state.value.kind, 'none');
});

test('what keeps it from getting there is a sentence, and no machine is left', async () => {
  const journey = new Journey();
  const { going } = journey;
  const went = going.go(COURSE, INSTANT);
  journey.arrivals[0]?.reject(new IpclabError('machine-lost', 'it went another way'));
  assert.equal(await went, undefined);
  assert.deepEqual(going.state.value, { kind: 'failed', course: COURSE, time, sentence: 'it went another way' });
  const nobody = going.go(COURSE, INSTANT);
  journey.arrive(1, []);
  await nobody;
  assert.match(JSON.stringify(going.state.value), /"no process of the run is there at that instant; it has some from/);
  assert.deepEqual(journey.did, ['disposed of 1']);
});
