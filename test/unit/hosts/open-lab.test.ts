// What a page of one's own finds in its copy of web/out, without a browser.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { openLab } from '../../../src/browser.js';

function serve(context: TestContext, answer: () => Promise<Response>): void {
  context.mock.method(globalThis, 'fetch', answer);
  Object.assign(globalThis, { location: new URL('http://127.0.0.1/page/') });
  context.after(() => Reflect.deleteProperty(globalThis, 'location'));
}

for (const [what, answer, code, message] of [
  [
    'not there',
    () => new Response('', { status: 404 }),
    'image-missing',
    /lab\/parts\.json cannot be loaded \(status 404\)/,
  ],
  [
    'a page that says 200',
    () => new Response('<!doctype html>'),
    'image-corrupt',
    /lab\/parts\.json: is not JSON .*; put/,
  ],
  ['of another version', () => new Response('{"worker":"w.js"}'), 'image-corrupt', /lab\/parts\.json: images: .*; put/],
] as const) {
  test(`a copy that is ${what} is one sentence with the cure`, async (context) => {
    serve(context, () => Promise.resolve(answer()));
    await assert.rejects(openLab('lab'), { code, message });
  });
}
