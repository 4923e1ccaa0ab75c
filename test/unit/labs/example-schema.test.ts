import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EXAMPLES } from '../../../src/hosts/node/paths.js';
import { exampleJsonSchema } from '../../../src/labs/json-schema.js';

test('the JSON Schema that editors use is the one that the runner uses (else: make format)', () => {
  const published: unknown = JSON.parse(readFileSync(join(EXAMPLES, 'example.schema.json'), 'utf8'));
  assert.deepEqual(published, exampleJsonSchema());
});
