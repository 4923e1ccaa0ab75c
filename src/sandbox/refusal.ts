/** A request that is answered by a status and a sentence. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param status of HTTP */
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}
