// The pages of a class as a browser shows them: no violation of accessibility, none of their own policy, no byte that acts.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import type { AxeResults } from 'axe-core';
import * as fc from 'fast-check';
import { NO_GROUND } from '#reports/ground.js';
import { writeReport, type ReportKind } from '#reports/reports.js';
import { drawRun } from '#xray/picture/drawing.js';
import { openPage } from '../support/chromium.js';
import { classOf, PLAIN, type Texts } from '../support/class-result.js';
import { hostileTexts } from '../support/hostile-texts.js';
import { openPipe } from '../support/xray/stories.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const KINDS: readonly ReportKind[] = ['html', 'students'];

/** With the drawing of a run on the student's page. */
function firstOf(kind: ReportKind, texts: Texts): string {
  const graded = classOf(texts);
  const failedIn = [{ run: texts.name, seed: 0 }];
  for (const task of graded.results.flatMap(({ tasks }) => tasks))
    task.checks = task.checks.map((check) => (check.hidden ? check : { ...check, failedIn }));
  const events = openPipe().events.map((event) => {
    if (event.kind === 'exec') return { ...event, path: `/home/${texts.path}` };
    return event.kind === 'call' && event.bytes !== undefined ? { ...event, bytes: texts.output } : event;
  });
  const hang = drawRun({ title: '', recording: { ...openPipe(), events } });
  return [...writeReport(kind, graded, { ...NO_GROUND, drawingOf: () => hang }).values()][0] ?? '';
}

for (const kind of KINDS) {
  test(`${kind}: axe finds nothing, light and dark, wide and narrow`, async () => {
    await using open = await openPage({
      '/': { type: 'text/html', content: firstOf(kind, PLAIN) },
      '/favicon.ico': { type: 'image/x-icon', content: '' },
    });
    const { page } = open;
    assert.equal(await page.evaluate("getComputedStyle(document.querySelector('.checks')).listStyleType"), 'none');
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    // axe itself is no part of the page: it comes in beside its policy.
    await page.evaluate(axe);
    for (const scheme of ['light', 'dark']) {
      for (const width of [390, 1200]) {
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
        );
        assert.ok(
          await page.evaluate('document.documentElement.scrollWidth <= innerWidth'),
          `${width} px: no scrolling sideways`,
        );
        const small = await page.evaluate(
          "[...document.querySelectorAll('.histogram text')].filter((one) => one.getBoundingClientRect().height < 11).length",
        );
        assert.equal(small, 0, `${width} px: letters that nobody can read`);
        assert.ok(
          await page.evaluate(
            "[...document.querySelectorAll('.xray-waits')].every(({ parentElement: box }) => box.scrollWidth <= box.clientWidth)",
          ),
          `${width} px: who waits for whom has room`,
        );
      }
    }
    assert.deepEqual(open.errors, []);
  });

  test(`${kind}: a name or an id without end stretches nothing`, async () => {
    const endless = 'x'.repeat(200);
    const content = firstOf(kind, {
      ...PLAIN,
      id: endless,
      name: `${endless} ${'a\u0301'.repeat(200)}`,
      path: endless,
    });
    await using open = await openPage({
      '/': { type: 'text/html; charset=utf-8', content },
      '/favicon.ico': { type: 'image/x-icon', content: '' },
    });
    const { page } = open;
    await page.setViewport({ width: 1200, height: 800 });
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    const stretched = `[...document.querySelectorAll('body, .scroll')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent, scrollWidth }) => scrollWidth + ' px: ' + textContent.slice(0, 80))`;
    assert.deepEqual(await page.evaluate(stretched), []);
  });

  test(`${kind}: a student's bytes are text`, async () => {
    for (const texts of fc.sample(hostileTexts, { numRuns: 15, seed: 7 })) {
      await using open = await openPage({
        '/': { type: 'text/html; charset=utf-8', content: firstOf(kind, texts) },
        '/favicon.ico': { type: 'image/x-icon', content: '' },
      });
      assert.equal(
        await open.page.evaluate(
          "document.querySelectorAll('script, img, iframe, [onclick], [onerror], [onload]').length",
        ),
        0,
      );
      assert.deepEqual(open.errors, []);
    }
  });
}

test('junit: well-formed XML for a browser, with every suite, whatever a student is called', async () => {
  await using open = await openPage({
    '/': { type: 'text/html', content: '<!doctype html>' },
    '/favicon.ico': { type: 'image/x-icon', content: '' },
  });
  for (const texts of fc.sample(hostileTexts, { numRuns: 100, seed: 7 })) {
    const xml = firstOf('junit', texts);
    const found = await open.page.evaluate(`(() => {
      const read = new DOMParser().parseFromString(${JSON.stringify(xml)}, 'application/xml');
      return [read.getElementsByTagName('parsererror').length, read.getElementsByTagName('testsuite').length];
    })()`);
    assert.deepEqual(found, [0, 5], xml);
  }
});
