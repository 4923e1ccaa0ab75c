// What the files of a site are.
import { extname } from 'node:path/posix';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.zst': 'application/zstd',
};

/** What is compressed by itself. */
const COMPRESSED = new Set(['.png', '.woff2', '.zst']);

export function typeOf(name: string): string {
  return TYPES[extname(name)] ?? 'application/octet-stream';
}

export function isCompressible(name: string): boolean {
  return !COMPRESSED.has(extname(name));
}
