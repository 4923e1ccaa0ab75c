// Programs compiled by the compiler of an image, and run in its guest under either clock.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Image } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import type { Machine } from '#hosts/worker/machine.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { LONG_PATIENCE } from '../support/patience.js';
import { FIDELITY, HEADER, type Program } from './collection.js';
import type { Tried } from './verdict.js';

export const CLOCKS = ['virtual', 'real'] as const;
export type Clock = (typeof CLOCKS)[number];

const DIRECTORY = '/home/student/fidelity';
const PATIENCE = { timeout: LONG_PATIENCE };

/** A machine for each clock that is asked for; the first one compiles for all. */
export class Guest implements AsyncDisposable {
  readonly #image: Image;
  readonly #machines: readonly Machine[];

  private constructor(image: Image, machines: readonly Machine[]) {
    this.#image = image;
    this.#machines = machines;
  }

  static async start(image: Image, clocks: readonly Clock[]): Promise<Guest> {
    const machines = clocks.map((kind) =>
      launch(image, { clock: kind === 'real' ? { kind } : { kind, seed: 0, start: VIRTUAL_START } }),
    );
    return new Guest(image, await Promise.all(machines));
  }

  /** How a program fares under each of the clocks. */
  async try(program: Program): Promise<Tried[]> {
    const executable = await this.#compile(program);
    if (typeof executable === 'string') return this.#machines.map(() => ({ compiled: false, messages: executable }));
    return Promise.all(this.#machines.map((machine) => run(machine, executable)));
  }

  /** The executable, or the compiler's messages. */
  async #compile({ name, source }: Program): Promise<Bytes | string> {
    const [machine] = this.#machines;
    if (!machine) throw new RangeError('no clock');
    const { compiler } = this.#image.manifest;
    await using place = await machine.open({ limits: compiler.container }, PATIENCE);
    await place.put({ path: `${DIRECTORY}/${HEADER}` }, new Uint8Array(await readFile(join(FIDELITY, HEADER))));
    await place.put({ path: `${DIRECTORY}/${name}.c` }, encodeText(source));
    const spec = { compiler, directory: DIRECTORY, sources: [`${name}.c`], output: 'program' };
    const { status, stdout, stderr } = await place.compile(spec, PATIENCE);
    if (status.exit !== 0) return decodeText(stdout) + decodeText(stderr);
    return await place.get(`${DIRECTORY}/program`, undefined, PATIENCE);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#machines.map((machine) => machine[Symbol.asyncDispose]()));
  }
}

async function run(machine: Machine, executable: Bytes): Promise<Tried> {
  await using place = await machine.open(undefined, PATIENCE);
  await place.put({ path: `${DIRECTORY}/program`, mode: 0o755 }, executable);
  const spec = { argv: ['./program'], directory: DIRECTORY, limits: STUDENT_LIMITS };
  const { status, stdout, stderr } = await place.run(spec, undefined, PATIENCE);
  return { compiled: true, exit: status.exit, stdout: decodeText(stdout), stderr: decodeText(stderr) };
}
