// Parts that are in the page itself, for a page that has no server.
import type { ImageManifest } from '#image/manifest.js';
import { compileV86 } from '#machine/compile-v86.js';
import type { Bytes } from '#util/bytes.js';
import { fromDenseText } from '#util/dense-text.js';
import { sha256 } from '#util/digest.js';
import { IpclabError } from '#util/error.js';
import type { LoadOptions, Parts } from './parts.js';
import { spawnWorker } from './spawn.js';

export interface EmbeddedPart {
  /** What a person calls it. */
  readonly what: string;
  /** Of the element whose text it is, as `toDenseText` writes it. */
  readonly id: string;
  readonly gzip: boolean;
  /** Bytes, unpacked. */
  readonly size: number;
  readonly sha256: string;
}

/** Plain data, as it is written into a page. */
export interface EmbeddedPlan {
  readonly manifest: ImageManifest;
  readonly state: EmbeddedPart;
  readonly warm: EmbeddedPart;
  readonly wasm: EmbeddedPart;
  readonly worker: EmbeddedPart;
}

/**
 * Unpacks and checks everything that a machine of this page starts from.
 *
 * @param textOf text of the page's element with that id
 * @throws IpclabError `image-corrupt` that names the damaged part
 */
export async function embeddedParts(plan: EmbeddedPlan, textOf: (id: string) => string): Promise<Parts> {
  const { manifest, state, warm, wasm, worker } = plan;
  const workerUrl = URL.createObjectURL(new Blob([await unpack(worker, textOf)], { type: 'text/javascript' }));
  let compiled: Promise<WebAssembly.Module> | undefined;
  return {
    manifest,
    boots: false,
    wasmSize: wasm.size,
    artefact: async (name, options) => {
      const part = { stateZst: state, warmZst: warm }[name as string];
      if (!part) throw new IpclabError('image-missing', 'this file has no parts for a boot from power-on');
      return counted(await unpack(part, textOf), options);
    },
    // It has to be decoded first, which the prompt need not wait for.
    isHere: () => Promise.resolve(false),
    wasm: async (options) => {
      compiled ??= unpack(wasm, textOf).then((bytes) => compileV86(counted(bytes, options)));
      try {
        return await compiled;
      } catch (error) {
        compiled = undefined;
        throw error;
      }
    },
    spawn: () => spawnWorker(workerUrl),
  };
}

function counted(bytes: Bytes, options: LoadOptions | undefined): Bytes {
  options?.onBytes?.(bytes.length);
  return bytes;
}

async function unpack(part: EmbeddedPart, textOf: (id: string) => string): Promise<Bytes> {
  const bytes = await decode(part, textOf).catch(() => undefined);
  if (bytes?.length === part.size && (await sha256(bytes)) === part.sha256) return bytes;
  throw new IpclabError('image-corrupt', `${part.what} in this file is damaged; get the file again`);
}

async function decode({ id, gzip }: EmbeddedPart, textOf: (id: string) => string): Promise<Bytes> {
  const packed = fromDenseText(textOf(id));
  if (!gzip) return packed;
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
