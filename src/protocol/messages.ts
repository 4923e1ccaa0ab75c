// What is asked of the agent and what it tells, as payloads of its protocol (docs/protocol.md).
import type { Facts } from '#facts/types.js';
import { signalName } from '#linux/signals.js';
import { IpclabError } from '#util/error.js';
import type { Payload } from './codec.js';
import type { ContainerLimits, ContainerSpec } from './container-spec.js';
import type { Cut, ExecSpec, ExitStatus, JobChange, JobLimits } from './exec-spec.js';
import { DEFAULT_ENVIRONMENT, LIMIT_NAMES } from './exec-spec.js';
import { PROTOCOL_VERSION } from './frames.js';
import { LINGER } from './limits.js';

const NO_WINDOW = 0xffff_ffff;
const UNTIL_THE_END = 0xffff_ffff;

export interface Hello {
  /** Run a login shell on the serial console. */
  readonly console: boolean;
  readonly nonce: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly entropy: Uint8Array;
}

export function helloPayload({ console, nonce, now, entropy }: Hello): Payload<'HELLO'> {
  return {
    version: PROTOCOL_VERSION,
    flags: console ? ['CONSOLE'] : [],
    nonce,
    clock: BigInt(Math.round(now)) * 1_000_000n,
    entropy,
  };
}

/** @throws IpclabError `usage` for a limit that is no whole number */
export function execPayload(spec: ExecSpec): Payload<'EXEC'> {
  const { terminal } = spec;
  const environment = spec.environment ?? DEFAULT_ENVIRONMENT;
  return {
    container: spec.container ?? 0,
    flags: [
      ...(terminal ? (['PTY'] as const) : []),
      ...(spec.input === 'open' || terminal ? (['STDIN'] as const) : []),
    ],
    rows: terminal?.rows ?? 0,
    columns: terminal?.columns ?? 0,
    window: spec.window ?? NO_WINDOW,
    linger: spec.linger === Infinity ? UNTIL_THE_END : (spec.linger ?? LINGER),
    limits: amounts(spec.limits),
    user: spec.user ?? 'student',
    directory: spec.directory ?? '',
    arguments: spec.argv,
    environment: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
  };
}

/** @throws IpclabError `usage` for a limit that is no whole number */
export function openPayload({ limits, capabilities = [] }: ContainerSpec): Payload<'OPEN'> {
  return { limits: amounts(limits), capabilities };
}

function amounts<T extends JobLimits | ContainerLimits>(limits: T | undefined): T | Record<string, never> {
  for (const [name, limit] of Object.entries(limits ?? {}) as [string, number | undefined][]) {
    if (limit === undefined || (Number.isSafeInteger(limit) && limit >= 0)) continue;
    throw new IpclabError('usage', `limits.${name}: ${limit} is no whole number from 0 on; give one`);
  }
  return limits ?? {};
}

export function jobChange({ change, signaled, code, left }: Payload<'CHANGED'>): JobChange {
  return { change, exit: signaled ? null : code, signal: signaled ? signalName(code) : null, left };
}

/** @param evidence what came before it for the same job */
export function exitStatus(payload: Payload<'EXITED'>, evidence: Facts | null = null): ExitStatus {
  const { signaled, core, limit, code, killed, reached } = payload;
  return {
    exit: signaled ? null : code,
    signal: signaled ? signalName(code) : null,
    core,
    limit: LIMIT_NAMES[limit - 1] ?? null,
    wall: Number(payload.wall),
    usage: {
      user: Number(payload.user),
      system: Number(payload.system),
      maxrss: Number(payload.maxrss),
      minflt: Number(payload.minflt),
      majflt: Number(payload.majflt),
      nvcsw: Number(payload.nvcsw),
      nivcsw: Number(payload.nivcsw),
    },
    written: { stdout: Number(payload.stdoutWritten), stderr: Number(payload.stderrWritten) },
    killed,
    reached,
    cut: {
      stdout: cutAt(payload.stdoutCut, payload.stdoutMissing),
      stderr: cutAt(payload.stderrCut, payload.stderrMissing),
    },
    evidence,
  };
}

function cutAt(at: bigint, missing: bigint): Cut | null {
  return missing > 0n ? { at: Number(at), missing: Number(missing) } : null;
}

export interface PutSpec {
  /** Number of the container that it is put into; default: the guest outside of all containers. */
  readonly container?: number | undefined;
  readonly path: string;
  /** Permission bits; default 0644. */
  readonly mode?: number | undefined;
  /** Name of a user of the guest; default `student`. */
  readonly owner?: string | undefined;
}

export function putPayload({ container = 0, path, mode = 0o644, owner = 'student' }: PutSpec): Payload<'PUT'> {
  return { container, mode, flags: ['PARENTS'], owner, path };
}

/** Whom a signal goes to: the job's first process, its process group, or every process of the job. */
export type SignalTarget = Payload<'SIGNAL'>['target'];
