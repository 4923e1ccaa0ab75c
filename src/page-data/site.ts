// What is written into a page's HTML when it is built, for the page's script to read. Whoever builds a page parses what it
// writes; the page takes it as it is, because the digests that name its files say that both are of one build.
import * as z from 'zod';
import type { EmbeddedPart, EmbeddedPlan } from '#hosts/browser/embedded-parts.js';
import type { WebImage, WebPlan } from '#hosts/browser/web-parts.js';
import { imageManifest } from '#image/manifest.js';
import { kitData } from './kit.js';

const address = z.string().min(1).describe('Relative to the page.');
const size = z.int().min(0).describe('Bytes.');
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in hexadecimal');

const webImage: z.ZodType<WebImage> = z.strictObject({
  manifest: imageManifest,
  artefacts: z.strictObject({
    stateZst: address,
    warmZst: address,
    bios: address,
    vgaBios: address,
    kernel: address,
    rootfs: address,
  }),
});

/** What machines start from, by address. */
export const webPlan: z.ZodType<WebPlan> = z.strictObject({
  images: z.array(webImage).min(1),
  wasm: z.strictObject({ file: address, size, sha256 }),
  worker: address,
});

const embeddedPart: z.ZodType<EmbeddedPart> = z.strictObject({
  what: z.string(),
  id: z.string(),
  gzip: z.boolean(),
  size,
  sha256,
});

/** What machines start from, by elements of the page itself. */
export const embeddedPlan: z.ZodType<EmbeddedPlan> = z.strictObject({
  manifest: imageManifest,
  state: embeddedPart,
  warm: embeddedPart,
  wasm: embeddedPart,
  worker: embeddedPart,
});

const site = {
  title: z.string(),
  version: z.string().describe('Digest of page and image.'),
};

/** A page on a web server. */
export const webSite = z.strictObject({
  ...site,
  catalogue: address,
  parts: webPlan,
  kit: kitData.optional().describe('What an instructor gave this page to; without it, it is the project’s own.'),
});

/** A kit that is one file. */
export const embeddedSite = z.strictObject({ ...site, kit: kitData, parts: embeddedPlan });

export type WebSite = Readonly<z.output<typeof webSite>>;
export type EmbeddedSite = Readonly<z.output<typeof embeddedSite>>;
