// What the compilers of the images take, what they make of it, and what they say of what they lack.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { STUDENT_LIMITS } from '#protocol/limits.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { Folder } from '../support/classroom/take.js';
import { ipclab } from '../support/cli.js';
import { FIXTURES } from '../support/fixtures.js';

const NAMES = ['tcc', 'gcc'] as const;
type Name = (typeof NAMES)[number];

const images = Object.fromEntries(
  await Promise.all(NAMES.map(async (name) => [name, await openImage(name)] as const)),
) as Record<Name, Awaited<ReturnType<typeof openImage>>>;
const clock = { kind: 'virtual', seed: 0, start: VIRTUAL_START } as const;
const machines = {
  tcc: await launch(images.tcc, { clock }),
  gcc: await launch(images.gcc, { clock }),
};
after(() => Promise.all(NAMES.map((name) => machines[name][Symbol.asyncDispose]())));

const DIRECTORY = '/home/student/work';

interface Tried {
  readonly compiled: number | null;
  readonly messages: string;
  /** Empty when it does not compile. */
  readonly output: string;
  readonly errors: string;
  readonly status: number | null | undefined;
}

async function tryProgram(
  name: Name,
  files: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<Tried> {
  const { compiler } = images[name].manifest;
  await using place = await machines[name].open({ limits: compiler.container });
  for (const [file, text] of Object.entries(files)) await place.put({ path: `${DIRECTORY}/${file}` }, encodeText(text));
  const sources = Object.keys(files).filter((file) => file.endsWith('.c'));
  const limits = { timeout: 600_000 };
  const made = await place.compile({ compiler, directory: DIRECTORY, sources, flags, output: 'program' }, limits);
  const messages = decodeText(made.stdout) + decodeText(made.stderr);
  if (made.status.exit !== 0)
    return { compiled: made.status.exit, messages, output: '', errors: '', status: undefined };
  const spec = { argv: ['./program'], directory: DIRECTORY, limits: { ...STUDENT_LIMITS, memory: undefined } };
  const ran = await place.run(spec, undefined, limits);
  return {
    compiled: 0,
    messages,
    output: decodeText(ran.stdout),
    errors: decodeText(ran.stderr),
    status: ran.status.exit,
  };
}

async function fixture(name: string): Promise<Readonly<Record<string, string>>> {
  return { [`${name}.c`]: await readFile(join(FIXTURES, 'compilers', `${name}.c`), 'utf8') };
}

const OUTPUTS = {
  attributes: 'before\n5 32\nleave 7\nafter\n',
  library: '4-8\n1.414 0.841\nC.UTF-8 6 5\nxterm-256color C.UTF-8\n',
  linking:
    "malloc: the program's\nenvironment: TZ=XYZ-1\ntime zone: XYZ -3600\noption: x, then word 2\nname: program\nstdout: 1\nroot: 1, errno: 33\n",
  atomics: '2000 4000\n',
  'thread-local': '10 20\n1 2\n',
  nested: '3 1 8 -1\n',
};

for (const name of NAMES) {
  for (const program of ['attributes', 'library', 'linking'] as const) {
    test(`${name} compiles ${program}, without a word`, async () => {
      const tried = await tryProgram(name, await fixture(program));
      assert.deepEqual([tried.messages, tried.output, tried.status], ['', OUTPUTS[program], 0]);
    });
  }

  test(`the terms of everything in the image ${name} are known`, () => {
    const unknown = images[name].manifest.packages.filter(({ licence }) => licence === 'NOASSERTION');
    assert.deepEqual(unknown, []);
  });
}

const LACKS = {
  atomics: ['_Atomic', '<stdatomic.h>', '__atomic functions', '__sync functions'],
  'thread-local': ['thread-local variables'],
  nested: ['complex numbers'],
};

for (const program of ['atomics', 'thread-local', 'nested'] as const) {
  test(`gcc compiles ${program}; tcc says what it lacks, and the way out`, async () => {
    const files = await fixture(program);
    const { messages, output, status } = await tryProgram('gcc', files);
    assert.deepEqual([output, status], [OUTPUTS[program], 0], messages);
    const refused = await tryProgram('tcc', files);
    assert.notEqual(refused.compiled, 0);
    for (const what of LACKS[program]) {
      const note = `: note: tcc has no ${what}; compile with gcc: --image gcc\n`;
      assert.ok(refused.messages.includes(note), refused.messages);
    }
  });
}

for (const name of NAMES) {
  test(`${name} takes the kernel's headers for devices, and two headers of the system that define the same`, async () => {
    const devices = ['cdrom', 'ethtool', 'fb', 'fiemap', 'mtio', 'videodev2', 'vm_sockets', 'wireless'];
    const headers = ['sys/socket.h', 'sys/mount.h', 'linux/fs.h', ...devices.map((device) => `linux/${device}.h`)];
    const text = headers.map((header) => `#include <${header}>\n`).join('');
    const { messages, output, status } = await tryProgram(name, {
      'a.c': `#include <stdio.h>\n${text}int main(void) { return printf("%d %d", MS_RDONLY, BLOCK_SIZE) < 0; }\n`,
    });
    assert.deepEqual([output, status], ['1 1024', 0], messages);
    // tcc warns in headers of the system, too: both define BLKROSET and six others.
    if (name === 'gcc') assert.equal(messages, '');
  });
}

test('what a header of the program lacks is named with the header, and other things by their place or by the message', async () => {
  const inHeader = await tryProgram('tcc', {
    'lib/a.c': '#include "b.h"\nint main(void) { return n; }\n',
    'lib/b.h': '\nstatic _Thread_local int n;\n',
  });
  assert.match(inHeader.messages, /^lib\/b\.h:2: note: tcc has no thread-local variables;/m);
  const nested = await tryProgram('tcc', { 'a.c': 'int main(void) { int f(void) { return 0; } return f(); }\n' });
  assert.match(nested.messages, /^tcc: note: tcc has no nested functions;/m);
  const builtIn = await tryProgram('tcc', { 'a.c': 'int main(int c) { return __builtin_popcount(c); }\n' });
  assert.match(builtIn.messages, /^tcc: note: tcc has no such built-in functions;/m);
  const lengths = await tryProgram('tcc', {
    'a.c':
      'static int sum(const int n, int v[n])\n{\n    return v[n - 1];\n}\nint main(void) { int a[1] = {0}; return sum(1, a); }\n',
  });
  assert.match(lengths.messages, /^a\.c:1: note: tcc has no parameters whose length is an earlier parameter;/m);
  const literal = await tryProgram('tcc', { 'a.c': 'int main(void) { return *u8"\\u00fc" == 0; }\n' });
  assert.match(literal.messages, /^tcc: note: tcc has no u8 literals;/m);
  const call = await tryProgram('tcc', {
    'a.c': 'int f(int, int);\nint main(int n, char **v) { return f(n, v[n] == x); }\n',
  });
  assert.doesNotMatch(call.messages, /note:/);
  const other = await tryProgram('tcc', { 'a.c': '// no _Atomic\nint main(void) { return x; }\n' });
  assert.doesNotMatch(other.messages, /note:/);
});

test('a variable on the stack that asks for more alignment has it with gcc; tcc says that it has not', async () => {
  const text = `#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
static alignas(64) char outside;
static int within(const void *p) { return (uintptr_t)p % 64 == 0; }
int main(void) {
    alignas(64) char here;
    static alignas(64) char kept;
    printf("%d%d", within(&outside), within(&kept));
    return !within(&here);
}
`;
  const byGcc = await tryProgram('gcc', { 'a.c': text });
  assert.deepEqual([byGcc.messages, byGcc.output, byGcc.status], ['', '11', 0]);
  const byTcc = await tryProgram('tcc', { 'a.c': text });
  const warning = 'tcc aligns variables of functions to 4 bytes and no further; compile with gcc: --image gcc';
  assert.deepEqual([byTcc.compiled, byTcc.messages, byTcc.output], [0, `a.c:7: warning: ${warning}\n`, '11']);
  const byType = await tryProgram('tcc', {
    'a.c': '#include <stdalign.h>\nalignas(double) char c;\nint main(void) { return c; }\n',
  });
  assert.deepEqual([byType.messages, byType.status], ['', 0]);
});

test('gcc takes a dozen files in one call, and has make, bash, and the libraries that courses link', async () => {
  const files: Record<string, string> = {};
  for (let i = 0; i < 12; i++)
    files[`part${i}.c`] = `#include <stdio.h>\n#include <unistd.h>\nint part${i}(void) { return printf("${i} "); }\n`;
  const calls = Array.from({ length: 12 }, (_, i) => `part${i}();`).join(' ');
  const names = Array.from({ length: 12 }, (_, i) => `int part${i}(void);`).join('\n');
  files['main.c'] = `#include <crypt.h>
#include <mqueue.h>
#include <stdlib.h>
${names}
int main(void) { ${calls} return crypt("a", "$5$ab") == NULL || mq_unlink("/none") == 0 || system("bash -c '[[ a < b ]]' && make --version | grep -q GNU"); }
`;
  const { messages, output, status } = await tryProgram('gcc', files, ['-lcrypt', '-lrt']);
  assert.deepEqual([messages, output, status], ['', '0 1 2 3 4 5 6 7 8 9 10 11 ', 0]);
});

test('the sanitizers find what a child writes beyond its array, with the line', async () => {
  const flags = ['-fsanitize=address,undefined', '-fno-omit-frame-pointer'];
  const { messages, errors, status } = await tryProgram('gcc', await fixture('memory-errors'), flags);
  assert.equal(messages, '');
  assert.equal(status, 1, errors);
  assert.match(errors, /AddressSanitizer: heap-buffer-overflow/);
  assert.match(errors, /#0 0x[0-9a-f]+ in fill .*memory-errors\.c:8/);
});

test('run and explore take gcc unasked: what tcc lacks compiles, and its warnings are told', async () => {
  using folder = new Folder({
    'a.c': `#include <stdatomic.h>
#include <stdio.h>
int main(int argc, char **argv) { atomic_int n = 41; n++; printf("%d\\n", n); return argc; }
`,
  });
  const ran = await ipclab(['run', 'a.c'], { cwd: folder.path });
  assert.deepEqual([ran.status, ran.stdout.toString()], [1, '42\n']);
  assert.match(ran.stderr.toString(), /^a\.c:3:\d+: warning: unused parameter .argv./m);
  const explored = await ipclab(['explore', '--bound', '1', 'a.c'], { cwd: folder.path });
  assert.equal(explored.status, 0, explored.stderr.toString());
});

test('a byte order mark before a source or a header is no part of the program', async () => {
  using folder = new Folder({});
  const program = readFileSync(join(FIXTURES, 'compilers/with-mark.c'), 'utf8');
  writeFileSync(join(folder.path, 'a.c'), `\ufeff#include "a.h"\n${program}`);
  writeFileSync(join(folder.path, 'a.h'), '\ufeff#define A 1\n');
  const { status, stderr } = await ipclab(['run', '--image', 'tcc', 'a.c'], { cwd: folder.path });
  assert.deepEqual([status, stderr.toString()], [0, '']);
});
