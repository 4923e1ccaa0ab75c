import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { encodeShare, LONGEST_LINK, ShareError, type Shared } from '#kit/share-link.js';
import { decodeShare } from '../../../web/src/share/codec.js';

const PROJECT: Shared = {
  title: 'A pipe as a loop-back',
  example: 'pipes/loopback',
  files: new Map([
    ['loopback.c', '#include <unistd.h>\n\nint main(void) { return 0; } // Grüße\n'],
    ['empty.h', ''],
  ]),
};

async function payloadOf(content: unknown): Promise<string> {
  const packed = new Blob([JSON.stringify(content)]).stream().pipeThrough(new CompressionStream('deflate'));
  return `1.${Buffer.from(await new Response(packed).arrayBuffer()).toString('base64url')}`;
}

describe('share links', () => {
  test('what goes in comes out', async () => {
    assert.deepEqual(await decodeShare(await encodeShare(PROJECT)), PROJECT);
  });

  test('the words behind a program go along, on one line', async () => {
    const shared = await decodeShare(await encodeShare({ ...PROJECT, words: '2 < input.txt' }));
    assert.equal(shared.words, '2 < input.txt');
    assert.equal((await decodeShare(await encodeShare({ ...PROJECT, words: 'a\nb' }))).words, 'a b');
  });

  test('whatever the texts, they come out as they went in', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,20}$/);
    const text = fc.string({ unit: 'grapheme', maxLength: 300 }).map((all) => all.replaceAll('\r', ''));
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, text, { maxKeys: 5 }), async (files) => {
        const shared = { title: 'x', example: undefined, files: new Map(Object.entries(files)) };
        assert.deepEqual(await decodeShare(await encodeShare(shared)), shared);
      }),
      { numRuns: 50 },
    );
  });

  test('a link is characters that no mail program changes', async () => {
    assert.match(await encodeShare(PROJECT), /^1\.[A-Za-z0-9_-]+$/);
  });

  test('a link that was cut off anywhere gets a sentence and no files', async () => {
    const payload = await encodeShare(PROJECT);
    for (let length = 0; length < payload.length; length++) {
      await assert.rejects(decodeShare(payload.slice(0, length)), ShareError, `the first ${length} characters`);
    }
  });

  test('a changed character never becomes a changed program', async () => {
    const payload = await encodeShare(PROJECT);
    for (let at = 2; at < payload.length; at++) {
      const changed = payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1);
      const outcome = await decodeShare(changed).catch((error: unknown) => error);
      // The last character may have bits that carry nothing.
      if (!(outcome instanceof ShareError)) assert.deepEqual(outcome, PROJECT, `character ${at}`);
    }
  });

  test('a link of a newer page says so', async () => {
    await assert.rejects(decodeShare('2.abc'), /newer version/);
  });

  test('files that are too large for a link are told with both sizes', async () => {
    let seed = 1;
    const noise = Array.from({ length: 60_000 }, () => {
      seed = (seed * 48_271) % 0x7fffffff;
      return String.fromCharCode(33 + (seed % 90));
    }).join('');
    const large = { ...PROJECT, files: new Map([['noise.txt', noise]]) };
    await assert.rejects(encodeShare(large), new RegExp(`too large.*${LONGEST_LINK}`));
  });

  test('a link that would unpack to more than a project is refused', async () => {
    const bomb = await payloadOf({ title: 'x', files: { 'a.c': 'a'.repeat(8 * 1024 * 1024) } });
    await assert.rejects(decodeShare(bomb), ShareError);
    const large = await payloadOf({ title: 'x', files: { 'a.c': 'a'.repeat(1024 * 1024) } });
    await assert.rejects(decodeShare(large), /a\.c has 1024 KiB/);
  });

  test('names that lead out of the folder are refused by name', async () => {
    await assert.rejects(
      decodeShare(await payloadOf({ title: 'x', files: { '../x.c': '' } })),
      /\.\. is a folder's name/,
    );
    await assert.rejects(decodeShare(await payloadOf({ title: 'x', files: { '..': '' } })), /folder/);
  });

  test('what is no project is a damaged link', async () => {
    for (const content of [null, 1, [], {}, { title: 'x' }, { title: 1, files: {} }, { title: 'x', files: { a: 1 } }]) {
      await assert.rejects(decodeShare(await payloadOf(content)), /damaged/, JSON.stringify(content));
    }
  });

  test('a title is one short line, and an example has the form of one', async () => {
    const { title, example } = await decodeShare(
      await payloadOf({ title: `a\nb${'c'.repeat(500)}`, example: '<script>', files: {} }),
    );
    assert.match(title, /^a bc+$/);
    assert.equal(title.length, 120);
    assert.equal(example, undefined);
  });
});
