// What a link carries, read with care: anybody may have made it.
import { LINK_VERSION, ShareError, type Shared } from '#kit/share-link.js';
import { fromBase64Url } from '#util/base64.js';
import { isText } from '../workspace/content.js';
import { nameFault, plainLines } from '../workspace/names.js';
import { sizeFault } from '../workspace/limits.js';

const LONGEST_TITLE = 120;
const LONGEST_WORDS = 1000;
/** Bytes that a link may become; more is no project of this page. */
const LARGEST = 4 * 1024 * 1024;

/** @throws ShareError when the link is not one, was cut off or changed, or carries what no project may hold */
export async function decodeShare(payload: string): Promise<Shared> {
  const dot = payload.indexOf('.');
  const version = payload.slice(0, Math.max(dot, 0));
  if (!/^\d{1,4}$/.test(version)) throw broken();
  if (version !== LINK_VERSION) {
    throw new ShareError(
      'This link was made by a newer version of this page; load the page again, then open the link.',
    );
  }
  let content: unknown;
  try {
    // The zlib format carries a checksum, so that a changed character does not become a changed program.
    const plain = await through(
      new Blob([fromBase64Url(payload.slice(dot + 1))]),
      new DecompressionStream('deflate'),
      LARGEST,
    );
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain));
  } catch {
    throw broken();
  }
  return checked(content);
}

function checked(content: unknown): Shared {
  if (!isRecord(content) || !isRecord(content['files'])) throw broken();
  const { title, example, words } = content;
  if (typeof title !== 'string' || !isTextOrNothing(example) || !isTextOrNothing(words)) throw broken();
  const files = new Map<string, string>();
  for (const [name, text] of Object.entries(content['files'])) {
    if (typeof text !== 'string') throw broken();
    const fault = nameFault(name, files.keys());
    if (fault !== undefined) throw new ShareError(`This link carries a file that cannot be opened. ${fault}`);
    files.set(name, isText(text) ? plainLines(text) : text);
  }
  const fault = sizeFault(files);
  if (fault !== undefined) throw new ShareError(`This link carries too much. ${fault}`);
  return {
    title: oneLine(title).slice(0, LONGEST_TITLE),
    example: example !== undefined && /^[a-z0-9-]+\/[a-z0-9-]+$/.test(example) ? example : undefined,
    files,
    // It is only put into a field; a person reads it there before it runs.
    ...(words === undefined ? {} : { words: oneLine(words).slice(0, LONGEST_WORDS) }),
  };
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ');
}

function isTextOrNothing(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function broken(): ShareError {
  return new ShareError('This link is damaged or was cut off on its way. Ask for it again, as a whole.');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function through(
  content: Blob,
  change: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = content.stream().pipeThrough<Uint8Array<ArrayBuffer>>(change).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new RangeError(`more than ${most} bytes`);
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
