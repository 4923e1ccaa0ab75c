// What a machine of a page starts with; the worker is this test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expose } from 'comlink';
import { launch } from '#hosts/browser/launch.js';
import type { PageArtefact, Parts } from '#hosts/browser/parts.js';
import type { MachineApi } from '#hosts/worker/api.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { ClockOptions, MachineOptions } from '#machine/guest-machine.js';
import { IpclabError } from '#util/error.js';
import { manifestNamed } from '../../support/manifest.js';

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

interface Started {
  /** Whether the machine had the code from its start on. */
  readonly warm: boolean;
  /** Whether it got it later. */
  readonly warmedUp: boolean;
  readonly asked: readonly PageArtefact[];
  /** What was told of a machine that stays without. */
  readonly cold: readonly string[];
  /** Bytes of all that it waited for. */
  readonly total: number;
}

interface Page {
  readonly isHere: boolean;
  /** So many attempts to read the code fail. */
  readonly failures?: number;
  readonly clock?: ClockOptions;
}

async function started({ isHere, failures = 0, clock }: Page): Promise<Started> {
  const { port1, port2 } = new MessageChannel();
  const asked: PageArtefact[] = [];
  const cold: string[] = [];
  let [warm, warmedUp, total, left] = [false, false, 0, failures];
  const api: Partial<MachineApi> = {
    start: async ({ start }: MachineOptions) => {
      warm = start.from === 'snapshot' && start.snapshot.warm !== undefined;
    },
    warmUp: async () => {
      warmedUp = true;
    },
    progress: async () => performance.now(),
  };
  expose(api, port2);
  const parts: Parts = {
    manifest: manifestNamed('page'),
    boots: true,
    wasmSize: 1,
    isHere: async () => isHere,
    artefact: async (name, options) => {
      asked.push(name);
      if (name === 'warmZst' && left-- > 0) throw new IpclabError('image-corrupt', 'the code is damaged');
      options?.onBytes?.(1);
      return new Uint8Array(1);
    },
    wasm: async () => new WebAssembly.Module(EMPTY_MODULE),
    spawn: () => ({
      endpoint: port1,
      onDeath: undefined,
      terminate: async () => {
        port1.close();
      },
    }),
  };
  const machine = await launch(parts, {
    ...(clock ? { clock } : {}),
    onProgress: (progress) => ({ total } = progress),
    onCold: ({ message }) => cold.push(message),
  });
  // What follows a start is a few messages away.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  await machine[Symbol.asyncDispose]();
  port2.close();
  return { warm, warmedUp, asked, cold, total };
}

test('a first visit starts without compiled code, and gets it once the machine runs', async () => {
  const { warm, warmedUp, asked, total } = await started({ isHere: false });
  assert.deepEqual(
    { warm, warmedUp, asked, total },
    { warm: false, warmedUp: true, asked: ['stateZst', 'warmZst'], total: 2 },
  );
});

test('with the code kept from a visit before, the machine starts with it', async () => {
  const { warm, warmedUp, asked, total } = await started({ isHere: true });
  assert.deepEqual({ warm, warmedUp, total }, { warm: true, warmedUp: false, total: 3 });
  assert.deepEqual([...asked].sort(), ['stateZst', 'warmZst']);
});

test('code that is here and damaged is tried again while the machine runs, and then told', async () => {
  const again = await started({ isHere: true, failures: 1 });
  assert.deepEqual([again.warm, again.warmedUp, again.cold], [false, true, []]);
  const never = await started({ isHere: true, failures: 2 });
  assert.deepEqual([never.warm, never.warmedUp, never.cold], [false, false, ['the code is damaged']]);
});

test('what repeats waits for the code wherever it is, and does not start without', async () => {
  const clock: ClockOptions = { kind: 'virtual', seed: 0, start: VIRTUAL_START };
  const { warm, warmedUp } = await started({ isHere: false, clock });
  assert.deepEqual([warm, warmedUp], [true, false]);
  await assert.rejects(started({ isHere: true, failures: 1, clock }), { code: 'image-corrupt' });
});
