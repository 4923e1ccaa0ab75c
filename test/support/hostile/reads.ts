// What the host gets when it reads a file that a hostile program has prepared.
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { decodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { DIRECTORY, type Attack, type Read } from './corpus.js';

type Reader = Pick<RemoteContainer, 'get'>;

/** Most bytes that a grader would take of a file. */
const MAX_SIZE = 1 << 20;

/** Reads what is to be read now, and adds what was not as stated to the problems. */
export async function readAll(
  place: Reader,
  reads: Attack['reads'],
  when: Read['while'],
  problems: string[],
): Promise<void> {
  for (const read of reads) {
    for (let time = 0; read.while === when && time < read.times; time++) {
      const problem = await readOne(place, read);
      if (problem !== undefined) problems.push(`reading ${read.path} ${problem}`);
    }
  }
}

async function readOne(place: Reader, { path, maxSize = MAX_SIZE, gives }: Read): Promise<string | undefined> {
  const whole = path.startsWith('/') ? path : `${DIRECTORY}/${path}`;
  const allowed = 'errno' in gives ? gives.errno : 'matches' in gives ? gives.orErrno : [];
  try {
    const bytes = await place.get(whole, maxSize);
    const text = decodeText(bytes);
    if ('size' in gives) return bytes.length === gives.size ? undefined : `gives ${bytes.length} bytes`;
    if ('matches' in gives && new RegExp(gives.matches).test(text)) return undefined;
    return `gives ${JSON.stringify(text.slice(0, 100))}`;
  } catch (error) {
    if (!(error instanceof IpclabError) || error.code !== 'guest-refused') throw error;
    const errno = String(error.data['errno']);
    return allowed.includes(errno) ? undefined : `is refused with ${errno}`;
  }
}
