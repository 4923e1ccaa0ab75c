// A client whose guest is the test.
import { Agent } from '#guest/agent.js';
import type { BytePort } from '#protocol/byte-port.js';
import { encodePayload } from '#protocol/codec.js';
import { encodeFrame, FrameType } from '#protocol/frame.js';
import { PROTOCOL_VERSION } from '#protocol/frames.js';
import { PayloadWriter } from '#protocol/payload.js';

/**
 * After the handshake, in a session with this tag. What the client sends goes nowhere.
 *
 * @param clock ms of the guest
 */
export async function connect(tag: number, clock?: () => number): Promise<{ agent: Agent; port: BytePort }> {
  const nonce = new PayloadWriter().u32(tag).u32(1).u32(2).u32(3).finish();
  const port: BytePort = { onBytes: undefined, send: () => undefined };
  const agent = new Agent(port, clock);
  const hello = agent.hello({ console: false, nonce, now: 0, entropy: new Uint8Array(0) });
  const ready = encodePayload('READY', { version: PROTOCOL_VERSION, nonce });
  port.onBytes?.(encodeFrame({ type: FrameType.READY, flags: 0, job: 0, tag, payload: ready }));
  await hello;
  return { agent, port };
}
