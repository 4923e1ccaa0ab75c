// The resources `labs` and `grade` of the server's own API: a submission is graded, and its result waits to be fetched.
import type { FastifyInstance } from 'fastify';
import { gradeRequest, gradingQuery, type Grading, type LabDescription } from '#api/schema.js';
import { checkAs, parseAs } from '#util/parse-as.js';
import { asIpclabError } from '#util/error.js';
import type { Gradings } from './gradings.js';
import { keyOf, type Guard } from './guard.js';
import type { Labs } from './labs.js';
import { Refusal } from './refusal.js';

/** Seconds after which who was sent away may come again. */
const AGAIN = 5;

const CURE = '/openapi.json says how it should be';

export function addGrading(
  api: FastifyInstance,
  gradings: Gradings,
  labs: Pick<Labs, 'descriptions' | 'has'>,
  { rated }: Pick<Guard, 'rated'>,
): void {
  api.get('/labs', async (): Promise<LabDescription[]> => labs.descriptions);

  api.post('/grade', rated, async (request, reply) => {
    const owner = keyOf(request) ?? '';
    const body = String(request.body);
    const asked = refused(() => parseAs(gradeRequest, body, { where: 'the request', cure: CURE }));
    if (!labs.has(asked.lab)) throw new Refusal(404, 'there is no such lab; GET /labs names those that there are');
    const id = gradings.start(asked, Buffer.byteLength(body), owner);
    if (id === undefined) {
      void reply.header('retry-after', String(AGAIN));
      throw new Refusal(503, `as much waits already as may; ask again in ${AGAIN} seconds`);
    }
    const answer: Grading = { id, state: 'waiting' };
    return reply.status(202).header('location', `/grade/${id}`).send(answer);
  });

  api.get<{ Params: { id: string } }>('/grade/:id', async (request, reply): Promise<Grading> => {
    const { wait } = refused(() => checkAs(gradingQuery, request.query, { where: 'the request', cure: CURE }));
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    const found = await gradings.look(request.params.id, keyOf(request) ?? '', wait, gone.signal);
    if (!found) throw unknown();
    return found;
  });

  api.delete<{ Params: { id: string } }>('/grade/:id', async (request, reply) => {
    if (!gradings.forget(request.params.id, keyOf(request) ?? '')) throw unknown();
    return reply.status(204).send();
  });
}

function unknown(): Refusal {
  return new Refusal(404, 'there is no such grading, or not any more; grade again for the same result');
}

/** @throws Refusal 400 with the sentence of what does not fit */
function refused<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Refusal(400, asIpclabError(error).message);
  }
}
