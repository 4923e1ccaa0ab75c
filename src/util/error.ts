/**
 * What kind of failure it is. What a student's program does (a non-zero exit, a signal, a limit) is never one of these:
 * that is data in a result.
 */
export const ERROR_CODES = [
  /** The call or its input is wrong; the message names the file, the place and the cure. */
  'usage',
  /** There is no image, or a part of it is missing. */
  'image-missing',
  /** A part of the image is not what its manifest says. */
  'image-corrupt',
  /** A tool or a package that a build needs is missing, or a step of it failed. */
  'build-failed',
  /** A fault of this project: nobody's input, no student's program and no machine is to blame. Never tried again. */
  'internal',
  /** The machine is gone: stopped answering, broke the protocol, or its worker died. */
  'machine-lost',
  /** This host has no memory for a machine. */
  'no-memory',
  /** This host does not let a worker start, in which a machine would run. */
  'no-worker',
  /** The host's own deadline passed. */
  'deadline',
  /** The caller's AbortSignal fired. */
  'aborted',
  /** The guest refused a request; `data.errno` is the name of the error. */
  'guest-refused',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export type ErrorData = Readonly<Record<string, string | number | boolean | undefined>>;

/** An error as it crosses a worker boundary. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: ErrorData;
  /** Of a fault of our own: where it happened, and what it came of. */
  readonly stack?: string;
}

/** The one error class of the project. */
export class IpclabError extends Error {
  override readonly name = 'IpclabError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data: ErrorData = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Any thrown value as an IpclabError: what is none yet is a fault of ours, with its stack and what it came of. */
export function asIpclabError(error: unknown): IpclabError {
  if (error instanceof IpclabError) return error;
  if (!(error instanceof Error)) return new IpclabError('internal', String(error));
  const { name, message, cause, stack } = error;
  const known = new IpclabError('internal', `${name}: ${message}`, {}, { cause });
  if (stack !== undefined) known.stack = stack;
  return known;
}

/** Any thrown value as plain data. */
export function toPlainError(error: unknown): PlainError {
  const known = asIpclabError(error);
  const { code, message, data } = known;
  return code === 'internal' ? { code, message, data, stack: stackOf(known) } : { code, message, data };
}

export function fromPlainError({ code, message, data, stack }: PlainError): IpclabError {
  const error = new IpclabError(code, message, data);
  // Where it was thrown tells more than where it was told.
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** Where an error was thrown, and where those were that it came of; the innermost is the last. */
export function stackOf(error: Error): string {
  const stacks: string[] = [];
  // A ring of causes has an end here, too.
  for (let next: unknown = error; next instanceof Error && stacks.length < DEEPEST; next = next.cause) {
    stacks.push(next.stack ?? `${next.name}: ${next.message}`);
  }
  return stacks.join('\ncaused by ');
}

const DEEPEST = 8;

export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is IpclabError {
  return error instanceof IpclabError && codes.includes(error.code);
}

/** The host failed while it looked after a machine: another machine may do better. Nothing is said about what ran in it. */
export function isInfrastructure(error: unknown): error is IpclabError {
  return hasCode(error, ...INFRASTRUCTURE);
}

const INFRASTRUCTURE: readonly ErrorCode[] = ['machine-lost', 'deadline', 'guest-refused', 'no-memory', 'no-worker'];
