// Clients of a server that listens, some of which mean it no good.
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

export async function listening(app: FastifyInstance): Promise<{ port: number; connections: () => Promise<number> }> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const connections = (): Promise<number> =>
    new Promise((resolve, reject) => {
      app.server.getConnections((error, count) => {
        if (error) reject(error);
        else resolve(count);
      });
    });
  return { port, connections };
}

/** A client that sends so much, and no more. */
export async function open(port: number, sent: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  // The server may end it at any time.
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
  socket.write(sent);
  return socket;
}

/** An honest client: the status of its answer. */
export async function languages(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/restapi/languages`, { headers: { connection: 'close' } });
  await response.text();
  return response.status;
}

/** Half of a head, and a whole one with half of its body. */
export const SLOW = [
  'POST /restapi/runs HTTP/1.1\r\nhost: x\r\nx-',
  'POST /grade HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{',
] as const;
