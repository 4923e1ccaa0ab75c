import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LoggingPort } from '#machine/event-log.js';
import type { BytePort } from '#protocol/byte-port.js';

class Guest implements BytePort {
  onBytes: ((chunk: Uint8Array) => void) | undefined;
  readonly got: number[][] = [];

  send(frame: Uint8Array): void {
    this.got.push([...frame]);
  }
}

test('what came out of the guest comes once more, by turns, and what is sent meanwhile does not go into it again', async () => {
  const guest = new Guest();
  const port = new LoggingPort(guest, () => 7);
  let turn = 1;
  const heard: string[] = [];
  port.onBytes = (chunk) => {
    heard.push([...chunk].join());
    port.send(chunk);
  };
  const kept = port.keep(() => turn);
  guest.onBytes?.(Uint8Array.of(1));
  guest.onBytes?.(Uint8Array.of(2));
  turn = 2;
  guest.onBytes?.(Uint8Array.of(3));
  port.keep(undefined);
  guest.onBytes?.(Uint8Array.of(4));
  assert.deepEqual(
    kept.map((chunks) => chunks.map((chunk) => [...chunk])),
    [[[1], [2]], [[3]]],
  );
  const before = { sent: [...guest.got], summary: port.summary };
  heard.length = 0;
  const turns: number[] = [];
  const begin = (): void => {
    heard.push('begin');
    port.send(Uint8Array.of(9));
    setImmediate(() => turns.push(heard.length));
  };
  await port.repeat(kept, begin);
  assert.deepEqual(heard, ['begin', '1', '2', '3']);
  assert.ok((turns[0] ?? 4) < 4);
  assert.deepEqual({ sent: guest.got, summary: port.summary }, before);
  port.send(Uint8Array.of(5));
  assert.deepEqual(guest.got.at(-1), [5]);
});
