import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kitStore, type KitIdentity } from '#kit/kit-store.js';

const PIPES = { name: 'pipes', title: 'Pipes' };
const SOCKETS = { name: 'sockets', title: 'Sockets' };
const KIT: KitIdentity = { title: 'Systems', term: 'Winter term', labs: [PIPES, SOCKETS] };

test('two kits with a lab of the same name keep their work apart', () => {
  const others: KitIdentity[] = [
    { ...KIT, title: 'Networks' },
    { ...KIT, term: 'Summer term' },
    { ...KIT, labs: [PIPES] },
    { ...KIT, labs: [{ ...PIPES, title: 'Other pipes' }, SOCKETS] },
  ];
  const names = [KIT, ...others].map(kitStore);
  assert.equal(new Set(names).size, names.length);
  for (const name of names) assert.match(name, /^ipclab-kit-[0-9a-f]{32}$/);
});

test('a kit that is built again, its labs named in whatever order, finds the work that was done in it', () => {
  assert.equal(kitStore({ ...KIT, labs: [SOCKETS, PIPES] }), kitStore({ ...KIT }));
});
