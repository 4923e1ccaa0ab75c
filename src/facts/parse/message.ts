// EVIDENCE messages of the agent (docs/protocol.md) as facts.
import { concat, decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Facts } from '../types.js';
import { parseCrashes, type CrashTrace } from './crash.js';
import { parseEvidence } from './evidence.js';

/** What the agent sends at most, bytes. */
const MAX_EVIDENCE = 128 * 1024;

/** Evidence as it comes, in pieces. */
export class EvidenceParts {
  #parts: Uint8Array[] = [];
  #size = 0;

  /** @throws IpclabError `machine-lost` when it is more than the agent sends */
  add(piece: Uint8Array): void {
    this.#size += piece.length;
    if (this.#size > MAX_EVIDENCE)
      throw new IpclabError('machine-lost', 'the guest sent more evidence than there can be');
    if (piece.length > 0) this.#parts.push(piece);
  }

  /** All of it, for {@link decodeEvidence}; the next begins then. */
  take(): string {
    const text = decodeText(concat(this.#parts));
    this.#parts = [];
    this.#size = 0;
    return text;
  }
}

/**
 * @returns null when the agent had no memory to look
 * @throws IpclabError `machine-lost` when the text is not what the agent sends
 */
export function decodeEvidence(text: string): Facts | null {
  if (text === '') return null;
  return parseEvidence(text, refuse);
}

/** What the same text says of crashes, for who can look into the programs. */
export function decodeCrashes(text: string): CrashTrace[] {
  return parseCrashes(text, refuse);
}

function refuse(line: string): never {
  throw new IpclabError('machine-lost', `the guest sent evidence with a line that is none: ${JSON.stringify(line)}`);
}
