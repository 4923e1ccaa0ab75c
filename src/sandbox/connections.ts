// Connections cost memory, and whoever holds them may send nothing. So they are bounded, and of those that a server only waits for the oldest goes.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
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

/**
 * Answers lie in memory until they are read. Of those that nobody reads the oldest goes when there are too many, and each
 * when nothing of it was read for a while.
 */
export class Answers {
  readonly #most: number;
  readonly #patience: number;
  readonly #sizes = new Map<ServerResponse, number>();
  #size = 0;

  /**
   * @param most bytes of all together
   * @param patience ms of this host's clock
   */
  constructor(most: number, patience: number) {
    this.#most = most;
    this.#patience = patience;
  }

  /** One is about to be sent. */
  begin(answer: ServerResponse, size: number): void {
    this.#sizes.set(answer, size);
    this.#size += size;
    answer.once('close', () => {
      this.#forget(answer);
    });
    // HTTP sets it anew for what comes after an answer.
    answer.setTimeout(this.#patience, () => {
      answer.destroy();
    });
    for (const oldest of this.#sizes.keys()) {
      if (this.#size <= this.#most || oldest === answer) return;
      this.#forget(oldest);
      oldest.destroy();
    }
  }

  #forget(answer: ServerResponse): void {
    this.#size -= this.#sizes.get(answer) ?? 0;
    this.#sizes.delete(answer);
  }
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
