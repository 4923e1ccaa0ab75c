// The resource `files`: what a client puts here before a run, under a name that it has chosen.
import type { FastifyInstance } from 'fastify';
import * as z from 'zod';
import { fromBase64 } from '#util/base64.js';
import type { Bytes } from '#util/bytes.js';
import { readAs, sayFault } from '#util/parse-as.js';
import type { ByteCache } from './byte-cache.js';
import { Refusal } from './refusal.js';

/** Letters and digits: nothing that a path could be made of. */
export const fileId = z.string().regex(/^[0-9a-zA-Z]{8,128}$/, 'is no file id: 8 to 128 letters and digits');

const body = z.looseObject({ file_contents: z.string() });

export function addFiles(api: FastifyInstance, files: ByteCache): void {
  api.put<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const id = checkId(request.params.id);
    const reading = readAs(body, String(request.body));
    if ('fault' in reading) throw new Refusal(400, `put: missing file_contents parameter: ${sayFault(reading.fault)}`);
    if (!files.put(id, decode(id, reading.value.file_contents)))
      throw new Refusal(413, `put: the file ${id} is larger than this server keeps`);
    return reply.status(204).send();
  });
  api.head<{ Params: { id: string } }>('/files/:id', async (request, reply) =>
    reply.status(files.has(checkId(request.params.id)) ? 204 : 404).send(),
  );
}

function checkId(id: string): string {
  const known = fileId.safeParse(id);
  if (!known.success) throw new Refusal(400, 'the file id is illegal: give 8 to 128 letters and digits');
  return id;
}

function decode(id: string, text: string): Bytes {
  try {
    return fromBase64(text);
  } catch {
    throw new Refusal(400, `put: contents of file ${id} are not valid base-64`);
  }
}
