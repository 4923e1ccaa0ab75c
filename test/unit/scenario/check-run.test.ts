import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PLAIN } from '#checks/leaves.js';
import { checkRun } from '#scenario/check-run.js';
import { fileContent } from '#scenario/file-content.js';
import { fileState } from '#scenario/file-state.js';
import { sceneWith } from '#scenario/schema.js';
import { decodeText, encodeText, type Bytes } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';

const check = (parties: readonly object[], files: object = {}): void => {
  checkRun(sceneWith(PLAIN).parse({ name: 'r', files, parties }), ['a', 'b'], 'x.json');
};

test('a party starts after one that was named before it', () => {
  check([{ command: ['a'] }, { command: ['b'], start: { afterEndOf: 'a' } }]);
  check([
    { name: 'one', command: ['a'] },
    { command: ['b'], start: { when: 'one', prints: 'x' } },
  ]);
  assert.throws(() => {
    check([{ command: ['a'], start: { afterEndOf: 'a' } }]);
  }, /^IpclabError: x\.json: runs r: a starts after a, which is no party before it$/);
});

test('a command is a program, or a path of the guest', () => {
  check([{ command: ['/bin/cat'] }]);
  assert.throws(() => {
    check([{ command: ['cat'] }]);
  }, /cat is not in programs \(a, b\) and has no slash/);
});

test('standard input comes from a text, or from a file that the run has', () => {
  check([{ command: ['a'], stdin: 'text' }]);
  check([{ command: ['a'], stdin: { file: 'in' } }], { in: { text: '' } });
  assert.throws(() => {
    check([{ command: ['a'], stdin: { file: 'toString' } }], { in: { text: '' } });
  }, /the run has no file toString in files \(in\)/);
});

test('a file of a run is a text, a file that is there, or bytes that are the same every time', () => {
  assert.equal(decodeText(fileContent({ text: 'ü' }, {})), 'ü');
  assert.equal(decodeText(fileContent({ from: 'x' }, { x: encodeText('there') })), 'there');
  const bytes = (seed: number): Bytes => fileContent({ bytes: 64, seed }, {});
  assert.deepEqual(bytes(1), bytes(1));
  assert.notDeepEqual(bytes(1), bytes(2));
  assert.equal(
    bytes(0).some((byte) => byte !== 0),
    true,
  );
  assert.throws(() => fileContent({ from: 'x' }, {}, 'in inputs/'), {
    code: 'usage',
    message: /no file x in inputs\/; add it/,
  });
});

test('a file after a run is there, is not there, or cannot be had', async () => {
  const refusing = (errno: string): { get: () => Promise<Bytes> } => ({
    get: () => Promise.reject(new IpclabError('guest-refused', `open: ${errno}`, { errno })),
  });
  assert.deepEqual(await fileState({ get: () => Promise.resolve(encodeText('x')) }, '/x'), {
    content: encodeText('x'),
  });
  assert.deepEqual(await fileState(refusing('ENOENT'), '/x'), { absent: true });
  assert.deepEqual(await fileState(refusing('EACCES'), '/x'), { refused: 'open: EACCES' });
  const lost = new IpclabError('machine-lost', 'gone');
  await assert.rejects(fileState({ get: () => Promise.reject(lost) }, '/x'), lost);
});
