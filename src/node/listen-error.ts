// Why a port cannot be had, as a sentence.
import { asIpclabError, IpclabError } from '#util/error.js';
import { errnoOf } from './file-error.js';

/**
 * @param error whatever listening threw; what the system did not refuse is a fault of ours
 * @returns `usage`, with what to do
 */
export function listenError(error: unknown, host: string, port: number): IpclabError {
  const errno = errnoOf(error);
  if (errno === undefined) return asIpclabError(error);
  return new IpclabError(
    'usage',
    `${reasonOf(errno, host, port)}; choose another with --port, or 0 for any that is free`,
  );
}

function reasonOf(errno: string, host: string, port: number): string {
  if (errno === 'EADDRINUSE') return `port ${port} of ${host} is in use`;
  if (errno === 'EACCES') return `port ${port} needs rights that this user does not have`;
  if (errno === 'EADDRNOTAVAIL' || errno === 'ENOTFOUND') return `${host} is no address of this machine`;
  return `port ${port} of ${host} cannot be had (${errno})`;
}
