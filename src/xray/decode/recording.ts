// The recorder's bytes as a recording.
import { ByteReader } from '#util/byte-reader.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import type { Recording, XrayEvent } from '../events.js';
import { Calls } from './calls.js';
import { FORK_THREAD, HEAD, OUTCOMES, RECORDS_VERSION, RecordType, STATES, SWITCH_PREEMPTED } from './layout.js';
import { Objects } from './objects.js';
import { wordAt } from './word.js';

/** Of a clock that counts nanoseconds, in kHz. */
const NANOSECONDS = 1_000_000;

interface Head {
  readonly type: number;
  readonly detail: number;
  readonly thread: number;
  /** Of the processor's clock, since the recording began. */
  readonly time: number;
}

/**
 * Reads what the recorder hands out: BEGIN, then what happened since it was read last. One reader for one recording, however often
 * it is taken: an object's name is told once.
 */
export class RecordingReader {
  readonly #decoder = new Decoder();

  /**
   * @returns what has come since it was read last
   * @throws IpclabError `machine-lost` when the bytes are no recording
   */
  read(bytes: Uint8Array): Recording {
    try {
      for (let at = 0; at < bytes.length;) {
        const size = new ByteReader(bytes, at).u16();
        if (size < HEAD) throw new RangeError('a record is smaller than its head');
        this.#decoder.take(new ByteReader(bytes.subarray(at, at + size), 2, size));
        at += size;
      }
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new IpclabError('machine-lost', `the guest sent a recording that breaks off: ${error.message}`);
    }
    return this.#decoder.finish();
  }
}

class Decoder {
  #events: XrayEvent[] = [];
  /** Of the last event. */
  #time = 0;
  readonly #objects = new Objects();
  readonly #calls = new Calls(this.#objects);
  #start: number | undefined;
  /** Of the processor's clock, kHz. */
  #rate = NANOSECONDS;
  /** Lost before the next event. */
  #lost = 0;

  take(reader: ByteReader): void {
    const head: Head = { type: reader.u8(), detail: reader.u8(), thread: reader.u32(), time: reader.u64() };
    if (head.type === RecordType.BEGIN) this.#begin(reader);
    else if (head.type === RecordType.LOST) this.#lost += reader.u32();
    else if (head.type === RecordType.OBJECT) this.#objects.tell(head.detail, reader);
    else this.#add(head, reader);
  }

  finish(): Recording {
    if (this.#start === undefined)
      throw new IpclabError('machine-lost', 'the guest sent a recording without a beginning');
    this.#tellLost(this.#time);
    const events = this.#events;
    this.#events = [];
    return { version: 1, start: this.#start, events };
  }

  #begin(reader: ByteReader): void {
    this.#start = reader.u64();
    const version = reader.u32();
    if (version !== RECORDS_VERSION)
      throw new IpclabError('machine-lost', `the guest records in version ${version}; build its image again`);
    this.#rate = reader.u32();
    if (this.#rate === 0) throw new IpclabError('machine-lost', 'the guest recorded by a clock that stands still');
  }

  #add(head: Head, reader: ByteReader): void {
    const time = Math.round((head.time * NANOSECONDS) / this.#rate);
    this.#tellLost(time);
    this.#time = time;
    this.#events.push(this.#event(head, { time, thread: head.thread }, reader));
  }

  #tellLost(time: number): void {
    if (this.#lost > 0) this.#events.push({ kind: 'lost', time, thread: 0, count: this.#lost });
    this.#lost = 0;
  }

  #event({ type, detail }: Head, at: { time: number; thread: number }, reader: ByteReader): XrayEvent {
    switch (type) {
      case RecordType.CALL:
        return this.#calls.begin(at, reader);
      case RecordType.RETURN:
        return this.#calls.end(at, reader);
      case RecordType.SWITCH: {
        const state = wordAt(STATES, detail & ~SWITCH_PREEMPTED, 'state of a thread');
        return { kind: 'switch', ...at, to: reader.u32(), state, preempted: (detail & SWITCH_PREEMPTED) !== 0 };
      }
      case RecordType.WAKE:
        return { kind: 'wake', ...at, whom: reader.u32() };
      case RecordType.FORK:
        return { kind: 'fork', ...at, process: reader.u32(), child: reader.u32(), isThread: detail === FORK_THREAD };
      case RecordType.EXEC:
        return { kind: 'exec', ...at, path: decodeText(reader.raw(reader.u32())) };
      case RecordType.EXIT:
        return { kind: 'exit', ...at, process: reader.u32(), status: reader.u32() };
      case RecordType.SENT:
        return {
          kind: 'signal-sent',
          ...at,
          signal: reader.u32(),
          to: reader.u32(),
          outcome: wordAt(OUTCOMES, detail, 'fate of a signal'),
        };
      case RecordType.DELIVERED: {
        const signal = reader.u32();
        const handler = reader.u32();
        return { kind: 'signal-delivered', ...at, signal, action: handler === 0 ? 'default' : handler };
      }
      case RecordType.FAULT:
        return { kind: 'fault', ...at, address: reader.u32(), instruction: reader.u32() };
      default:
        throw new IpclabError('machine-lost', `the guest recorded an event of kind ${type}; build its image again`);
    }
  }
}
