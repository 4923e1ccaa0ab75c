// Who is faster than the page: what is pressed and typed while it is at something is for what was meant by it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answersLate } from '../support/late-page.js';
import { LabPage } from '../support/lab-page.js';

let lab: LabPage;
before(async () => {
  lab = await LabPage.open();
  await answersLate(lab.page);
  await lab.page.evaluate(`location.hash = 'pipes/loopback'`);
  await lab.page.reload();
  await lab.settled();
});
after(async () => {
  await lab[Symbol.asyncDispose]();
  lab.assertCalm();
});

/** Presses Run and does something before the machine has answered anything. @returns what the page says of its state then */
async function runAnd(meanwhile: string): Promise<unknown> {
  await lab.until(lab.enabled('Run'));
  return lab.page.evaluate(`(async () => {
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'Run').click();
    ${meanwhile};
    // Later than what is drawn, and earlier than any answer.
    await new Promise((done) => setTimeout(done));
    return document.querySelector('.run-state').textContent;
  })()`);
}

test('from the press on the page says that it compiles, and what is typed when the program has ended is for the shell', async () => {
  assert.equal(await runAnd(''), 'Compiling loopback…');
  await lab.shows('Terminal 1', 'loopback ended with status 0');
  await lab.type('Terminal 1', 'echo typed$((1 + 1)) at once');
  await lab.shows('Terminal 1', '^typed2 at once');
});

test('what a command does that was typed before the prompt comes to the editor, and it is said to run', async () => {
  await lab.type('Terminal 1', 'sleep 3');
  await lab.type('Terminal 1', `echo '// typed early' >> loopback.c`);
  await lab.until(`/changed in a terminal/.test(document.body.innerText)`);
  await lab.type('Terminal 1', 'sleep 3; echo slept');
  await lab.type('Terminal 1', 'echo endless; while :; do :; done');
  await lab.shows('Terminal 1', '^slept');
  await lab.shows('Terminal 1', '^endless');
  await lab.until(lab.enabled('Stop'));
  await lab.press('Stop');
  await lab.state('^Ready');
});

test('who opens another example right after Run has run neither of them', async () => {
  await runAnd(`location.hash = 'pipes/eof'`);
  await lab.opened('The end of file of a pipe');
  await lab.state('^Ready');
  assert.equal(await lab.note('Terminal 1'), 'loopback ended with status 0');
});

test('what the compiler says of a program is not said of what was opened meanwhile', async () => {
  await lab.write('#include <unistd.h>\nint main(void) { pause(); }\n');
  await lab.run();
  await lab.edit();
  await lab.page.keyboard.type('mistake ');
  await lab.press('Run');
  // The compiler has not answered yet.
  await lab.shows('Terminal 1', 'is ended for the new run');
  await lab.page.evaluate(`location.hash = 'pipes/loopback'`);
  await lab.opened('A pipe as a loop-back');
  await lab.shows('Terminal 1', 'error:');
  assert.equal(await lab.page.evaluate(`document.querySelector('.finding') === null`), true);
});

test('a check that passes ticks the example that was checked, not the one that is open by then', async () => {
  await lab.press('Check');
  await lab.page.evaluate(`location.hash = 'pipes/eof'`);
  await lab.opened('The end of file of a pipe');
  await lab.until(`/loopback: all \\d+ checks passed/.test(document.querySelector('.checks')?.innerText)`);
  const ticked = `[...document.querySelectorAll('.catalogue-row')].filter((row) => /all checks passed/.test(row.textContent)).map((row) => row.querySelector('a').getAttribute('href'))`;
  assert.deepEqual(await lab.page.evaluate(ticked), ['#/pipes/loopback']);
});

test('a dialog goes with the project that it asks about', async () => {
  await lab.press('File actions');
  await lab.press('Delete eof.c');
  await lab.until(`document.querySelector('dialog[open]')`);
  await lab.page.evaluate(`location.hash = 'pipes/loopback'`);
  await lab.opened('A pipe as a loop-back');
  assert.equal(await lab.page.evaluate(`document.querySelector('dialog') === null`), true);
});

test('a new program has the keyboard in its file, and keeps it, however late frames are', async () => {
  await lab.page.evaluate(`{
    const frame = requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (work) => frame(() => setTimeout(() => frame(work), 300));
  }`);
  await lab.page.locator('.tab::-p-text(Examples)').click();
  await lab.page.locator('::-p-aria([name="New program"][role="button"])').click();
  await lab.until(`document.querySelector('.editor-host')?.shadowRoot?.activeElement`);
  // What the page wanted to do with its next frames is done by then.
  await lab.page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`);
  assert.equal(await lab.page.evaluate(`document.activeElement.className`), 'editor-host');
});
