// A Redis server of Debian's package, on this machine alone, that a test may kill and start again.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { ensureTools } from '#builder/tools.js';
import { Folder } from './classroom/take.js';

export class RedisServer implements AsyncDisposable {
  readonly port: number;
  readonly #more: readonly string[];
  readonly #tls: boolean;
  #process: ChildProcess | undefined;
  #folder = new Folder();

  private constructor(port: number, more: readonly string[], tls: boolean) {
    this.port = port;
    this.#more = more;
    this.#tls = tls;
  }

  /** @param more of its options */
  static async start(more: readonly string[] = [], tls = false): Promise<RedisServer> {
    await ensureTools({ 'redis-server': 'redis-server' }, 'the tests of the queue', (line) =>
      process.stderr.write(`${line}\n`),
    );
    const server = new RedisServer(await freePort(), more, tls);
    await server.start();
    return server;
  }

  /** Speaks TLS and nothing else. */
  static async startTls({
    key,
    certificate,
  }: {
    readonly key: string;
    readonly certificate: string;
  }): Promise<RedisServer> {
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-auth-clients', 'no'];
    return RedisServer.start(files, true);
  }

  get address(): string {
    return `${this.#tls ? 'rediss' : 'redis'}://127.0.0.1:${this.port}`;
  }

  /** Starts it with nothing in it. */
  async start(): Promise<void> {
    const options = ['--bind', '127.0.0.1', '--save', '', '--dir', this.#folder.path];
    const port = this.#tls ? ['--port', '0', '--tls-port', String(this.port)] : ['--port', String(this.port)];
    const child = spawn('redis-server', [...options, ...port, ...this.#more], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    const ended = once(child, 'close').then(() => {
      throw new Error('redis-server ended before it was ready');
    });
    const lines = createInterface({ input: child.stdout });
    const ready = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (/[Rr]eady to accept connections/.test(line)) resolve();
      });
    });
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
  }

  /** As a power cut does. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  /** It keeps its connections, and says nothing any more. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.#folder[Symbol.dispose]();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
