// A project's files here and in the guest; the guest is a folder in memory.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Compiler } from '#guest/compile.js';
import type { RemoteContainer } from '#hosts/worker/remote-container.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { IpclabError } from '#util/error.js';
import { ProjectContainer } from '../../../../web/src/run/project-container.js';
import { takeOver } from '../../../../web/src/workspace/take-over.js';
import { MemoryStore } from '../../../../web/src/workspace/memory-store.js';
import { OpenProject } from '../../../../web/src/workspace/open-project.js';

const COMPILER: Compiler = {
  command: ['tcc'],
  libraries: [],
  limits: {},
  container: { memory: 1, processes: 1, bytes: 1, inodes: 1 },
};
const status = { exit: 0 };

class Folder {
  readonly files = new Map<string, { readonly text: string; readonly inode: number }>();
  compilations = 0;
  reads: string[] = [];
  /** What was executed in it. */
  readonly runs: (readonly string[])[] = [];
  #inode = 0;

  write(name: string, text: string): void {
    this.files.set(name, { text, inode: ++this.#inode });
  }

  get container(): RemoteContainer {
    const base = (path: string): string => path.slice('/home/student/p/'.length);
    const fake = {
      put: async ({ path }: { path: string }, content: Uint8Array) => {
        this.write(base(path), decodeText(content));
      },
      get: async (path: string) => {
        this.reads.push(base(path));
        const file = this.files.get(base(path));
        if (!file) throw new IpclabError('guest-refused', 'ENOENT');
        return file.text === 'BINARY' ? Uint8Array.of(0x7f, 0xff, 0xfe) : encodeText(file.text);
      },
      run: async ({ argv }: { argv: readonly string[] }) => {
        this.runs.push(argv);
        if (argv[0] === 'rm') for (const name of argv.slice(3)) this.files.delete(name);
        const asked = argv[1] === 'stat' ? argv.at(-1) : undefined;
        const lines = [...this.files]
          .filter(([name]) => asked === undefined || asked === `./${name}`)
          .map(([name, { inode, text }]) => `${inode} ${text.length} 1 1/./${name}\n`);
        return { status, stdout: encodeText(lines.join('')), stderr: new Uint8Array(0) };
      },
      compile: async ({ output }: { output: string }) => {
        this.compilations++;
        this.write(output, 'BINARY');
        return { status, stdout: new Uint8Array(0), stderr: new Uint8Array(0) };
      },
    };
    return fake as Partial<Record<keyof RemoteContainer, unknown>> as RemoteContainer;
  }
}

const SOURCES = new Map([
  ['main.c', 'int main(void);\n'],
  ['notes.txt', 'read\n'],
]);

async function opened(): Promise<{ folder: Folder; project: ProjectContainer; editor: OpenProject }> {
  const folder = new Folder();
  const machine = { open: async () => folder.container };
  const project = await ProjectContainer.open(machine, COMPILER, 'p', []);
  const editor = await OpenProject.open(
    { id: 'p', title: 'P', kind: 'example', originals: SOURCES, example: undefined, fromLink: false },
    new MemoryStore(),
  );
  await project.put(editor.files.value);
  return { folder, project, editor };
}

test('what a shell did to a file is what the editor shows, and what is compiled next', async () => {
  const { folder, project, editor } = await opened();
  const spec = { sources: undefined, flags: [] };
  await project.compile('main', spec);
  folder.write('main.c', 'int main(void) { return 1; }\n');
  const told = takeOver(editor, await project.changes());
  assert.deepEqual(told, ['main.c was changed in a terminal; the editor shows it as it is now.']);
  assert.equal(editor.files.value.get('main.c'), 'int main(void) { return 1; }\n');
  assert.ok(project.has(editor.files.value));
  await project.compile('main', spec);
  assert.equal(folder.compilations, 2);
});

test('a file that was changed here and there is kept twice, and Run takes the editor’s', async () => {
  const { folder, project, editor } = await opened();
  folder.write('main.c', 'there\n');
  editor.set('main.c', 'here\n');
  const [told] = takeOver(editor, await project.changes());
  assert.match(told ?? '', /Run takes the editor’s; the terminal’s is in main\.c\.terminal\./);
  assert.equal(editor.files.value.get('main.c'), 'here\n');
  assert.equal(editor.files.value.get('main.c.terminal'), 'there\n');
  await project.put(editor.files.value);
  assert.equal(folder.files.get('main.c')?.text, 'here\n');
});

test('a source that is made in a shell comes to the project; what a program made does not', async () => {
  const { folder, project, editor } = await opened();
  folder.write('help.h', '#define HELP 1\n');
  folder.write('include/list.h', 'int list;\n');
  folder.write('output.txt', 'made\n');
  folder.write('odd.c', 'BINARY');
  takeOver(editor, await project.changes());
  assert.deepEqual([...editor.files.value.keys()], ['main.c', 'notes.txt', 'help.h', 'include/list.h']);
});

test('a file that was deleted in a shell is said, and put back', async () => {
  const { folder, project, editor } = await opened();
  folder.files.delete('main.c');
  const [told] = takeOver(editor, await project.changes());
  assert.match(told ?? '', /^main\.c was deleted in a terminal; the editor still has it, and Run puts it back\.$/);
  await project.put(editor.files.value);
  assert.equal(folder.files.get('main.c')?.text, SOURCES.get('main.c'));
});

test('nothing is read, and nothing said, when nothing was done', async () => {
  const { folder, project, editor } = await opened();
  assert.deepEqual(takeOver(editor, await project.changes()), []);
  assert.deepEqual(folder.reads, []);
});

test('a program is compiled again when it was removed or replaced, and not otherwise', async () => {
  const { folder, project } = await opened();
  const spec = { sources: undefined, flags: [] };
  await project.compile('main', spec);
  await project.compile('main', spec);
  assert.equal(folder.compilations, 1);
  folder.files.delete('main');
  await project.compile('main', spec);
  assert.equal(folder.compilations, 2);
  folder.write('main', 'BINARY');
  await project.compile('main', spec);
  assert.equal(folder.compilations, 3);
});

test('for one program only that is looked at, and not the folder', async () => {
  const { folder, project } = await opened();
  folder.runs.length = 0;
  await project.compile('main', { sources: undefined, flags: [] });
  assert.deepEqual(
    folder.runs.map(([program, command, ...words]) => [program, command, words.at(-1)]),
    [['/bin/busybox', 'stat', './main']],
  );
});
