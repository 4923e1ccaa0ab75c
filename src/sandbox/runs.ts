// The resource `runs`: a job is compiled, run, and answered at once.
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { asIpclabError, stackOf } from '#util/error.js';
import type { Bytes } from '#util/bytes.js';
import type { ByteCache } from './byte-cache.js';
import type { Guard } from './guard.js';
import { Refusal } from './refusal.js';
import { requestFor } from './run-request.js';
import { OUTCOME, resultFor, withoutRun, type RunResult } from './run-result.js';
import { checkLanguage, OVERLOAD_PROBE, parseRunSpec, type RunSpec } from './run-spec.js';
import type { Runner } from './runner.js';

export function addRuns(
  api: FastifyInstance,
  runner: Pick<Runner, 'run' | 'room'>,
  files: ByteCache,
  { rated }: Pick<Guard, 'rated'>,
  onFault: (fault: string) => void,
): void {
  api.post('/runs', rated, async (request, reply): Promise<RunResult> => {
    const spec = parseRunSpec(String(request.body));
    const given = filesOf(spec, files);
    const id = randomUUID();
    if (spec.source === OVERLOAD_PROBE) return withoutRun(id, OUTCOME.SERVER_OVERLOAD);
    checkLanguage(spec);
    const job = requestFor(spec, given, runner.room);
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    try {
      const answer = await runner.run(job, gone.signal);
      if (answer.is === 'run') return resultFor(id, answer.run, spec.debug);
      if (answer.is === 'overload') return withoutRun(id, OUTCOME.SERVER_OVERLOAD);
      const why = 'the program stopped two machines, one after the other: it does what the emulator cannot do';
      return withoutRun(id, OUTCOME.RUNTIME_ERROR, why);
    } catch (error) {
      // Nobody is there to read an answer.
      if (gone.signal.aborted) return withoutRun(id, OUTCOME.INTERNAL_ERROR);
      onFault(stackOf(asIpclabError(error)));
      return withoutRun(id, OUTCOME.INTERNAL_ERROR, 'the server failed; its keeper has been told');
    }
  });
}

function filesOf({ files: wanted }: RunSpec, files: ByteCache): Record<string, Bytes> {
  const found = wanted.map(({ id, name }) => [name, files.get(id)] as const);
  if (found.some(([, content]) => content === undefined))
    throw new Refusal(404, 'One or more of the specified files is missing/unavailable');
  return Object.fromEntries(found.map(([name, content]) => [name, content ?? new Uint8Array(0)]));
}
