/** A duplex channel of bytes to the agent: a port of the emulator, or a socket to an agent that runs natively. */
export interface BytePort {
  /**
   * Sends one frame. The channel may lose what the guest has no room for; the caller counts (see `CREDIT`).
   */
  send(frame: Uint8Array): void;
  /** Called with each chunk that arrives; the chunk may be reused after the call. */
  onBytes: ((chunk: Uint8Array) => void) | undefined;
}
