// From a recorded run to one of its instants: a machine repeats the run up to there, and its processes stop.
import type { ExamplePlan } from '#examples/plan.js';
import type { Process } from '#facts/types.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { RunRecord } from '#record/record.js';
import type { Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Machine } from './machine.js';
import type { Machines } from './machines.js';
import { readyRequest } from './ready-request.js';
import type { RemoteContainer } from './remote-container.js';
import { searchInstant, type Instant, type Ready } from './search-instant.js';

/** A machine whose processes of the run are stopped; a person may have jobs beside them. */
export interface Arrival extends AsyncDisposable {
  readonly machine: Machine;
  readonly container: RemoteContainer;
  /** Where the program was started. */
  readonly directory: string;
  /** Those that are there. */
  readonly processes: readonly Process[];
  /** What the run had printed. */
  readonly stdout: Bytes;
  readonly stderr: Bytes;
  /** So many events of the recorded run have happened, each as it did then. */
  readonly events: number;
}

/** A run of an example that was recorded: the last one of the plan. */
export interface ExampleCourse {
  readonly plan: ExamplePlan;
  readonly clock: VirtualOptions;
}

/** Longer than anybody looks, ms: what is stopped is not ended meanwhile. */
const LONG = 20 * 24 * 3600 * 1000;

/** @throws IpclabError `usage` for a run that cannot be gone into */
export async function goThere(
  machines: Machines,
  { request, clock }: RunRecord,
  instant: Instant,
  signal?: AbortSignal,
): Promise<Arrival> {
  if (request.sanitize)
    throw new IpclabError('usage', 'a run with sanitizers cannot be gone into; record it without --sanitize');
  return await arriveOn(machines, clock, instant, signal, async (machine) => {
    const limits = { signal };
    const { container, prepared, spec, input } = await readyRequest(machine, machines.manifest, request, limits);
    if (!spec) throw new IpclabError('usage', 'the program of the record does not compile; there is no run to go to');
    const lasting = { ...spec, linger: LONG, limits: { ...spec.limits, wall: LONG } };
    return {
      container,
      directory: prepared.directory,
      stop: (elapsed) => container.stop(lasting, input, elapsed, limits),
    };
  });
}

/**
 * The same for a run of an example.
 *
 * @param onTry called before each run up to there
 */
export async function goIntoExample(
  machines: Machines,
  { plan, clock }: ExampleCourse,
  instant: Instant,
  signal?: AbortSignal,
  onTry?: () => void,
): Promise<Arrival> {
  const ready = async (machine: Machine): Promise<Ready & { directory: string }> => {
    const limits = { signal };
    const container = await machine.readyExample(plan, limits);
    const stop: Ready['stop'] = (elapsed) => container.stopExample(LONG, elapsed, limits);
    return { container, directory: plan.setting.directory, stop };
  };
  return await arriveOn(machines, clock, instant, signal, ready, onTry);
}

/** @param ready does what the recorded run did until its programs began */
async function arriveOn(
  machines: Machines,
  clock: VirtualOptions,
  instant: Instant,
  signal: AbortSignal | undefined,
  ready: (machine: Machine) => Promise<Ready & { readonly directory: string }>,
  onTry?: () => void,
): Promise<Arrival> {
  const machine = await machines.launch({ kind: 'virtual', ...clock }, signal);
  try {
    const { directory, ...begin } = await ready(machine);
    const { stopped, events } = await searchInstant(machine, begin, instant, signal, onTry);
    const { facts, stdout, stderr } = stopped;
    return {
      machine,
      container: begin.container,
      directory,
      processes: facts?.processes ?? [],
      stdout,
      stderr,
      events,
      [Symbol.asyncDispose]: () => machine[Symbol.asyncDispose](),
    };
  } catch (error) {
    await machine[Symbol.asyncDispose]();
    throw error;
  }
}
