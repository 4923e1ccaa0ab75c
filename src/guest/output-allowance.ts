// How much output a job may send: what it was granted, or its limit. A guest that sends more keeps no rules.
import type { ExecSpec } from '#protocol/exec-spec.js';
import { IpclabError } from '#util/error.js';
import type { OutputStream } from './job.js';

export class OutputAllowance {
  readonly #left: Record<OutputStream, number>;

  constructor({ window, limits }: Pick<ExecSpec, 'window' | 'limits'>) {
    // A stream with a window has no limit: who looks on and grants has no need of one.
    const bytes = window ?? limits?.output ?? Infinity;
    this.#left = { stdout: bytes, stderr: bytes };
  }

  grant(stream: OutputStream, bytes: number): void {
    this.#left[stream] += bytes;
  }

  /** @throws IpclabError `machine-lost` when so many bytes are more than the guest may send */
  take(stream: OutputStream, bytes: number): void {
    this.#left[stream] -= bytes;
    if (this.#left[stream] < 0) {
      throw new IpclabError('machine-lost', 'the guest sent more output than its limit or window allows');
    }
  }
}
