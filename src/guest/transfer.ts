// Files to and from the guest.
import { concat, type Bytes } from '#util/bytes.js';
import { deferred } from '#util/deferred.js';
import { IpclabError } from '#util/error.js';
import type { Frame } from '#protocol/frame.js';
import { FrameType } from '#protocol/frame.js';
import { refusal } from './refusal.js';

/** One `PUT` or `GET` under way. */
export class Transfer {
  readonly #parts: Uint8Array[] = [];
  readonly #done = deferred<Bytes>();
  #received = 0;

  /** @param maxSize most bytes that a `GET` may bring */
  constructor(private readonly maxSize: number) {}

  /** The bytes of a `GET`; empty for a `PUT`. */
  get done(): Promise<Bytes> {
    return this.#done.promise;
  }

  /** @returns whether the transfer is over and its number free */
  receive({ type, payload }: Frame): boolean {
    switch (type) {
      case FrameType.GET_DATA:
        this.#received += payload.length;
        if (this.#received > this.maxSize)
          throw new IpclabError('machine-lost', 'the guest sent more than was asked for');
        this.#parts.push(payload);
        return false;
      case FrameType.DONE:
        this.#done.resolve(concat(this.#parts));
        return true;
      case FrameType.FAILED:
        this.#done.reject(refusal(payload));
        return true;
      default:
        throw new IpclabError('machine-lost', `the guest sent a frame of type ${type} for a file`);
    }
  }

  fail(reason: IpclabError): void {
    this.#done.reject(reason);
  }
}
