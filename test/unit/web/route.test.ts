import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { formatRoute, parseRoute, type Route } from '../../../web/src/route.js';

describe('addresses', () => {
  test('each thing that can be open has an address that leads back to it', () => {
    const routes: Exclude<Route, { view: 'unknown' }>[] = [
      { view: 'start' },
      { view: 'example', name: 'pipes/loopback' },
      { view: 'example', name: 'pipes/loopback', looks: true },
      { view: 'own', id: 'new-program-2' },
      { view: 'link', payload: '1.eJxLTAQAAc4A_-w' },
    ];
    for (const route of routes) assert.deepEqual(parseRoute(formatRoute(route)), route);
  });

  test('a README’s link to another example needs no slash', () => {
    assert.deepEqual(parseRoute('#sockets/inet-stream'), { view: 'example', name: 'sockets/inet-stream' });
  });

  test('no hash is the start, anything else is unknown and not a failure', () => {
    assert.deepEqual(parseRoute(''), { view: 'start' });
    for (const address of ['x', 'own/', 'own/../x', 'a/b/c', 'a/b/look/c', 'link/', 'A/B', '%zz']) {
      assert.equal(parseRoute(`#/${address}`).view, 'unknown', address);
    }
  });
});
