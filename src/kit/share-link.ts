// A project as the end of a link: version, a dot, and its files compressed in base64url. Nothing of it is on a server.
import { toBase64Url } from '#util/base64.js';

/** What a link carries. */
export interface Shared {
  readonly title: string;
  /** Name of the example that it began as. */
  readonly example: string | undefined;
  readonly files: ReadonlyMap<string, string>;
  /** What stands behind the program's name when it runs, as the shell takes it; undefined: nothing. */
  readonly words?: string | undefined;
}

/** What programs that pass links on still take whole, in characters. */
export const LONGEST_LINK = 24_000;

export const LINK_VERSION = '1';

/** Of a page's address, before what {@link encodeShare} gives. */
export const LINK_ROUTE = '#/link/';

/** A link that cannot be made or read; its message is a sentence for the user. */
export class ShareError extends Error {}

/** @throws ShareError when the files are too large for a link */
export async function encodeShare({ title, example, files, words }: Shared): Promise<string> {
  const text = JSON.stringify({ title, example, files: Object.fromEntries(files), words });
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  const payload = `${LINK_VERSION}.${toBase64Url(new Uint8Array(await new Response(packed).arrayBuffer()))}`;
  if (payload.length > LONGEST_LINK) {
    throw new ShareError(
      `The files are too large for a link: it would have ${payload.length} characters, and ${LONGEST_LINK} are what ` +
        'mail and chat programs pass on. Download the files and send those instead.',
    );
  }
  return payload;
}
