import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadExamples } from '#course/examples.js';
import { readCatalogue } from '#site/catalogue.js';
import { renderReadme } from '#site/readme.js';

const render = (source: string): string => renderReadme(source, new Set(['pipes/eof']), 'README.md');

test('an example that is named becomes a link within the page', () => {
  assert.equal(
    render('See `pipes/eof`, not `pipes/none`.'),
    '<p>See <a href="#pipes/eof"><code>pipes/eof</code></a>, not <code>pipes/none</code>.</p>\n',
  );
});

test('a question folds its answer, with Markdown in both', () => {
  assert.equal(
    render('<details><summary>Why `x`?</summary>\n\nBecause *so*.\n\n</details>\n\nThen.'),
    '<details><summary>Why <code>x</code>?</summary>\n<p>Because <em>so</em>.</p>\n</details>\n<p>Then.</p>\n',
  );
});

test('other HTML is text, and a link can run nothing', () => {
  assert.equal(render('<script>x</script>'), '<p>&lt;script&gt;x&lt;/script&gt;</p>\n');
  assert.equal(
    render('<details><summary><img src=x onerror=y></summary>\n</details>'),
    '<details><summary>&lt;img src=x onerror=y&gt;</summary>\n</details>\n',
  );
  assert.doesNotMatch(render('[x](javascript:alert)'), /href/);
});

test('a table aligns by classes, since the policy of the page lets in no style attribute', () => {
  assert.match(render('| a |\n| -: |\n| 1 |'), /<th class="align-right">a<\/th>/);
});

test('a folded answer that does not end is an error that says where', () => {
  assert.throws(() => render('<details><summary>Why?</summary>\nText'), {
    code: 'usage',
    message: 'README.md: a <details> does not end; put </details> on a line of its own',
  });
});

test('every example is in the catalogue with its files, and no README needs what the policy forbids', async () => {
  const catalogue = await readCatalogue();
  assert.deepEqual(
    catalogue.map(({ name }) => name),
    (await loadExamples()).map(({ name }) => name),
  );
  for (const { name, readme, files, example } of catalogue) {
    assert.ok(Object.keys(files).length > 0, name);
    assert.deepEqual(example?.mutations, [], name);
    assert.doesNotMatch(
      readme,
      /<(?!\/?(?:h\d|p|ul|ol|li|code|pre|em|strong|a|details|summary|table|thead|tbody|tr|th|td|blockquote|hr|br)\b)/,
      name,
    );
    assert.doesNotMatch(readme, / (?:style|on\w+)=/, name);
    assert.match(
      readme,
      /^(?:<h1[^>]*>[^<]*<\/h1>\s*)?<p>/,
      `${name} begins with what it is about, not with a command`,
    );
    // Whoever reads it elsewhere is led to a text that says what it is.
    const looks = [...readme.matchAll(/<a href="([^"]*)">Look at /g)].map(([, href]) => href);
    assert.deepEqual(looks, [`#/${name}/look`], `one link of ${name} leads to an instant`);
    assert.equal(example.runs.filter(({ look }) => look !== undefined).length, 1, name);
  }
});
