// X-rays in a page: short, since a browser reads all of a page before it draws any of it.
import type { Recording, XrayEvent } from './events.js';
import type { XrayData } from './xray-data.js';

interface PackedRecording extends Omit<Recording, 'events'> {
  /** Events of which others have the same fields, one of each. */
  readonly shapes: readonly XrayEvent[];
  /** What fields have that is no number, each thing once. */
  readonly things: readonly unknown[];
  /** Of each event its shape's place, then its fields in the shape's order: a number, or a thing's place. */
  readonly numbers: readonly number[];
}

export interface PackedXray extends Omit<XrayData, 'recording'> {
  readonly recording: PackedRecording;
}

/** As JSON in a third of the length. */
export function packed({ recording: { events, ...rest }, ...data }: XrayData): PackedXray {
  const [shapes, things] = [new Distinct<XrayEvent>(), new Distinct<unknown>()];
  const numbers = events.flatMap((event) => {
    const fields = Object.entries(event).filter(([, value]) => value !== undefined) as [string, unknown][];
    const shape = fields.map(([name, value]) => [name, typeof value === 'number']);
    return [
      shapes.placeOf(JSON.stringify(shape), event),
      ...fields.map(([, value]) => (typeof value === 'number' ? value : things.placeOf(JSON.stringify(value), value))),
    ];
  });
  return { ...data, recording: { ...rest, shapes: shapes.values, things: things.values, numbers } };
}

/** Events may have one object in common where they had two that were alike. */
export function unpacked({ recording: { shapes, things, numbers, ...rest }, ...data }: PackedXray): XrayData {
  const fields = shapes.map((shape) =>
    Object.entries(shape).map(([name, value]) => ({ name, isThing: typeof value !== 'number' })),
  );
  const events: XrayEvent[] = [];
  for (let at = 0; at < numbers.length;) {
    const number = numbers[at++] ?? 0;
    const shape = shapes[number];
    if (!shape) break;
    // A copy of one that has the same fields is made faster than one field after the other.
    const event: XrayEvent & Record<string, unknown> = { ...shape };
    for (const { name, isThing } of fields[number] ?? []) {
      const value = numbers[at++] ?? 0;
      event[name] = isThing ? things[value] : value;
    }
    events.push(event);
  }
  return { ...data, recording: { ...rest, events } };
}

/** Values by a text that tells them apart. */
class Distinct<Value> {
  readonly values: Value[] = [];
  readonly #places = new Map<string, number>();

  placeOf(text: string, value: Value): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.values.length);
    return this.values.push(value) - 1;
  }
}
