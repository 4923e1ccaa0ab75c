// Where a queue is. Its password comes from the environment or a file: whoever lists processes can read a command line.
import { isIP } from 'node:net';
import type { RedisOptions } from 'ioredis';
import { readText } from '#node/file-error.js';
import { IpclabError } from '#util/error.js';

export interface Address {
  /** For people; there is no secret in it. */
  readonly shown: string;
  readonly connection: Pick<RedisOptions, 'host' | 'port' | 'db' | 'username' | 'password' | 'tls'>;
}

const PORT = 6379;
const PASSWORD = 'IPCLAB_REDIS_PASSWORD';
const PASSWORD_FILE = 'IPCLAB_REDIS_PASSWORD_FILE';
const CURE = 'give redis://HOST, redis://HOST:PORT/NUMBER or rediss://HOST';

/**
 * @param text `redis://[USER@]HOST[:PORT][/NUMBER]`, with TLS `rediss://`
 * @throws IpclabError `usage`; a password is never quoted
 */
export async function readAddress(text: string, environment: NodeJS.ProcessEnv = process.env): Promise<Address> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new IpclabError('usage', `${withoutSecret(text)} is no address of a Redis server; ${CURE}`);
  if (url.password !== '')
    throw new IpclabError(
      'usage',
      `a password on a command line can be read by everybody on this computer; give it in ${PASSWORD}, or in a file that ${PASSWORD_FILE} names`,
    );
  const [, number = '0', rest] = url.pathname.split('/');
  if (!/^\d{0,4}$/.test(number) || rest !== undefined || url.search !== '' || url.hash !== '')
    throw new IpclabError(
      'usage',
      `${url.protocol}//${url.host}: what comes after the host is no number of a database; ${CURE}`,
    );
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const username = decodeURIComponent(url.username);
  const password = await readPassword(environment);
  const tls = isIP(host) === 0 ? { servername: host } : {};
  return {
    shown: `${url.protocol}//${url.host}`,
    connection: {
      host,
      port: url.port === '' ? PORT : Number(url.port),
      db: Number(number),
      ...(username === '' ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      ...(url.protocol === 'rediss:' ? { tls } : {}),
    },
  };
}

async function readPassword(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const [password, file] = [environment[PASSWORD], environment[PASSWORD_FILE]];
  if (password !== undefined && file !== undefined)
    throw new IpclabError('usage', `${PASSWORD} and ${PASSWORD_FILE} are both set; leave one out`);
  if (file === undefined) return password;
  const [line = ''] = (await readText(file, `let ${PASSWORD_FILE} name a file with the password`)).split(/\r?\n/);
  if (line === '') throw new IpclabError('usage', `${file}: its first line is empty; write the password there`);
  return line;
}

/** What is wrong with an address may stand after its password. */
function withoutSecret(text: string): string {
  return text.replace(/^([^/]*\/\/)?[^@]*@/, '$1…@');
}
