// Payloads of the agent's protocol (docs/protocol.md) as plain data.
import type { Facts } from '#facts/types.js';
import { signalName } from '#linux/signals.js';
import type { ContainerSpec } from './container-spec.js';
import { CONTAINER_LIMIT_NAMES } from './container-spec.js';
import type { Cut, ExecSpec, ExitStatus, LimitName } from './exec-spec.js';
import { DEFAULT_ENVIRONMENT, LIMIT_NAMES } from './exec-spec.js';
import { PayloadReader, PayloadWriter } from './payload.js';

export const PROTOCOL_VERSION = 2;
export const NONCE_SIZE = 16;

const NO_WINDOW = 0xffff_ffff;
const NO_LIMIT = 0xffff_ffff_ffff_ffffn;
const DEFAULT_LINGER = 1000;

export interface Hello {
  /** Run a login shell on the serial console. */
  readonly console: boolean;
  readonly nonce: Uint8Array;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly entropy: Uint8Array;
}

export function encodeHello({ console, nonce, now, entropy }: Hello): Uint8Array {
  return new PayloadWriter()
    .u16(PROTOCOL_VERSION)
    .u16(console ? 1 : 0)
    .raw(nonce)
    .u64(BigInt(Math.round(now)) * 1_000_000n)
    .bytes(entropy)
    .finish();
}

export function decodeReady(payload: Uint8Array): { version: number; nonce: Uint8Array } {
  const reader = new PayloadReader(payload);
  return { version: reader.u16(), nonce: reader.raw(NONCE_SIZE) };
}

export function encodeExec(spec: ExecSpec): Uint8Array {
  const { terminal, limits = {} } = spec;
  const writer = new PayloadWriter()
    .u32(spec.container ?? 0)
    .u32((terminal ? 1 : 0) | (spec.input === 'open' || terminal ? 2 : 0))
    .u16(terminal?.rows ?? 0)
    .u16(terminal?.columns ?? 0)
    .u32(spec.window ?? NO_WINDOW)
    .u32(spec.linger ?? DEFAULT_LINGER)
    .u32(LIMIT_NAMES.length);
  for (const name of LIMIT_NAMES) {
    writer.u64(limitOf(limits[name]));
  }
  const environment = spec.environment ?? DEFAULT_ENVIRONMENT;
  return writer
    .string(spec.user ?? 'student')
    .string(spec.directory ?? '')
    .strings(spec.argv)
    .strings(Object.entries(environment).map(([name, value]) => `${name}=${value}`))
    .finish();
}

function limitOf(value: number | undefined): bigint {
  return value === undefined ? NO_LIMIT : BigInt(value);
}

export function encodeOpen({ limits = {}, capabilities = [] }: ContainerSpec): Uint8Array {
  const writer = new PayloadWriter().u32(CONTAINER_LIMIT_NAMES.length);
  for (const name of CONTAINER_LIMIT_NAMES) writer.u64(limitOf(limits[name]));
  return writer.strings(capabilities).finish();
}

/** @param evidence what came before it for the same job */
export function decodeExited(payload: Uint8Array, evidence: Facts | null = null): ExitStatus {
  const reader = new PayloadReader(payload);
  const bySignal = reader.u8() === 1;
  const core = reader.u8() === 1;
  const limit = reader.u8();
  reader.u8();
  const code = reader.u32();
  const number = (): number => Number(reader.u64());
  const cut = (): Cut | null => {
    const at = number();
    const missing = number();
    return missing > 0 ? { at, missing } : null;
  };
  const status = {
    exit: bySignal ? null : code,
    signal: bySignal ? signalName(code) : null,
    core,
    limit: LIMIT_NAMES[limit - 1] ?? null,
    wall: number(),
    usage: {
      user: number(),
      system: number(),
      maxrss: number(),
      minflt: number(),
      majflt: number(),
      nvcsw: number(),
      nivcsw: number(),
    },
    written: { stdout: number(), stderr: number() },
    killed: reader.u32(),
    reached: limitNames(reader.u32()),
    cut: { stdout: cut(), stderr: cut() },
    evidence,
  };
  reader.finish();
  return status;
}

function limitNames(bits: number): LimitName[] {
  return LIMIT_NAMES.filter((_, index) => (bits & (1 << index)) !== 0);
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

const MAKE_PARENTS = 1;

export function encodePut({ container = 0, path, mode = 0o644, owner = 'student' }: PutSpec): Uint8Array {
  return new PayloadWriter().u32(container).u32(mode).u32(MAKE_PARENTS).string(owner).string(path).finish();
}

export function encodeGet(container: number, path: string, maxSize: number): Uint8Array {
  return new PayloadWriter().u32(container).u64(BigInt(maxSize)).string(path).finish();
}

export function encodeSignal(number: number, target: SignalTarget): Uint8Array {
  return new PayloadWriter().u32(number).u8(SIGNAL_TARGETS.indexOf(target)).finish();
}

const SIGNAL_TARGETS = ['process', 'group', 'job'] as const;
/** Whom a signal goes to: the job's first process, its process group, or every process of the job. */
export type SignalTarget = (typeof SIGNAL_TARGETS)[number];
