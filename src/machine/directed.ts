// Work of a guest with a virtual clock, under a schedule or up to an instant.
import { Injector } from './injector.js';
import type { Processor } from './processor.js';
import type { Schedule } from './schedule.js';
import type { Slices } from './slices.js';
import type { Tracer } from './tracer.js';
import type { VirtualTiming } from './virtual-timing.js';

/** What decides where the guest is stopped. */
export interface Directed {
  readonly timing: VirtualTiming;
  readonly slices: Slices;
  readonly processor: Processor;
}

/**
 * @param schedule counts from `start` on, in instructions of the clock
 * @param tracer looks where the processor stops
 */
export async function following<T>(
  { timing, slices, processor }: Directed,
  {
    schedule,
    start,
    tracer,
  }: { readonly schedule: Schedule; readonly start: number; readonly tracer?: Tracer | undefined },
  work: () => Promise<T>,
): Promise<T> {
  const { preemptions } = schedule;
  const injector = preemptions.some(({ fault }) => fault)
    ? new Injector(processor, () => timing.instructions - start, preemptions)
    : undefined;
  timing.follow(schedule, start);
  slices.follow(() => timing.ahead);
  if (injector || tracer) {
    slices.watcher = () => {
      injector?.returned();
      tracer?.look();
      injector?.entered();
    };
  }
  try {
    return await work();
  } finally {
    slices.watcher = undefined;
    timing.follow(undefined, 0);
    slices.follow(undefined);
  }
}

/**
 * @param elapsed time of the guest since its start, ms
 * @param arrive called at the end of the basic block there; may send to the guest, which takes it as an interrupt right there
 */
export async function aiming<T>(
  { timing, slices }: Directed,
  elapsed: number,
  arrive: () => void,
  work: () => Promise<T>,
): Promise<T> {
  timing.aim(elapsed);
  slices.follow(() => timing.ahead);
  slices.watcher = () => {
    if (timing.elapsed < elapsed) return;
    slices.watcher = undefined;
    timing.aim(undefined);
    slices.follow(undefined);
    arrive();
  };
  try {
    return await work();
  } finally {
    slices.watcher = undefined;
    timing.aim(undefined);
    slices.follow(undefined);
  }
}
