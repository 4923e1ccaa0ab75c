import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Layout } from '../../../web/src/layout/layout.js';

/** The room that a window leaves to the panes. */
function layoutAt(width: number, height: number): Layout {
  const layout = new Layout();
  layout.width.value = width;
  layout.height.value = height;
  return layout;
}

test('below each other, the first page has the most room, and code its own share again', () => {
  const layout = layoutAt(1024, 720);
  assert.equal(layout.axis.value, 'y');
  assert.ok(layout.sizeOf('code') > 480, `${layout.sizeOf('code')} px`);
  layout.isFront.value = false;
  assert.ok(layout.sizeOf('code') < 360, `${layout.sizeOf('code')} px`);
});

test('each of the two keeps the size that a person gave it', () => {
  const layout = layoutAt(1024, 720);
  layout.resize('code', 400);
  layout.isFront.value = false;
  layout.resize('code', 200);
  assert.equal(Math.round(layout.sizeOf('code')), 200);
  layout.isFront.value = true;
  assert.equal(Math.round(layout.sizeOf('code')), 400);
  layout.reset('code');
  layout.isFront.value = false;
  assert.equal(Math.round(layout.sizeOf('code')), 200);
});

test('beside each other, the first page is as wide as code is', () => {
  const layout = layoutAt(1440, 800);
  const first = layout.sizeOf('code');
  layout.isFront.value = false;
  assert.equal(layout.sizeOf('code'), first);
});
