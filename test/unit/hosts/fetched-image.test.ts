// An image that came from another computer is not what it should be: nothing of it is kept.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { keepImage, type PackedImage } from '#hosts/node/fetched-image.js';
import { v86Version } from '#hosts/node/v86.js';
import { imageDigest } from '#image/digest.js';
import { DEVICES, type ImageManifest } from '#image/manifest.js';
import { encodeText } from '#util/bytes.js';
import { manifestNamed } from '../../support/manifest.js';

/** As zstd writes what it cannot make smaller: one frame with one raw block. */
function zstd(content: Uint8Array): Buffer {
  const header = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, content.length]);
  const block = Buffer.alloc(3);
  block.writeUIntLE(1 | (content.length << 3), 0, 3);
  return Buffer.concat([header, block, content]);
}

function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

const [STATE, WARM] = [encodeText('the snapshot'), encodeText('compiled code')];
const DIGEST = imageDigest(sha256(STATE), sha256(WARM));

type Artefacts = ImageManifest['artefacts'];

async function sent(artefacts: Partial<Artefacts> = {}, more: Partial<PackedImage> = {}): Promise<PackedImage> {
  const named = manifestNamed('far');
  const part = (file: string, content: Uint8Array): Artefacts['state'] => ({
    file,
    size: content.length,
    sha256: sha256(content),
  });
  const manifest: ImageManifest = {
    ...named,
    inputs: sha256(STATE),
    digest: DIGEST,
    machine: { ...named.machine, devices: [...DEVICES], v86: await v86Version() },
    kernel: { ...named.kernel, configuration: sha256(STATE) },
    artefacts: {
      ...Object.fromEntries(Object.keys(named.artefacts).map((name) => [name, part(name, WARM)])),
      state: part('state.bin', STATE),
      stateZst: part('state.bin.zst', zstd(STATE)),
      warm: part('warm.bin', WARM),
      warmZst: part('warm.bin.zst', zstd(WARM)),
      ...artefacts,
    } as Artefacts,
  };
  return { manifest: Buffer.from(JSON.stringify(manifest)), stateZst: zstd(STATE), warmZst: zstd(WARM), ...more };
}

async function refusal(packed: PackedImage, digest = DIGEST): Promise<string> {
  try {
    await keepImage(digest, packed, 'the image far');
    return 'kept';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('an image from another computer', () => {
  it('is that of its digest, down to what a machine starts with', async () => {
    assert.match(
      await refusal(await sent(), 'f'.repeat(64)),
      /^the image far: its manifest is that of another image; build/,
    );
    const other = { file: 'state.bin', size: STATE.length, sha256: sha256(WARM) };
    assert.match(await refusal(await sent({ state: other })), /its manifest is that of another image/);
    const damaged = Buffer.from(zstd(STATE));
    damaged.writeUInt8(0, 12);
    assert.match(await refusal(await sent({}, { stateZst: damaged })), /state\.bin\.zst is damaged/);
    const lie = { stateZst: { file: 'state.bin.zst', size: damaged.length, sha256: sha256(damaged) } };
    assert.match(await refusal(await sent(lie, { stateZst: damaged })), /state\.bin is not what its digest says/);
    const short = { file: 'state.bin', size: 4096, sha256: sha256(STATE) };
    assert.match(await refusal(await sent({ state: short })), /state\.bin is not what its digest says/);
    const huge = { file: 'state.bin', size: 2 ** 40, sha256: sha256(STATE) };
    assert.match(await refusal(await sent({ state: huge })), /state\.bin is too large/);
  });

  it('has names of files, and no paths', async () => {
    for (const file of ['../state.bin', '/etc/state', '..', ''])
      assert.match(
        await refusal(await sent({ state: { file, size: STATE.length, sha256: sha256(STATE) } })),
        /artefacts\.state\.file: is no name of a file/,
      );
  });

  it('is for this version of the emulator', async () => {
    const packed = await sent();
    const text = Buffer.from(packed.manifest)
      .toString()
      .replace(await v86Version(), '0.0.1');
    assert.match(await refusal({ ...packed, manifest: Buffer.from(text) }), /was made with v86 0\.0\.1/);
  });
});
