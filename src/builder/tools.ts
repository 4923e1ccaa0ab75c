// The tools that a build needs on this machine, and the Debian packages they come in.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { IpclabError } from '#util/error.js';
import { command } from './command.js';

/** A command, or an absolute path that must exist, by the package that brings it. */
export type Tools = Readonly<Record<string, string>>;

export const BUILD_TOOLS: Tools = {
  'apt-get': 'apt',
  'dpkg-deb': 'dpkg',
  gcc: 'gcc',
  '/usr/include/stdio.h': 'libc6-dev',
  make: 'make',
  flex: 'flex',
  bison: 'bison',
  bc: 'bc',
  perl: 'perl',
  tar: 'tar',
  xz: 'xz-utils',
  zstd: 'zstd',
};

/**
 * Installs what is missing when it may (as root), and otherwise says what to install.
 *
 * @param purpose what the tools are for, for the message
 */
export async function ensureTools(tools: Tools, purpose: string, report: (line: string) => void): Promise<void> {
  const missing = missingPackages(tools);
  if (missing.length === 0) return;
  const install = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new IpclabError('build-failed', `${purpose} needs tools that are not installed here; as root: ${install}`);
  }
  report(`installing ${missing.join(', ')}`);
  // Without an index, or with an old one, the first try finds nothing.
  await command(['sh', '-c', `${install} || { apt-get update; ${install}; }`]);
  const still = missingPackages(tools);
  if (still.length > 0)
    throw new IpclabError('build-failed', `${still.join(', ')} did not bring what ${purpose} needs`);
}

function missingPackages(tools: Tools): string[] {
  return [...new Set(Object.entries(tools).flatMap(([tool, packageName]) => (isThere(tool) ? [] : [packageName])))];
}

function isThere(tool: string): boolean {
  const places = tool.startsWith('/') ? [''] : [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return places.some((folder) => {
    try {
      accessSync(join(folder, tool), tool.startsWith('/') ? constants.R_OK : constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
