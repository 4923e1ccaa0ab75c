// A machine in this thread, so that a test can look at what is otherwise a worker's.
import { openImage } from '#hosts/node/image.js';
import { snapshotOf } from '#hosts/node/snapshot.js';
import { v86Module } from '#hosts/node/v86.js';
import { GuestMachine, type ClockOptions } from '#machine/guest-machine.js';

/** Starts one of the default image. It has to be saved in the end, since that stops it. */
export async function startHere(clock: ClockOptions): Promise<GuestMachine> {
  const image = await openImage();
  const { memory, vgaMemory } = image.manifest.machine;
  const start = { from: 'snapshot', snapshot: await snapshotOf(image, clock) } as const;
  const wasm = await v86Module();
  const machine = await GuestMachine.create({ wasm, memory, vgaMemory, start, clock, console: false }, () => undefined);
  await machine.start();
  return machine;
}
