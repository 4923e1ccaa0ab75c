// The guest's agent as an ordinary process of this machine: the protocol without an emulator, and this machine's own
// Linux to compare a guest with.
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { Agent } from '#guest/agent.js';
import type { BytePort } from '#protocol/byte-port.js';
import { NONCE_SIZE } from '#protocol/frame-spec.js';
import { makeFolders } from '#node/make-folders.js';
import { IpclabError } from '#util/error.js';
import { PACKAGE_ROOT } from '#node/paths.js';

const run = promisify(execFile);

/**
 * Compiles a target of the agent's Makefile with this machine's own compiler and returns its path.
 *
 * @throws IpclabError `build-failed`
 */
export async function buildNative(target: 'agent' | 'test-vectors'): Promise<string> {
  // A folder for each, since both may be built at the same time.
  const out = join(PACKAGE_ROOT, 'dist/native', target);
  await makeFolders(out);
  await run('make', ['-s', '-j2', '-C', join(PACKAGE_ROOT, 'images/agent'), `OUT=${out}`, target]).catch(
    (error: unknown) => {
      const { message } = error as Error;
      throw new IpclabError('build-failed', `the agent cannot be built here: ${message.trim()}; it needs make and gcc`);
    },
  );
  return join(out, target);
}

export interface NativeAgent extends AsyncDisposable {
  readonly agent: Agent;
  /** A folder that jobs of any user may write to; removed at the end. */
  readonly folder: string;
  /** The agent's own process. */
  readonly pid: number;
  /** Sends raw bytes, past the protocol. */
  sendRaw(bytes: Uint8Array): void;
  /** Starts a new session. */
  hello(): Promise<void>;
}

/** Starts the agent with one end of a socket as its port, and shakes hands. */
export async function startNativeAgent(): Promise<NativeAgent> {
  const program = await buildNative('agent');
  const folder = await mkdtemp(join(tmpdir(), 'ipclab-'));
  await chmod(folder, 0o777);
  const child = spawn(program, ['--port', '3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'], cwd: folder });
  const socket = child.stdio[3] as Duplex;
  const port: BytePort = { onBytes: undefined, send: (frame) => void socket.write(frame) };
  socket.on('data', (chunk: Buffer) => port.onBytes?.(chunk));
  const agent = new Agent(port);
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => {
      agent.lose(new IpclabError('machine-lost', 'the agent ended'));
      resolve();
    });
  });
  const hello = (): Promise<void> =>
    agent.hello({
      console: false,
      nonce: crypto.getRandomValues(new Uint8Array(NONCE_SIZE)),
      now: Date.now(),
      entropy: new Uint8Array(0),
    });
  const dispose = async (): Promise<void> => {
    socket.destroy();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await hello();
  } catch (error) {
    await dispose();
    throw error;
  }
  return {
    agent,
    folder,
    pid: child.pid ?? 0,
    sendRaw: (bytes) => void socket.write(bytes),
    hello,
    [Symbol.asyncDispose]: dispose,
  };
}
