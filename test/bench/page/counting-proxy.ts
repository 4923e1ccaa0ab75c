// Counts what a server sends, as it goes over the wire.
import { connect, createServer, type AddressInfo } from 'node:net';

export interface CountingProxy extends AsyncDisposable {
  readonly url: URL;
  /**
   * Bytes from the server so far, headers included.
   *
   * @param counts told the path that was asked for
   */
  sent(counts: (path: string) => boolean): number;
}

/** @param target a server of this machine */
export async function countingProxy(target: URL): Promise<CountingProxy> {
  const sent = new Map<string, number>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    // A browser asks for one thing after the other on a connection.
    let path = '';
    client.on('data', (chunk) => (path = /^[A-Z]+ (\S+) HTTP/.exec(chunk.toString('latin1'))?.[1] ?? path));
    upstream.on('data', (chunk) => sent.set(path, (sent.get(path) ?? 0) + chunk.length));
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    sent: (counts) => [...sent].reduce((sum, [asked, bytes]) => sum + (counts(asked) ? bytes : 0), 0),
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
