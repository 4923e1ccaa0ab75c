import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Catalogue, CatalogueExample } from '#page-data/catalogue.js';
import { MemoryStore } from '../../../web/src/workspace/memory-store.js';
import { OpenProject, type ProjectOrigin } from '../../../web/src/workspace/open-project.js';
import { Workspace } from '../../../web/src/workspace/workspace.js';

const ORIGIN: ProjectOrigin = {
  id: 'pipes/loopback',
  title: 'A pipe as a loop-back',
  kind: 'example',
  originals: new Map([
    ['loopback.c', 'int main(void);\n'],
    ['notes.txt', 'read\n'],
  ]),
  example: 'pipes/loopback',
  fromLink: false,
};

const texts = (project: OpenProject): Record<string, string> => Object.fromEntries(project.files.value);

/** Two tabs with one store below them, each told by the other. */
async function twoTabs(): Promise<[OpenProject, OpenProject]> {
  const store = new MemoryStore();
  const beside = new MemoryStore(store);
  const tabs: [OpenProject, OpenProject] = [
    await OpenProject.open(ORIGIN, store),
    await OpenProject.open(ORIGIN, beside),
  ];
  store.onNotice = () => void tabs[0].refresh();
  beside.onNotice = () => void tabs[1].refresh();
  return tabs;
}

describe('a project', () => {
  test('an edit is there after a reload', async () => {
    const store = new MemoryStore();
    const before = await OpenProject.open(ORIGIN, store);
    before.set('loopback.c', 'int x;\n');
    before.set('new.c', 'int y;\n');
    await before.flush();
    const after = await OpenProject.open(ORIGIN, store);
    assert.deepEqual(texts(after), { 'loopback.c': 'int x;\n', 'notes.txt': 'read\n', 'new.c': 'int y;\n' });
    assert.deepEqual([...after.changed.value], ['loopback.c']);
  });

  test('is written by itself soon after the last key', async () => {
    const store = new MemoryStore();
    const project = await OpenProject.open(ORIGIN, store);
    project.set('loopback.c', 'int x;\n');
    assert.equal(project.unsaved.value, true);
    await new Promise<void>((resolve) => {
      const stop = project.unsaved.subscribe((unsaved) => {
        if (unsaved) return;
        queueMicrotask(() => {
          stop();
          resolve();
        });
      });
    });
    assert.equal((await store.files(ORIGIN.id)).length, 1);
  });

  test('deleted and renamed files stay so, and the original can be restored', async () => {
    const store = new MemoryStore();
    const before = await OpenProject.open(ORIGIN, store);
    before.remove('notes.txt');
    before.rename('loopback.c', 'loop.c');
    await before.flush();
    const after = await OpenProject.open(ORIGIN, store);
    assert.deepEqual(texts(after), { 'loop.c': 'int main(void);\n' });
    after.restore();
    assert.deepEqual(texts(after), {
      'loop.c': 'int main(void);\n',
      'loopback.c': 'int main(void);\n',
      'notes.txt': 'read\n',
    });
    assert.equal(after.changed.value.size, 0);
  });

  test('one file alone can be restored', async () => {
    const project = await OpenProject.open(ORIGIN, new MemoryStore());
    project.set('loopback.c', 'a');
    project.set('notes.txt', 'b');
    project.restore('notes.txt');
    assert.deepEqual(texts(project), { 'loopback.c': 'a', 'notes.txt': 'read\n' });
  });

  test('a file that was typed back to the original follows a newer catalogue', async () => {
    const store = new MemoryStore();
    const before = await OpenProject.open(ORIGIN, store);
    before.set('loopback.c', 'x');
    before.set('loopback.c', 'int main(void);\n');
    await before.flush();
    const newer = { ...ORIGIN, originals: new Map([['loopback.c', 'int main(void); // newer\n']]) };
    assert.deepEqual(texts(await OpenProject.open(newer, store)), { 'loopback.c': 'int main(void); // newer\n' });
  });

  test('a rename keeps the file at its place', async () => {
    const project = await OpenProject.open(ORIGIN, new MemoryStore());
    project.rename('loopback.c', 'first.c');
    assert.deepEqual([...project.files.value.keys()], ['first.c', 'notes.txt']);
  });
});

describe('several tabs', () => {
  test('an edit shows in the other tab', async () => {
    const [left, right] = await twoTabs();
    left.set('loopback.c', 'left');
    await left.flush();
    await right.refresh();
    assert.equal(right.files.value.get('loopback.c'), 'left');
  });

  test('edits of different files do not touch each other', async () => {
    const [left, right] = await twoTabs();
    left.set('loopback.c', 'left');
    right.set('notes.txt', 'right');
    await Promise.all([left.flush(), right.flush()]);
    await Promise.all([left.refresh(), right.refresh()]);
    for (const tab of [left, right]) assert.deepEqual(texts(tab), { 'loopback.c': 'left', 'notes.txt': 'right' });
  });

  test('edits of one file at the same time are both there, and it is told', async () => {
    const [left, right] = await twoTabs();
    const told: string[] = [];
    right.onConflict = (sentence) => told.push(sentence);
    left.set('loopback.c', 'left');
    right.set('loopback.c', 'right');
    await left.flush();
    await right.flush();
    await Promise.all([left.refresh(), right.refresh()]);
    for (const tab of [left, right]) {
      assert.equal(tab.files.value.get('loopback.c'), 'right');
      assert.equal(tab.files.value.get('loopback.c.other'), 'left');
    }
    assert.match(told.join(), /loopback\.c was changed in another tab/);
  });

  test('a file that is edited in one tab and deleted in the other is kept', async () => {
    const [left, right] = await twoTabs();
    left.set('loopback.c', 'left');
    right.remove('loopback.c');
    await left.flush();
    await right.flush();
    await Promise.all([left.refresh(), right.refresh()]);
    for (const tab of [left, right]) assert.equal(tab.files.value.get('loopback.c'), 'left');
  });

  test('a tab that slept takes over what it missed', async () => {
    const store = new MemoryStore();
    const asleep = await OpenProject.open(ORIGIN, new MemoryStore(store));
    const awake = await OpenProject.open(ORIGIN, store);
    awake.set('loopback.c', 'awake');
    await awake.flush();
    assert.equal(asleep.files.value.get('loopback.c'), 'int main(void);\n');
    await asleep.refresh();
    assert.equal(asleep.files.value.get('loopback.c'), 'awake');
  });
});

describe('a browser that keeps nothing', () => {
  class FullStore extends MemoryStore {
    full = true;
    override async write(...change: Parameters<MemoryStore['write']>): ReturnType<MemoryStore['write']> {
      if (this.full) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      return super.write(...change);
    }
  }

  test('says so, goes on in memory, and keeps the edits once it can', async () => {
    const store = new FullStore();
    const project = await OpenProject.open(ORIGIN, store);
    project.set('loopback.c', 'x');
    await project.flush();
    assert.match(project.fault.value ?? '', /quota/);
    assert.equal(project.unsaved.value, true);
    assert.equal(project.files.value.get('loopback.c'), 'x');
    store.full = false;
    project.set('notes.txt', 'y');
    await project.flush();
    assert.equal(project.fault.value, undefined);
    const after = await OpenProject.open(ORIGIN, store);
    assert.deepEqual(texts(after), { 'loopback.c': 'x', 'notes.txt': 'y' });
  });
});

describe('the workspace', () => {
  const example: CatalogueExample = {
    name: 'pipes/loopback',
    title: 'A pipe as a loop-back',
    shows: 'The bytes come back.',
    readme: '',
    files: Object.fromEntries(ORIGIN.originals),
    example: { title: 'metadata', shows: '', programs: {}, runs: [], mutations: [] },
  };
  const catalogue: Catalogue = { examples: [example] };

  test('opens an example with the file in C first, and gives the machine what stands in the editor', async () => {
    const workspace = new Workspace(new MemoryStore(), catalogue);
    assert.equal(await workspace.openExample('pipes/loopback'), true);
    assert.equal(workspace.active.value, 'loopback.c');
    workspace.current.value?.set('loopback.c', 'typed just now');
    assert.deepEqual(workspace.project(), {
      name: 'pipes/loopback',
      files: new Map([
        ['loopback.c', 'typed just now'],
        ['notes.txt', 'read\n'],
      ]),
      example: example.example,
    });
  });

  test('a project of one’s own is there in another tab, with its title and files', async () => {
    const store = new MemoryStore();
    const left = new Workspace(store, catalogue);
    const right = new Workspace(new MemoryStore(store), catalogue);
    const { id, title } = await left.library.create({ title: 'Größe & Länge' });
    await left.fill(id, new Map([['main.c', 'int main(void);']]));
    assert.equal(id, 'gro-e-la-nge');
    await right.refresh();
    assert.equal(await right.openOwn(id), true);
    assert.equal(right.current.value?.origin.title, title);
    assert.deepEqual(right.project(), { name: id, files: new Map([['main.c', 'int main(void);']]) });
  });

  test('two projects of one title get two names', async () => {
    const { library } = new Workspace(new MemoryStore(), catalogue);
    assert.equal((await library.create({ title: 'Test' })).id, 'test');
    const second = await library.create({ title: 'Test' });
    assert.deepEqual([second.id, second.title], ['test-2', 'Test 2']);
  });

  test('a deleted project is gone with its files', async () => {
    const store = new MemoryStore();
    const workspace = new Workspace(store, catalogue);
    const { id } = await workspace.library.create({ title: 'Test' });
    await workspace.fill(id, new Map([['main.c', 'x']]));
    await workspace.library.remove(id);
    assert.equal(await workspace.openOwn(id), false);
    assert.deepEqual(await store.files(`own/${id}`), []);
  });

  test('passed stays passed when it is run again', async () => {
    const { library } = new Workspace(new MemoryStore(), catalogue);
    await library.reached('pipes/loopback', 'passed');
    await library.reached('pipes/loopback', 'ran');
    assert.equal(library.progress.value.get('pipes/loopback'), 'passed');
  });

  test('who goes to the start and at once back to the same project finds it open, also with edits to be written', async () => {
    const workspace = new Workspace(new MemoryStore(), catalogue);
    await workspace.openExample('pipes/loopback');
    workspace.current.value?.set('loopback.c', 'typed');
    const closed = workspace.close();
    const opened = workspace.openExample('pipes/loopback');
    await Promise.all([closed, opened]);
    assert.equal(workspace.files.value.get('loopback.c'), 'typed');
    await workspace.close();
    assert.equal(workspace.current.value, undefined);
  });

  test('what is made while the library is read stays in it', async () => {
    const { library } = new Workspace(new MemoryStore(), catalogue);
    const read = library.refresh();
    const { id } = await library.create({ title: 'Test' });
    await library.reached('pipes/loopback', 'passed');
    await read;
    assert.equal(library.find(id)?.title, 'Test');
    assert.equal(library.progress.value.get('pipes/loopback'), 'passed');
  });

  test('what is typed before another example opens is not lost', async () => {
    const store = new MemoryStore();
    const workspace = new Workspace(store, { examples: [example, { ...example, name: 'pipes/other' }] });
    await workspace.openExample('pipes/loopback');
    workspace.current.value?.set('loopback.c', 'typed');
    await workspace.openExample('pipes/other');
    await workspace.openExample('pipes/loopback');
    assert.equal(workspace.files.value.get('loopback.c'), 'typed');
  });
});
