// A request of a run up to where its program begins: the same container, files and compilation, whatever comes then.
import type { Compiler } from '#guest/compile.js';
import { requireSanitizers, withSanitizerRoom } from '#guest/sanitizers.js';
import type { ImageManifest } from '#image/manifest.js';
import type { ExecSpec } from '#protocol/exec-spec.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import type { RunRequest } from '#record/record.js';
import { fromBase64 } from '#util/base64.js';
import type { Bytes } from '#util/bytes.js';
import type { Limits } from '#util/deadline.js';
import { IpclabError } from '#util/error.js';
import type { Command } from './commands.js';
import type { Machine } from './machine.js';
import { prepareRun, type PreparedRun, type RunPlan } from './prepare-run.js';
import type { RemoteContainer } from './remote-container.js';
import { roomFor } from './room.js';

/** Disposed of with its container. */
export interface ReadyRequest extends AsyncDisposable {
  readonly container: RemoteContainer;
  readonly plan: RunPlan;
  readonly prepared: PreparedRun;
  /** How the program is started; null: it does not compile. */
  readonly spec: ExecSpec | null;
  readonly input: Bytes;
}

export async function readyRequest(
  machine: Machine,
  { compiler, name }: ImageManifest,
  request: RunRequest,
  limits: Limits,
): Promise<ReadyRequest> {
  requireSanitizers(compiler, request.sanitize ?? [], name);
  const container = await machine.open({ limits: roomFor(compiler.container, request.limits ?? {}) }, limits);
  try {
    const files = Object.fromEntries(
      Object.entries(request.files).map(([path, content]) => [path, fromBase64(content)]),
    );
    const plan = { ...request, files };
    const prepared = await prepareRun(container, compiler, plan, request.arguments, limits);
    const command = oneCommand(prepared.commands);
    return {
      container,
      plan,
      prepared,
      spec: command && specOf(command, prepared.directory, request, compiler),
      input: fromBase64(request.input),
      [Symbol.asyncDispose]: () => container[Symbol.asyncDispose](),
    };
  } catch (error) {
    await container[Symbol.asyncDispose]();
    throw error;
  }
}

/** How a request's program is started. */
function specOf(
  { argv }: Command,
  directory: string,
  { sanitize = [], limits, wallLimit }: RunRequest,
  compiler: Compiler,
): ExecSpec {
  const usual = sanitize.length > 0 ? withSanitizerRoom(STUDENT_LIMITS, compiler) : STUDENT_LIMITS;
  return { argv, directory, limits: { ...usual, ...limits, wall: wallLimit } };
}

/** @returns null: nothing was built */
function oneCommand(commands: readonly Command[]): Command | null {
  const [command, ...others] = commands;
  if (others.length === 0) return command ?? null;
  const names = commands.map(({ program }) => `./${program}`);
  throw new IpclabError(
    'usage',
    `${names.join(' and ')} are programs of their own, and with a virtual clock one is run; name it: -- ${names[0]}`,
  );
}
