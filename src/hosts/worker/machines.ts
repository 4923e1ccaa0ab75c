// Machines of one image, whatever runtime starts them.
import type { ImageManifest } from '#image/manifest.js';
import type { ClockOptions } from '#machine/guest-machine.js';
import type { VirtualOptions } from '#machine/virtual-timing.js';
import type { RunRequest } from '#record/record.js';
import type { Machine } from './machine.js';
import { runRequest, type RequestOptions, type ScriptedRun } from './run-request.js';

export interface Machines {
  readonly manifest: ImageManifest;
  /** Starts one from the image's snapshot. */
  readonly launch: (clock: ClockOptions, signal: AbortSignal | undefined) => Promise<Machine>;
}

/** Compiles and runs on a machine of its own, with a virtual clock. */
export async function runAlone(
  machines: Machines,
  request: RunRequest,
  course: VirtualOptions,
  options: RequestOptions = {},
): Promise<ScriptedRun> {
  await using machine = await machines.launch({ kind: 'virtual', ...course }, options.signal);
  return await runRequest(machine, machines.manifest, request, course, options);
}
