import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestFor } from '#sandbox/run-request.js';
import { checkLanguage, parseRunSpec } from '#sandbox/run-spec.js';
import { decodeText } from '#util/bytes.js';
import { fromBase64 } from '#util/base64.js';

const ROOM = { memory: 64_000_000, bytes: 16_000_000 };
const SPEC = { language_id: 'C', sourcecode: 'int main(void) { return 0; }', sourcefilename: 'test.c' };

const parse = (spec: unknown): ReturnType<typeof parseRunSpec> => parseRunSpec(JSON.stringify({ run_spec: spec }));
const refused = (text: string, message: string | RegExp): void => {
  assert.throws(() => parseRunSpec(text), { name: 'Refusal', status: 400, message });
};

describe('what a client asks for', () => {
  it('is a program with its name, input, files and parameters', () => {
    const spec = parse({
      ...SPEC,
      input: 'one\n',
      file_list: [
        ['0123456789abcdef', 'data.txt'],
        ['fedcba9876543210', 'more.h', true],
      ],
      parameters: { cputime: 2, runargs: ['a'], unknown: [{}] },
      debug: true,
    });
    assert.deepEqual(
      [spec.language, spec.sourceName, spec.input, spec.debug, spec.parameters.cputime],
      ['c', 'test.c', 'one\n', true, 2],
    );
    assert.deepEqual(
      spec.files.map(({ name }) => name),
      ['data.txt', 'more.h'],
    );
    checkLanguage(spec);
  });

  it('has defaults for everything but program and language', () => {
    for (const odd of [{}, { input: null, file_list: null, parameters: null, debug: 1 }, { parameters: [] }]) {
      const spec = parse({ language_id: 'c', sourcecode: '', ...odd });
      assert.deepEqual([spec.sourceName, spec.input, spec.files, spec.debug], ['prog.c', '', [], false]);
    }
  });

  it('is refused in the words that clients know', () => {
    for (const text of ['', 'x', '[]', '"x"', 'null', '7']) refused(text, 'Non-JSON post data received');
    for (const text of ['{}', '{"run_spec":7}', '{"run_spec":null}'])
      refused(text, 'No run_spec attribute found in post data');
    refused('{"run_spec":{"language_id":"c"}}', "run_spec is missing the required attribute 'sourcecode'");
    refused('{"run_spec":{"sourcecode":"x"}}', "run_spec is missing the required attribute 'language_id'");
    assert.throws(
      () => {
        checkLanguage(parse({ ...SPEC, language_id: 'cobol\u001b' }));
      },
      {
        status: 400,
        message: "Language 'cobol\\x1b' is not known",
      },
    );
    assert.throws(() => parse({ ...SPEC, parameters: { cputime: 51 } }), {
      message: 'cputime exceeds maximum allowed on this Jobe server (50 secs)',
    });
  });

  it('has no name that could be a path, an option, or something of a shell', () => {
    for (const sourcefilename of [
      '../a.c',
      'a/b.c',
      '.c',
      '..',
      '-o.c',
      'a\u0000.c',
      'a;b.c',
      '$(x).c',
      'x'.repeat(101),
    ])
      assert.throws(() => parse({ ...SPEC, sourcefilename }), { status: 400, message: /sourcefilename .* illegal/ });
    for (const name of ['..', '.', 'a/b', '', 'ä', 'a b'])
      assert.throws(() => parse({ ...SPEC, file_list: [['0123456789', name]] }), { status: 400, message: /file_list/ });
    for (const id of ['short', '../../../etc/passwd', 'with space 1', 'a'.repeat(129)])
      assert.throws(() => parse({ ...SPEC, file_list: [[id, 'a.txt']] }), { status: 400, message: /file id/ });
  });
});

describe('a job as a run', () => {
  it('has the words of the API, the way a shell would take them apart', () => {
    const parameters = { compileargs: ['-std=c99', '-x c'], linkargs: ['-lm'], runargs: ['a "b c"', 'd'] };
    const request = requestFor(parse({ ...SPEC, input: 'é', parameters }), { 'a.h': new Uint8Array([7]) }, ROOM);
    assert.deepEqual(request.sources, ['test.c']);
    assert.deepEqual(request.flags, ['-Wno-extra', '-std=c99', '-x', 'c', '-lm']);
    assert.deepEqual(request.arguments, ['a', 'b c', 'd']);
    assert.equal(decodeText(fromBase64(request.input)), 'é');
    assert.deepEqual(Object.keys(request.files), ['a.h', 'test.c']);
    assert.throws(() => requestFor(parse({ ...SPEC, parameters: { linkargs: ['"'] } }), {}, ROOM), {
      status: 400,
      message: 'parameters.linkargs: a quotation has no end; close it',
    });
  });

  it('has the limits of the API, as far as the image has room', () => {
    const limitsOf = (parameters: object): unknown => {
      const { wallLimit, limits } = requestFor(parse({ ...SPEC, parameters }), {}, ROOM);
      return { wallLimit, ...limits };
    };
    assert.deepEqual(limitsOf({}), {
      wallLimit: 30_000,
      cpu: 5000,
      memory: 64_000_000,
      file: 16_000_000,
      output: 2_000_000,
      processes: 30,
    });
    const small = { cputime: 0.5, memorylimit: 20, streamsize: 0.1, numprocs: 3, disklimit: 1 };
    assert.deepEqual(limitsOf(small), {
      wallLimit: 3000,
      cpu: 500,
      memory: 20_000_000,
      file: 1_000_000,
      output: 100_000,
      processes: 3,
    });
    // No run fills the memory of the server.
    assert.deepEqual(limitsOf({ streamsize: 1e9 }), { ...(limitsOf({}) as object), output: 16_000_000 });
    assert.deepEqual(limitsOf({ memorylimit: 0, disklimit: -1, cputime: 'many', numprocs: null }), limitsOf({}));
  });
});
