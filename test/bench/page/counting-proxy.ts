// Counts what a server sends, as it goes over the wire.
import { connect, createServer, type AddressInfo } from 'node:net';

export interface CountingProxy extends AsyncDisposable {
  readonly url: URL;
  /** Bytes from the server so far, headers included. */
  readonly sent: number;
}

/** @param target a server of this machine */
export async function countingProxy(target: URL): Promise<CountingProxy> {
  let sent = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    upstream.on('data', (chunk) => (sent += chunk.length));
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    get sent() {
      return sent;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
