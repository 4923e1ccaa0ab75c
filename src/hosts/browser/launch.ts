// Machines in workers of a browser.
import type { ClockOptions, MachineOptions } from '#machine/guest-machine.js';
import { deferred } from '#util/deferred.js';
import { asIpclabError, IpclabError } from '#util/error.js';
import { Machine, type StartOptions } from '#hosts/worker/machine.js';
import type { Machines } from '#hosts/worker/machines.js';
import type { PageArtefact, Parts } from './parts.js';

/** Bytes. */
export interface Progress {
  readonly loaded: number;
  readonly total: number;
}

export interface LaunchOptions {
  /** `'snapshot'` (default) or from power-on, through the whole boot, which the console shows. */
  readonly from?: MachineOptions['start']['from'] | undefined;
  readonly clock?: ClockOptions | undefined;
  /** Run a login shell on the serial console; its bytes go here. */
  readonly onConsole?: StartOptions['onConsole'];
  /** See `MachineOptions.consoleWindow`. */
  readonly consoleWindow?: number | undefined;
  /** Told while the parts are loading. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /**
   * With the real clock: told why the compiled code does not come. The machine goes on without it, and is slower. Default: told to the
   * page, as what nobody catches is.
   */
  readonly onCold?: ((reason: IpclabError) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const BOOT = ['bios', 'vgaBios', 'kernel', 'rootfs'] as const satisfies readonly PageArtefact[];

/**
 * Starts a machine in a worker of its own.
 *
 * @throws IpclabError `image-missing`, `image-corrupt`, `machine-lost` or `aborted`, with what to do
 */
export async function launch(parts: Parts, options: LaunchOptions = {}): Promise<Machine> {
  const { from = 'snapshot', clock = { kind: 'real' }, onConsole, consoleWindow } = options;
  const { onProgress, onCold = reportError, signal } = options;
  // The worker reads its script while the parts are on their way.
  const worker = parts.spawn();
  const died = deferred<never>();
  worker.onDeath = (reason) => {
    died.reject(reason);
  };
  try {
    const names = await needed(parts, from, clock);
    const onBytes = counter(parts, names, onProgress);
    const [wasm, start] = await Promise.race([
      died.promise,
      Promise.all([parts.wasm({ signal, onBytes }), startOf(parts, names, clock, { signal, onBytes })]),
    ]);
    if (signal?.aborted) throw new IpclabError('aborted', 'starting the machine was cancelled');
    const { memory, vgaMemory } = parts.manifest.machine;
    // Looked at here, since what the machine starts with is used up.
    const isCold = start.from === 'snapshot' && start.snapshot.warm === undefined;
    const machine = await Machine.start(worker, {
      wasm,
      memory,
      vgaMemory,
      clock,
      start,
      console: onConsole !== undefined,
      consoleWindow,
      onConsole,
      signal,
    });
    if (isCold) void warmUp(parts, machine, onCold, signal);
    return machine;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}

/** Machines in workers of their own, all from the same parts. */
export function machinesOf(parts: Parts): Machines {
  return { manifest: parts.manifest, launch: (clock, signal) => launch(parts, { clock, signal }) };
}

/** A person does not wait for the compiled code, and a machine that never gets it is slower and no worse. */
async function warmUp(
  parts: Parts,
  machine: Machine,
  onCold: (reason: IpclabError) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await machine.warmUp(await parts.artefact('warmZst', { signal }));
  } catch (error) {
    const reason = asIpclabError(error);
    // A machine that is gone tells its user so itself.
    if (!signal?.aborted && reason.code !== 'machine-lost') onCold(reason);
  }
}

/**
 * What a machine starts with. What repeats needs the compiled code; a person's machine starts with it when it is here already, and
 * gets it later otherwise.
 */
async function needed(
  parts: Parts,
  from: MachineOptions['start']['from'],
  { kind }: ClockOptions,
): Promise<readonly PageArtefact[]> {
  if (from === 'power-on') return BOOT;
  return kind === 'virtual' || (await parts.isHere('warmZst')) ? ['stateZst', 'warmZst'] : ['stateZst'];
}

function counter(
  { manifest, wasmSize }: Parts,
  names: readonly PageArtefact[],
  onProgress: LaunchOptions['onProgress'],
): (count: number) => void {
  const total = names.reduce((sum, name) => sum + manifest.artefacts[name].size, wasmSize);
  let loaded = 0;
  return (count) => {
    loaded += count;
    onProgress?.({ loaded, total });
  };
}

async function startOf(
  parts: Parts,
  names: readonly PageArtefact[],
  { kind }: ClockOptions,
  options: Parameters<Parts['artefact']>[1],
): Promise<MachineOptions['start']> {
  const { manifest } = parts;
  if (names !== BOOT) {
    const code = names.includes('warmZst') ? parts.artefact('warmZst', options) : undefined;
    const [state, warm] = await Promise.all([
      parts.artefact('stateZst', options),
      // A person's machine does without, and then tries again.
      kind === 'real' ? code?.catch(() => undefined) : code,
    ]);
    return { from: 'snapshot', snapshot: { state, warm, time: manifest.machine.time } };
  }
  const [bios, vgaBios, kernel, rootfs] = await Promise.all([
    parts.artefact('bios', options),
    parts.artefact('vgaBios', options),
    parts.artefact('kernel', options),
    parts.artefact('rootfs', options),
  ]);
  return { from: 'power-on', bios, vgaBios, kernel, rootfs, commandLine: manifest.kernel.commandLine };
}
