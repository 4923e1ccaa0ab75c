import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFault } from '#examples/mutate.js';
import { parseExample } from '#examples/parse-example.js';
import type { ExamplePlan } from '#examples/plan.js';
import { guestSetting } from '#scenario/setting.js';
import { encodeText } from '#util/bytes.js';
import { COMPILER } from '../../support/compiler.js';

const run = (name: string, program: string): object => ({
  name,
  shows: 's',
  parties: [{ command: ['/bin/sh', '-c', `./${program} < input`], end: { exit: 0 } }],
});
const example = parseExample(
  JSON.stringify({
    title: 't',
    shows: 's',
    programs: { parent: {}, child: {}, other: {} },
    runs: [run('family', 'parent'), run('alone', 'other')],
    mutations: [{ file: 'child.c', find: 'return 0', replace: 'return 1', breaks: 'family' }],
  }),
  'example.json',
);
const texts = {
  'parent.c': 'int main(void) { execl("./child", "child", (char *)0); }',
  'child.c': 'int main(void) { return 0; }',
  'other.c': 'int main(void) { return 0; }',
};
const plan: ExamplePlan = {
  name: 'topic/example',
  example,
  files: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, encodeText(text)])),
  setting: guestSetting(COMPILER, 'example'),
};

test('with a fault in it an example has the run that must notice, and the programs that this may start', () => {
  const [fault] = example.mutations;
  assert.ok(fault);
  const { example: faulty, files } = withFault(plan, fault);
  assert.deepEqual(
    [faulty.runs.map(({ name }) => name), Object.keys(faulty.programs), faulty.mutations],
    [['family'], ['parent', 'child'], []],
  );
  assert.deepEqual(files['child.c'], encodeText('int main(void) { return 1; }'));
});
