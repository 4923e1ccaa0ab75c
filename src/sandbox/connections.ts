// Connections cost memory, and whoever holds them may send nothing. So they are bounded, and of those that a server only waits for the oldest goes.
import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

export interface Connections {
  /** A request of this connection is whole, and is worked on: it is not ended for others. */
  busy(socket: Socket): void;
  /** It was answered. */
  idle(socket: Socket): void;
  /** Ends those that a server only waits for. */
  endWaiting(): void;
}

/** @param most at a time */
export function boundConnections(server: Server, most: number): Connections {
  const waitedFor = new Set<Socket>();
  const worked = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    waitedFor.add(socket);
    socket.once('close', () => {
      waitedFor.delete(socket);
      worked.delete(socket);
    });
    if (waitedFor.size + worked.size <= most) return;
    const [oldest] = waitedFor;
    oldest?.destroy();
  });
  const move = (socket: Socket, from: Set<Socket>, to: Set<Socket>): void => {
    if (from.delete(socket)) to.add(socket);
  };
  return {
    busy: (socket) => {
      move(socket, waitedFor, worked);
    },
    idle: (socket) => {
      move(socket, worked, waitedFor);
    },
    endWaiting: () => {
      for (const socket of waitedFor) socket.destroy();
    },
  };
}

/** Bytes that clients may make a server hold at a time; who would need more is asked to come again. */
export class Budget {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @returns gives back what was taken; undefined: there is not so much */
  take(size: number): (() => void) | undefined {
    if (this.#taken + size > this.#most) return undefined;
    this.#taken += size;
    return () => {
      this.#taken -= size;
    };
  }
}

/** @param limit bytes of a body that does not say how long it is */
export function bodySize({ headers }: Pick<IncomingMessage, 'headers'>, limit: number): number {
  return headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : limit;
}
