import assert from 'node:assert/strict';
import test from 'node:test';
import { compilerWords, type Compiler } from '#guest/compile.js';
import { requireSanitizers, withSanitizerRoom } from '#guest/sanitizers.js';
import { IpclabError } from '#util/error.js';

const tcc: Compiler = {
  command: ['tcc'],
  libraries: ['-lm'],
  limits: {},
  container: {},
  lacks: { instead: 'gcc', features: [] },
};
const gcc: Compiler = {
  command: ['gcc', '-g'],
  libraries: ['-lm'],
  limits: {},
  container: {},
  sanitizers: { names: ['address', 'undefined'], flags: ['-f'], link: ['r.o'], limits: { cpu: 10, memory: 100 } },
};
const spec = { compiler: gcc, sources: ['a.c'], output: 'a', sanitize: ['address'] };

test('a program gets its sanitizers where it is compiled, and what they need where it is linked', () => {
  assert.deepEqual(compilerWords(spec).join(' '), 'gcc -g -fsanitize=address -f -o ./a a.c r.o -lm');
  assert.deepEqual(
    compilerWords({ ...spec, kind: 'object', output: '/a.o' }).join(' '),
    'gcc -g -fsanitize=address -f -c -o /a.o a.c',
  );
  assert.deepEqual(compilerWords({ ...spec, sanitize: [] }).join(' '), 'gcc -g -o ./a a.c -lm');
});

test('an image without sanitizers says which has them, and one with them which it has', () => {
  const refusal = (compiler: Compiler, wanted: string[], image: string): string => {
    try {
      requireSanitizers(compiler, wanted, image);
    } catch (error) {
      assert.ok(error instanceof IpclabError);
      assert.equal(error.code, 'usage');
      return error.message;
    }
    return '';
  };
  assert.equal(
    refusal(tcc, ['address'], 'tcc'),
    'tcc, the compiler of the image tcc, has no sanitizers; take --image gcc',
  );
  assert.equal(
    refusal(gcc, ['address', 'thread'], 'gcc'),
    'thread: is no sanitizer of the image gcc; give one of address, undefined, or several with commas',
  );
  assert.equal(refusal(gcc, ['address', 'undefined'], 'gcc'), '');
  assert.equal(refusal(tcc, [], 'tcc'), '');
});

test('limits are raised where sanitizers need more, and none is set where there was none', () => {
  assert.deepEqual(withSanitizerRoom({ memory: 48, wall: 5 }, gcc), { memory: 100, wall: 5 });
  assert.deepEqual(withSanitizerRoom({ cpu: 20, memory: 200 }, gcc), { cpu: 20, memory: 200 });
});
