// A sandbox server: other people's programs, each compiled and run in a machine as it is in its snapshot, for whoever speaks the
// REST API of Jobe (https://github.com/trampgeek/jobe, restapi.pdf), such as Moodle's CodeRunner; and submissions, graded, for
// whoever speaks our own (src/api).
import cors from '@fastify/cors';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { openApi } from '#api/openapi.js';
import type { Problem } from '#api/schema.js';
import { escapeLine } from '#util/escape.js';
import { asIpclabError, stackOf } from '#util/error.js';
import { Answers, bodySize, boundConnections, Budget } from './connections.js';
import { addFiles } from './files.js';
import { ByteCache } from './byte-cache.js';
import type { Keys } from './keys.js';
import { addGrading } from './grading.js';
import type { Gradings } from './gradings.js';
import { guardOf } from './guard.js';
import type { Labs } from './labs.js';
import { Refusal } from './refusal.js';
import type { Runner } from './runner.js';
import { addRuns } from './runs.js';
import { LANGUAGE } from './run-spec.js';

const MIB = 1024 * 1024;

/** One request: a program with its input, or a file in base64. */
const LARGEST_BODY = 16 * MIB;
const BODIES = 256 * MIB;
const FILES = 256 * MIB;

/** ms of the host's clock in which a client has to send a whole request: nothing of a run hangs on it. */
const REQUEST_TIMEOUT = 60_000;

/** Where clients look: what they are told to, and what they have as a default. */
const PREFIXES = ['/restapi', '/jobe/index.php/restapi'];

export interface ServerOptions {
  readonly runner: Pick<Runner, 'run' | 'room'>;
  readonly gradings: Gradings;
  readonly labs: Pick<Labs, 'descriptions' | 'has'>;
  /** The compiler, for the list of languages. */
  readonly version: string;
  /** Default: whoever reaches the server may use it. */
  readonly keys?: Keys | undefined;
  /** Told of each request, and of faults, as lines of JSON; default: only of faults, as text. */
  readonly log?: { write(line: string): void } | undefined;
  /** How much of clients is kept, and for how long, where it is not the usual. */
  readonly bounds?: Partial<Bounds> | undefined;
  /** Told of a fault of ours, with where it happened. */
  readonly onFault: (fault: string) => void;
}

export interface Bounds {
  readonly connections: number;
  /** Bytes of answers that nobody has read yet. */
  readonly answers: number;
  /** ms of the host's clock in which a client has to send the head of a request; and in which it has to take some of its answer. */
  readonly headersTimeout: number;
  readonly answerTimeout: number;
}

const BOUNDS: Bounds = { connections: 1000, answers: 256 * MIB, headersTimeout: 10_000, answerTimeout: 60_000 };

/** The server, which listens once it is told to; closing it answers what is under way first. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { runner, gradings, labs, version, keys, log, onFault } = options;
  const bounds = { ...BOUNDS, ...options.bounds };
  const { headersTimeout } = bounds;
  const app = fastify({
    bodyLimit: LARGEST_BODY,
    // Node would look every 30 seconds for who is late.
    http: { headersTimeout, connectionsCheckingInterval: headersTimeout / 2 },
    requestTimeout: REQUEST_TIMEOUT,
    forceCloseConnections: 'idle',
    logger: log ? { level: 'info', stream: log } : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  boundMemory(app, bounds);
  await app.register(cors, {
    allowedHeaders: ['X-API-KEY', 'Origin', 'X-Requested-With', 'Content-Type', 'Accept'],
    methods: ['GET', 'POST', 'OPTIONS', 'PUT', 'HEAD', 'DELETE'],
  });
  // Clients send JSON as whatever they like.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  app.setErrorHandler((error: FastifyError | Refusal, request, reply) => {
    const status = error instanceof Refusal ? error.status : (error.statusCode ?? 500);
    if (status >= 500 && !(error instanceof Refusal)) onFault(stackOf(asIpclabError(error)));
    const isTold = error instanceof Refusal || status < 500;
    const said = escapeLine(isTold ? error.message : 'the server failed; its keeper has been told');
    const answer: string | Problem = prefixOf(request) === undefined ? { error: said } : said;
    return reply.status(status).type('application/json').send(JSON.stringify(answer));
  });
  const files = new ByteCache(FILES);
  const guard = await guardOf(app, keys);
  for (const prefix of PREFIXES) {
    await app.register(
      async (api) => {
        api.addHook('onRequest', guard.hook);
        api.get('/languages', async () => [[LANGUAGE, version]]);
        addFiles(api, files);
        addRuns(api, runner, files, guard, onFault);
      },
      { prefix },
    );
  }
  app.get('/openapi.json', async () => openApi());
  await app.register(async (api) => {
    api.addHook('onRequest', guard.hook);
    addGrading(api, gradings, labs, guard);
  });
  app.setNotFoundHandler((request) => {
    const prefix = prefixOf(request);
    const resources = prefix === undefined ? OWN_RESOURCES : RESOURCES;
    throw resources.test(request.url.slice(prefix?.length))
      ? new Refusal(405, `${request.method} is not possible there`)
      : new Refusal(
          404,
          `there is no such resource; the API of Jobe begins at ${PREFIXES.join(' and ')}, /openapi.json describes the other`,
        );
  });
  return app;
}

const RESOURCES = /^\/(languages|runs|files\/[^/?]+)\/?(\?|$)/;
const OWN_RESOURCES = /^\/(labs|grade(\/[^/?]+)?|openapi\.json)\/?(\?|$)/;

/** Undefined: it is none of the API of Jobe. */
function prefixOf({ url }: FastifyRequest): string | undefined {
  return PREFIXES.find((known) => url.startsWith(`${known}/`));
}

/** However many connect, and whatever they send. */
function boundMemory(app: FastifyInstance, bounds: Bounds): void {
  const connections = boundConnections(app.server, bounds.connections);
  const answers = new Answers(bounds.answers, bounds.answerTimeout);
  const bodies = new Budget(BODIES);
  app.addHook('onRequest', async (request, reply) => {
    const release = bodies.take(bodySize(request.raw, LARGEST_BODY));
    if (!release) {
      void reply.header('retry-after', '5').header('connection', 'close');
      throw new Refusal(503, 'too much is being sent to this server at once; send it again');
    }
    reply.raw.once('close', release);
  });
  // What is worked on comes to its end; who has not yet sent all of a request does not hold the server up.
  app.addHook('preClose', async () => {
    connections.endWaiting();
  });
  app.addHook('preHandler', async (request) => {
    connections.busy(request.raw.socket);
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (typeof payload === 'string') answers.begin(reply.raw, Buffer.byteLength(payload));
  });
  app.addHook('onResponse', async (request) => {
    connections.idle(request.raw.socket);
  });
}
