/**
 * What kind of failure it is. What a student's program does (a non-zero exit, a signal, a limit) is never one of these:
 * that is data in a result.
 */
export type ErrorCode =
  /** The call or its input is wrong; the message names the file, the place and the cure. */
  | 'usage'
  /** There is no image, or a part of it is missing. */
  | 'image-missing'
  /** A part of the image is not what its manifest says. */
  | 'image-corrupt'
  /** A tool or a package that a build needs is missing, or a step of it failed. */
  | 'build-failed'
  /** The machine is gone: stopped answering, broke the protocol, or its worker died. */
  | 'machine-lost'
  /** The host's own deadline passed. */
  | 'deadline'
  /** The caller's AbortSignal fired. */
  | 'aborted'
  /** The guest refused a request; `data.errno` is the name of the error. */
  | 'guest-refused';

export type ErrorData = Readonly<Record<string, string | number | boolean | undefined>>;

/** An error as it crosses a worker boundary. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: ErrorData;
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

/** Any thrown value as plain data; what is not an IpclabError is a lost machine, with its message kept. */
export function toPlainError(error: unknown): PlainError {
  if (error instanceof IpclabError) return { code: error.code, message: error.message, data: error.data };
  return { code: 'machine-lost', message: error instanceof Error ? error.message : String(error), data: {} };
}

export function fromPlainError(plain: PlainError): IpclabError {
  return new IpclabError(plain.code, plain.message, plain.data);
}
