// What machines of a page start from, wherever it comes from.
import type { ArtefactName, ImageManifest } from '#image/manifest.js';
import type { Bytes } from '#util/bytes.js';
import type { MachineWorker } from '#hosts/worker/machine.js';

/** The parts of an image that a page can have; what is large travels compressed only. */
export type PageArtefact = Exclude<ArtefactName, 'state' | 'warm'>;

export interface LoadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told how many more bytes have come; their sum ends at the part's size. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Every part is checked against its digest before anybody gets it, and can be asked for again and again. */
export interface Parts {
  readonly manifest: ImageManifest;
  /** Whether a machine can start from power-on, too. */
  readonly boots: boolean;
  /** Bytes of v86's WebAssembly. */
  readonly wasmSize: number;
  /**
   * @throws IpclabError `image-missing` or `image-corrupt`, with what to do
   */
  artefact(name: PageArtefact, options?: LoadOptions): Promise<Bytes>;
  /** Whether a part is kept where no network is needed for it, so that it comes as soon as it is asked for. */
  isHere(name: PageArtefact): Promise<boolean>;
  /**
   * v86's WebAssembly.
   *
   * @throws IpclabError `image-missing` or `image-corrupt`, with what to do
   */
  wasm(options?: LoadOptions): Promise<WebAssembly.Module>;
  /** A worker that will hold one machine; its failures come to `onDeath`. */
  spawn(): MachineWorker;
}
