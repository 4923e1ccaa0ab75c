// Parts from the addresses of a web server.
import type { ImageManifest } from '#image/manifest.js';
import { compileV86 } from '#machine/compile-v86.js';
import { type Bytes } from '#util/bytes.js';
import { sha256 } from '#util/digest.js';
import { IpclabError } from '#util/error.js';
import { allocating } from '#util/memory.js';
import type { LoadOptions, PageArtefact, Parts } from './parts.js';
import { spawnWorker } from './spawn.js';

/** An image of a page. */
export interface WebImage {
  readonly manifest: ImageManifest;
  readonly artefacts: Readonly<Record<PageArtefact, string>>;
}

/** Plain data, as it is written into a page. Files are addresses relative to the page. */
export interface WebPlan {
  /** At least one; the first is what machines start from unless another is asked for. */
  readonly images: readonly WebImage[];
  readonly wasm: { readonly file: string; readonly size: number; readonly sha256: string };
  readonly worker: string;
}

interface Part {
  readonly url: URL;
  readonly size: number;
  readonly sha256: string;
}

/**
 * @param base what the plan's files are relative to
 * @param digest of the image to start from; default: that of the first image
 * @throws IpclabError `image-missing` when the page does not have it
 */
export function webParts({ images, wasm, worker }: WebPlan, base: URL | string, digest?: string): Parts {
  const image = images.find(({ manifest }) => digest === undefined || manifest.digest === digest);
  if (!image) throw new IpclabError('image-missing', `this page has no image with the digest ${digest ?? ''}`);
  const { manifest, artefacts } = image;
  const at = (file: string): URL => new URL(file, base);
  let compiled: Promise<WebAssembly.Module> | undefined;
  return {
    manifest,
    boots: true,
    wasmSize: wasm.size,
    artefact: (name, options) => load({ ...manifest.artefacts[name], url: at(artefacts[name]) }, options),
    isHere: (name) => isKept(at(artefacts[name])),
    wasm: async (options = {}) => {
      // Compiled once for all machines of this page, and again only if that failed.
      if (compiled) options.onBytes?.(wasm.size);
      compiled ??= load({ ...wasm, url: at(wasm.file) }, options).then((bytes) => compileV86(bytes));
      try {
        return await compiled;
      } catch (error) {
        compiled = undefined;
        throw error;
      }
    },
    spawn: () => spawnWorker(at(worker)),
  };
}

/** Whether the page's service worker has put it aside. */
async function isKept(url: URL): Promise<boolean> {
  try {
    return (await caches.match(url)) !== undefined;
  } catch {
    // There are no caches where the connection is not secure, or the browser keeps nothing.
    return false;
  }
}

async function load(part: Part, options: LoadOptions = {}): Promise<Bytes> {
  const content = await read(part, 'default', options);
  if (await fits(content, part)) return content;
  // A cache that gave something else would give it for ever.
  const fresh = await read(part, 'reload', { signal: options.signal });
  if (await fits(fresh, part)) return fresh;
  throw new IpclabError(
    'image-corrupt',
    `${part.url.pathname} is not the file that this page was built with; load the page again, and if that does not help, tell whoever runs the site`,
  );
}

async function fits(content: Bytes, part: Part): Promise<boolean> {
  return content.length === part.size && (await sha256(content)) === part.sha256;
}

async function read(part: Part, cache: RequestCache, { signal, onBytes }: LoadOptions): Promise<Bytes> {
  const missing = (why: string): IpclabError =>
    new IpclabError('image-missing', `${part.url.pathname} cannot be loaded (${why}); load the page again`);
  try {
    const response = await fetch(part.url, { cache, signal: signal ?? null });
    if (!response.ok) throw missing(`status ${response.status}`);
    if (!response.body) throw missing('it is empty');
    return await collect(response.body, part.size, onBytes);
  } catch (error) {
    if (error instanceof IpclabError) throw error;
    if (signal?.aborted) throw new IpclabError('aborted', `loading ${part.url.pathname} was cancelled`);
    throw missing('the server does not answer');
  }
}

async function collect(body: ReadableStream<Bytes>, size: number, onBytes: LoadOptions['onBytes']): Promise<Bytes> {
  let content = await allocating("the machine's parts", () => new Uint8Array(size));
  let length = 0;
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const { value } = read;
    // More than there should be is kept to one byte, which is enough to see that it is another file.
    if (length + value.length > size) {
      await reader.cancel();
      content = new Uint8Array(size + 1);
      break;
    }
    content.set(value, length);
    length += value.length;
    onBytes?.(value.length);
  }
  return length < size ? content.slice(0, length) : content;
}
