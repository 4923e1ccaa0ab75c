// Who had which end of what open, from when to when.
import { keyOf, type ObjectKey } from './objects.js';
import type { DescriptorListener, OpenDescriptor } from './run-state.js';

export interface Hold {
  readonly process: number;
  readonly descriptor: number;
  readonly access: OpenDescriptor['access'];
  readonly from: number;
  /** undefined: to the end. */
  to: number | undefined;
}

export class Holds implements DescriptorListener {
  /** Of what happens now. */
  time = 0;
  readonly #byObject = new Map<ObjectKey, Hold[]>();
  readonly #open = new Map<string, Hold>();

  opened(process: number, { descriptor, object, access }: OpenDescriptor): void {
    const hold: Hold = { process, descriptor, access, from: this.time, to: undefined };
    this.#open.set(`${process}:${descriptor}`, hold);
    const key = keyOf(object);
    const known = this.#byObject.get(key);
    if (known) known.push(hold);
    else this.#byObject.set(key, [hold]);
  }

  closed(process: number, number: number): void {
    const hold = this.#open.get(`${process}:${number}`);
    if (hold) hold.to = this.time;
    this.#open.delete(`${process}:${number}`);
  }

  of(object: ObjectKey): readonly Hold[] {
    return this.#byObject.get(object) ?? [];
  }
}
