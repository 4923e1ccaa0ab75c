// Judges with some machines at a time in a process of its own, and prints its largest resident set, KiB.
import { readFile } from 'node:fs/promises';
import { openImage } from '#hosts/node/image.js';
import { judgeSome } from './grading.js';

const machines = Number(process.argv[2]);
const image = await openImage(process.argv[3]);
await Promise.all(Array.from({ length: machines }, () => judgeSome(image, 3)));
console.log(/VmHWM:\s+(\d+)/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]);
