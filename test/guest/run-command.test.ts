// What a person gets from `ipclab run`.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { FIXTURES } from '../support/fixtures.js';
import { ipclab, RUN } from '../support/cli.js';

const cwd = mkdtempSync(join(tmpdir(), 'ipclab-run-'));
after(() => {
  rmSync(cwd, { recursive: true });
});
const write = (name: string, text: string): void => {
  writeFileSync(join(cwd, name), text);
};

test('the exit status is that of the program', async () => {
  write('seven.c', 'int main(void){return 7;}');
  const { status, stdout, stderr } = await ipclab([...RUN, 'seven.c'], { cwd });
  assert.deepEqual([status, stdout.length, stderr.toString()], [7, 0, '']);
});

test('a signal is 128 and its number', async () => {
  write('abort.c', '#include <stdlib.h>\nint main(void){abort();}');
  assert.equal((await ipclab([...RUN, 'abort.c'], { cwd })).status, 134);
});

test("a mistake is reported with the person's own file and line", async () => {
  write('wrong.c', 'int main(void)\n{\n    return 0\n}\n');
  const { status, stderr } = await ipclab([...RUN, 'wrong.c'], { cwd });
  assert.equal(status, 1);
  assert.match(stderr.toString(), /^wrong\.c:[34]: error: /m);
  mkdirSync(join(cwd, 'deep'), { recursive: true });
  const fromBelow = await ipclab([...RUN, '../wrong.c'], { cwd: join(cwd, 'deep') });
  assert.match(fromBelow.stderr.toString(), /^\.\.\/wrong\.c:[34]: error: /m);
});

test('a missing file is one sentence and status 2', async () => {
  const { status, stderr } = await ipclab([...RUN, 'none.c'], { cwd });
  assert.equal(status, 2);
  assert.equal(stderr.toString(), 'ipclab: none.c: is not there; give the path of a C file\n');
});

test('what stands after -- are the arguments, whatever they look like', async () => {
  write('args.c', '#include <stdio.h>\nint main(int c,char**v){for(int i=1;i<c;i++)printf("[%s]",v[i]);}');
  const { stdout } = await ipclab([...RUN, 'args.c', '--', '--json', 'a b', '--', ''], { cwd });
  assert.equal(stdout.toString(), '[--json][a b][--][]');
});

test('several files and a header make one program', async () => {
  write('twice.h', 'int twice(int);\n');
  write('twice.c', '#include "twice.h"\nint twice(int n){return 2*n;}\n');
  write('main.c', '#include "twice.h"\nint main(void){return twice(21);}\n');
  assert.equal((await ipclab([...RUN, 'main.c', 'twice.c'], { cwd })).status, 42);
});

test('a name with blanks, quotes and a leading dash is a name like any other', async () => {
  for (const name of ['two words.c', "it's.c", '-dash.c']) {
    write(name, 'int main(void){return 9;}');
    assert.equal((await ipclab([...RUN, `./${name}`], { cwd })).status, 9, name);
  }
});

test('8 MiB each way on all three streams arrive byte for byte', async () => {
  const size = 8 * 1024 * 1024;
  const pattern = (seed: number): Buffer =>
    Buffer.from(Uint8Array.from({ length: size }, (_, i) => i * 31 + (i >> 8) * 7 + seed));
  copyFileSync(join(FIXTURES, 'three-streams.c'), join(cwd, 'three-streams.c'));
  const { status, stdout, stderr } = await ipclab([...RUN, 'three-streams.c', '--', String(size)], {
    cwd,
    input: pattern(0),
  });
  assert.equal(status, 0);
  assert.ok(stdout.equals(pattern(1)));
  assert.ok(stderr.equals(pattern(2)));
});

test('--json gives the whole result', async () => {
  write('both.c', '#include <stdio.h>\nint main(void){puts("out");fputs("err",stderr);return 3;}');
  const { status, stdout } = await ipclab([...RUN, '--json', 'both.c'], { cwd });
  const result = JSON.parse(stdout.toString()) as {
    compile: { exit: number; stderr: string; wall: number };
    run: {
      exit: number;
      signal: null;
      limit: null;
      stdout: string;
      stderr: string;
      wall: number;
      usage: { maxrss: number };
    };
  };
  assert.equal(status, 3);
  assert.equal(result.compile.exit, 0);
  assert.deepEqual([result.run.exit, result.run.stdout, result.run.stderr], [3, 'out\n', 'err']);
  assert.ok(result.run.wall > 0 && result.run.usage.maxrss > 0);
});

test('--json of what does not compile has no run', async () => {
  const { status, stdout } = await ipclab([...RUN, '--json', 'wrong.c'], { cwd });
  const result = JSON.parse(stdout.toString()) as { compile: { exit: number; stderr: string }; run: null };
  assert.equal(status, 1);
  assert.equal(result.run, null);
  assert.match(result.compile.stderr, /wrong\.c:/);
});

test('--wall ends a program that hangs, and says where it waits', async () => {
  copyFileSync(join(FIXTURES, 'waits.c'), join(cwd, 'waits.c'));
  let said = '';
  let wall = 0.25;
  // On a busy machine the program may not have come to its wait by then.
  while (!said.includes('waits in semop') && wall < 100) {
    wall *= 2;
    const { status, stderr } = await ipclab([...RUN, '--wall', String(wall), 'waits.c', '--', 'semaphore'], { cwd });
    assert.equal(status, 137);
    said = stderr.toString();
    // As long as it was allowed to run, or as much longer as the machine took to look.
    assert.ok(Number(/after ([\d.]+) s/.exec(said)?.[1]) >= wall, said);
  }
  assert.deepEqual(
    said.split('\n').map((line) => line.replace(/\(\d+\) waits/, '(N) waits').replace(/after [\d.]+ s/, 'after T s')),
    [
      'ipclab: the program was stopped after T s (time limit)',
      'ipclab: what the program printed last may be missing: output stays in a buffer until the buffer is full, fflush(stdout) is called, or the program ends normally',
      'ipclab: program (N) waits in semop for semaphore 1 of set 0, which is 0',
      'ipclab: left behind: semaphore set 0 (2 semaphores)',
      '',
    ],
  );
});

test('--json has limits of its own, and gives the evidence as data', async () => {
  const { status, stdout } = await ipclab([...RUN, '--json', '--wall', '0.5', 'waits.c', '--', 'child'], { cwd });
  const { run } = JSON.parse(stdout.toString()) as {
    run: { limit: string; reached: string[]; evidence: { processes: { state: string }[]; sentences: string[] } };
  };
  assert.deepEqual([status, run.limit, run.reached], [137, 'wall', ['wall']]);
  assert.deepEqual(
    run.evidence.processes.map(({ state }) => state),
    ['S', 'Z'],
  );
  assert.match(run.evidence.sentences[1] ?? '', /has ended and its parent program \(\d+\) has not waited for it$/);
});

test('a project runs from where the person stands: headers elsewhere, included sources, data, flags', async () => {
  for (const folder of ['project/src', 'project/include', 'project/data'])
    mkdirSync(join(cwd, folder), { recursive: true });
  write('project/include/common.h', '#define FILE_NAME "../data/in.txt"\n');
  write('project/src/part.c', 'static int part(void){return STEP;}\n');
  write('project/data/in.txt', 'from data\n');
  write(
    'project/src/main.c',
    '#include <stdio.h>\n#include <common.h>\n#include "part.c"\nint main(void){char s[99];FILE *f=fopen(FILE_NAME,"r");\n' +
      'if(!f||!fgets(s,99,f))return 1;fputs(s,stdout);return part();}\n',
  );
  const flags = ['-I', '../include', '-DSTEP=5', '-std=c11', '-O2', '-Wall'];
  for (const way of [[], ['--clock', 'virtual']]) {
    const { status, stdout, stderr } = await ipclab([...RUN, ...way, ...flags, 'main.c'], {
      cwd: join(cwd, 'project/src'),
    });
    assert.deepEqual([status, stdout.toString(), stderr.toString()], [5, 'from data\n', '']);
  }
});

test('a record holds the folder and the flags of a project', async () => {
  mkdirSync(join(cwd, 'empty'), { recursive: true });
  write(
    'elsewhere.c',
    '#include <stdio.h>\n#include <unistd.h>\nint main(void){char s[99];puts(getcwd(s,99));return K;}\n',
  );
  const at = { cwd: join(cwd, 'empty') };
  const { status, stdout } = await ipclab([...RUN, '--record', 'r.json', '-DK=3', '../elsewhere.c'], at);
  assert.deepEqual([status, stdout.toString()], [3, '/home/student/run/empty\n']);
  assert.equal((await ipclab(['replay', 'r.json'], at)).status, 0);
});

test('a program that a signal ended is told, as a shell tells it', async () => {
  write('fault.c', 'int main(void){volatile int *p=0;*p=1;}');
  const { status, stderr } = await ipclab([...RUN, 'fault.c'], { cwd });
  assert.equal(status, 139);
  assert.match(stderr.toString(), /^ipclab: the program was ended by SIGSEGV \(segmentation fault: .*\)$/m);
  assert.match(stderr.toString(), /^ipclab: what the program printed last may be missing: /m);
});

test('several files with a main are programs, which run side by side with their names before each line', async () => {
  mkdirSync(join(cwd, 'net'), { recursive: true });
  const at = { cwd: join(cwd, 'net') };
  write(
    'net/net.h',
    '#include <stdio.h>\n#include <unistd.h>\n#include <arpa/inet.h>\nint meet(int server, int port);\n',
  );
  write(
    'net/net.c',
    '#include "net.h"\nint meet(int server, int port){int s=socket(AF_INET,SOCK_STREAM,0);' +
      'struct sockaddr_in a={.sin_family=AF_INET,.sin_port=htons(port)};' +
      'if(!server)return connect(s,(void*)&a,sizeof a)?-1:s;' +
      'bind(s,(void*)&a,sizeof a);listen(s,5);return accept(s,0,0);}\n',
  );
  // What hides a main from whoever only reads: the compiler sees it.
  write(
    'net/server.c',
    '#include "net.h"\n#include <stdlib.h>\n#define BEGIN int main(int c,char**v)\n' +
      'BEGIN{char b[9]="";(void)c;int d=meet(1,atoi(v[1]));int n=read(d,b,8);printf("got %d %s\\n",n,b);return n!=5;}\n',
  );
  write(
    'net/client.c',
    '#include "net.h"\n#include <stdlib.h>\nint main(int c,char**v){char b[9];(void)c;int s=meet(0,atoi(v[1]));int n=read(0,b,8);' +
      'fprintf(stderr,"sends %d",n);return s<0||write(s,b,n)<0?1:7;}\n',
  );
  const commands = ['--', './server', '6000', '--', './client', '6000'];
  const { status, stdout, stderr } = await ipclab([...RUN, 'server.c', 'client.c', 'net.c', ...commands], {
    ...at,
    input: Buffer.from('hello'),
  });
  assert.deepEqual([status, stdout.toString()], [7, 'server | got 5 hello\n']);
  assert.match(stderr.toString(), /^client \| sends 5$/m);
  assert.match(stderr.toString(), /^ipclab: client ended with status 7/m);
  const lost = await ipclab([...RUN, 'server.c', 'client.c', 'net.c', '--', '6000'], at);
  assert.equal(lost.status, 2);
  assert.match(
    lost.stderr.toString(),
    /^ipclab: 6000: which program is that for\? There are several; write -- \.\/server/,
  );
  const seeded = await ipclab([...RUN, '--seed', '1', 'server.c', 'client.c', 'net.c'], at);
  assert.equal(seeded.status, 2);
  assert.match(seeded.stderr.toString(), /^ipclab: \.\/server and \.\/client are programs of their own/);
});

test('programs run one after the other, until one fails', async () => {
  for (const [name, status] of Object.entries({ first: 0, second: 3, third: 0 }))
    write(`${name}.c`, `#include <stdio.h>\nint main(void){puts("${name}");return ${status};}\n`);
  const { status, stdout } = await ipclab([...RUN, '--in-turn', 'first.c', 'second.c', 'third.c'], { cwd });
  assert.deepEqual([status, stdout.toString()], [3, 'first\nsecond\n']);
});

test('a program finds the one that it executes, under either clock, and a record knows it', async () => {
  write('boss.c', '#include <unistd.h>\nint main(void){execl("./worker","worker","x",(char*)0);return 1;}\n');
  write('worker.c', '#include <stdio.h>\nint main(int c,char**v){printf("%d %s\\n",c,v[1]);return 5;}\n');
  for (const way of [['boss.c'], ['boss.c', 'worker.c'], ['--record', 'r.json', 'boss.c']]) {
    const { status, stdout } = await ipclab([...RUN, ...way], { cwd });
    assert.deepEqual([status, stdout.toString()], [5, '2 x\n'], way.join(' '));
  }
  assert.equal((await ipclab(['replay', 'r.json'], { cwd })).status, 0);
});

test('a file or a folder called program is in nobody’s way', async () => {
  mkdirSync(join(cwd, 'named/program'), { recursive: true });
  write('named/program/p.c', 'int main(void){return 6;}');
  assert.equal((await ipclab([...RUN, 'program/p.c'], { cwd: join(cwd, 'named') })).status, 6);
});

test('a limit that was met is told with how to raise it, and raised it is room', async () => {
  write(
    'wants-60.c',
    '#include <stdlib.h>\n#include <string.h>\nint main(void){char*p=malloc(60<<20);if(!p)return 1;memset(p,1,60<<20);return 0;}\n',
  );
  const { status, stderr } = await ipclab([...RUN, 'wants-60.c'], { cwd });
  assert.equal(status, 137);
  assert.match(stderr.toString(), /^ipclab: the limit is 48 MiB \(.*\); raise it with --memory <MiB>$/m);
  assert.equal((await ipclab([...RUN, '--memory', '70', 'wants-60.c'], { cwd })).status, 0);
});

test('what programs made or changed is written to the folder of --out, and nothing else', async () => {
  mkdirSync(join(cwd, 'makes/data'), { recursive: true });
  write('makes/data/in.txt', 'in');
  write('makes/kept.txt', 'kept');
  write(
    'makes/m.c',
    '#include <stdio.h>\n#include <unistd.h>\n#include <sys/stat.h>\nint main(void){FILE*f=fopen("data/in.txt","a");fputs("side",f);fclose(f);' +
      'mkdir("new",0755);f=fopen("new/o\\xff",  "w");fclose(f);f=fopen("new/out.bin","w");for(int i=0;i<300000;i++)fputc(i,f);fclose(f);' +
      'symlink("/etc/passwd","link");mkfifo("fifo",0600);f=fopen("../outside","w");return f==NULL;}\n',
  );
  const at = { cwd: join(cwd, 'makes') };
  for (const way of [[], ['--clock', 'virtual']]) {
    const out = `out${way.length}`;
    const { status, stderr } = await ipclab([...RUN, ...way, '--out', out, 'm.c'], at);
    const said = stderr.toString();
    assert.equal(status, 0, said);
    const files = readdirSync(join(cwd, 'makes', out), { recursive: true }).map(String);
    assert.deepEqual(files.sort(), ['data', 'data/in.txt', 'new', 'new/out.bin']);
    assert.equal(readFileSync(join(cwd, 'makes', out, 'data/in.txt'), 'utf8'), 'inside');
    const content = readFileSync(join(cwd, 'makes', out, 'new/out.bin'));
    assert.ok(content.equals(Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => i))));
    assert.match(said, /^ipclab: link is left out: it is no regular file$/m);
    assert.match(said, /^ipclab: fifo is left out: it is no regular file$/m);
    assert.match(said, /^ipclab: new\/o.* is left out: its name is not UTF-8$/m);
  }
  const again = await ipclab([...RUN, '--out', 'out0', 'm.c'], at);
  assert.deepEqual(
    [again.status, again.stderr.toString()],
    [2, 'ipclab: out0: is not empty; give --out a folder that is new or empty\n'],
  );
});

test('a project is built by its makefile, and its one program is run; without make there is the way out', async () => {
  mkdirSync(join(cwd, 'made/include'), { recursive: true });
  write('made/include/n.h', '#define N 4\n');
  write('made/part.c', '#include <n.h>\nint part(void){return N;}\n');
  write('made/main.c', 'int part(void);\nint main(int c,char**v){(void)v;return part()*10+c;}\n');
  write('made/Makefile', 'CFLAGS=-Iinclude\nprog: main.o part.o\n\tcc -o $@ $^\nbad: nothing\n');
  const at = { cwd: join(cwd, 'made') };
  const tcc = await ipclab([...RUN, '--make'], at);
  assert.equal(tcc.status, 1);
  assert.match(tcc.stderr.toString(), /^make: this image has no make; take one that has it: --image gcc$/m);
  const made = await ipclab(['run', '--make'], at);
  assert.equal(made.status, 41, made.stderr.toString());
  assert.equal((await ipclab(['run', '--make', 'prog', '--', './prog', 'x', 'y'], at)).status, 43);
  const bad = await ipclab(['run', '--make', 'bad', '--json'], at);
  const { compile, run } = JSON.parse(bad.stdout.toString()) as { compile: { stderr: string }; run: null };
  assert.deepEqual([bad.status, run], [1, null]);
  assert.match(compile.stderr, /No rule to make target 'nothing'/);
});
