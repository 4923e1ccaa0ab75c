// Terminals: two parties by hand, interrupts, floods, keyboards, the clipboard, transcripts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chord } from '../support/chord.js';
import { LabPage } from '../support/lab-page.js';

let lab: LabPage;
before(async () => {
  lab = await LabPage.open('sockets/inet-stream');
});
after(async () => {
  // A browser that stays open would keep a failed test from ending.
  await lab[Symbol.asyncDispose]();
  lab.assertCalm();
});

test('two parties: each has its terminal and its command, which runs at Enter', async () => {
  await lab.run();
  await lab.shows('Terminal 1', String.raw`\$ \./server 2$`);
  await lab.shows('Terminal 2', String.raw`\$ \./client one line in pieces$`);
  await lab.enter('Terminal 1');
  await lab.page.keyboard.press('Enter');
  await lab.shows('Terminal 1', 'listening');
  await lab.state('Running: server');
  await lab.enter('Terminal 2');
  await lab.page.keyboard.press('Enter');
  await lab.shows('Terminal 2', 'ONE LINE IN PIECES');
  // The next party's command comes when the one before has ended.
  await lab.shows('Terminal 2', String.raw`\$ \./client another client comes later$`);
  await lab.page.keyboard.press('Enter');
  await lab.shows('Terminal 2', 'ANOTHER CLIENT COMES LATER');
  await lab.state('Ready');
});

test('a second terminal sees the files and the objects of the first, and the console does not', async () => {
  await lab.type('Terminal 1', 'ipcmk -M 4096 || ls server.c');
  await lab.shows('Terminal 1', String.raw`^server\.c|Shared memory id`);
  await lab.type('Terminal 2', 'ls *.c > list; echo made');
  await lab.shows('Terminal 2', '^made');
  await lab.type('Terminal 1', 'cat list');
  await lab.shows('Terminal 1', '^client.c');
  await lab.type('Console', 'ls /home/student; echo seen');
  await lab.shows('Console', '^seen');
  assert.doesNotMatch(await lab.text('Console'), /sockets/);
});

test('Ctrl-C ends the program in the foreground, and the shell goes on', async () => {
  await lab.type('Terminal 1', 'cat');
  // Before it reads, Ctrl-C is the shell's, which still has the line.
  await lab.until(`document.querySelector('.evidence')?.textContent.includes('waits in read on its terminal')`);
  await chord(lab.page.keyboard, 'Control', 'c');
  await lab.state('Ready');
  await lab.type('Terminal 1', 'echo on$((40 + 2))');
  await lab.shows('Terminal 1', '^on42');
});

test('Stop interrupts, asks, and kills, whatever the program does about it', async () => {
  await lab.type('Terminal 1', `sh -c 'trap "echo no" INT TERM; echo set; while :; do sleep 1; done'`);
  await lab.shows('Terminal 1', '^set');
  await lab.press('Stop');
  await lab.shows('Terminal 1', '^(\\^C)?no');
  await lab.state('Stop again asks it to end');
  await lab.press('Stop');
  await lab.state('Stop again kills it');
  await lab.press('Stop');
  await lab.state('Ready');
  await lab.type('Terminal 1', 'echo alive$((1 + 1))');
  await lab.shows('Terminal 1', '^alive2');
});

test('what stands above a line that is typed stays when the page gets narrower and wider', async () => {
  await lab.type('Terminal 1', 'echo above$((40 + 2))');
  await lab.shows('Terminal 1', '^above42');
  await lab.page.keyboard.type(`echo ${'long'.repeat(9)}`);
  await lab.shows('Terminal 1', String.raw`\$ echo (long){9}$`);
  const columns = `document.querySelector('section[aria-label="Terminal 1"] .xterm-screen').clientWidth`;
  let typed = '';
  for (const [width, key] of [
    [1024, '1'],
    [1600, '2'],
  ] as const) {
    const before = Number(await lab.page.evaluate(columns));
    await lab.page.setViewport({ width, height: 1000 });
    await lab.until(`${columns} !== ${before}`);
    // The shell draws its line again before it takes a key that comes after the new size.
    await lab.page.keyboard.type(key);
    typed += key;
    await lab.shows('Terminal 1', `g${typed}$`);
    assert.match(await lab.text('Terminal 1'), /^above42$/m, `at ${width} px`);
  }
  await lab.page.keyboard.press('Enter');
  await lab.shows('Terminal 1', '^(long){9}12');
});

test('10 MB of output neither freeze the page nor lose the prompt', async () => {
  // How often the page draws meanwhile.
  await lab.page.evaluate(`{
    window.frames = 0;
    const tick = () => { frames++; window.frame = requestAnimationFrame(tick); };
    tick();
  }`);
  await lab.type(
    'Terminal 1',
    'yes 012345678901234567890123456789012345678901234567890123456789012 | head -c 10000000; echo; echo end$((1 + 1))',
  );
  // It takes keys meanwhile: they come after the end.
  await lab.page.keyboard.type('echo typed$((2 + 2))\n');
  await lab.shows('Terminal 1', '^typed4');
  await lab.shows('Terminal 1', String.raw`inet-stream\$$`);
  const frames = Number(await lab.page.evaluate('cancelAnimationFrame(frame), frames'));
  assert.ok(frames > 20, `the page drew ${frames} times while 10 MB came`);
  assert.match(await lab.transcript('Terminal 1'), /end2/);
});

test('the console does not lose its prompt by a flood either', async () => {
  await lab.type('Console', 'yes 0123456789 | head -c 1000000; echo; echo end$((3 + 3))');
  await lab.shows('Console', '^end6');
  await lab.shows('Console', String.raw`:~\$$`);
});

test('what a keyboard composes or makes by AltGr comes to the guest as it is', async () => {
  await lab.enter('Terminal 2');
  const { keyboard } = lab.page;
  await keyboard.type('echo ');
  const cdp = await lab.page.createCDPSession();
  // AltGr+8 and AltGr+9 on a German keyboard.
  for (const [key, digit] of [
    ['[', 8],
    [']', 9],
  ] as const) {
    const event = {
      key,
      text: key,
      unmodifiedText: String(digit),
      code: `Digit${digit}`,
      windowsVirtualKeyCode: 48 + digit,
    };
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
  // A dead key, then the letter.
  await cdp.send('Input.imeSetComposition', { text: '^', selectionStart: 1, selectionEnd: 1 });
  await cdp.send('Input.insertText', { text: 'ê' });
  await lab.shows('Terminal 2', '\\[\\]ê'); // nobody types on in the same instant
  await keyboard.type('äßù');
  await keyboard.press('Enter');
  await lab.shows('Terminal 2', '^\\[\\]êäßù');
});

test("F6 leads out of a terminal, and Tab is the guest's", async () => {
  await lab.enter('Terminal 1');
  await lab.page.keyboard.press('Tab');
  await lab.until(`document.activeElement.closest('section[aria-label="Terminal 1"]')`);
  await lab.page.keyboard.press('F6');
  await lab.until(`!document.activeElement.closest('.terminal-host')`);
});

test('a shell follows the size of its terminal', async () => {
  await lab.type('Terminal 1', 'clear; stty size');
  await lab.shows('Terminal 1', '^\\d+ \\d+$');
  const before = /^\d+ (\d+)$/m.exec(await lab.text('Terminal 1'))?.[1];
  const width = `document.querySelector('section[aria-label="Terminal 1"] .xterm-screen').clientWidth`;
  const wide = Number(await lab.page.evaluate(width));
  await lab.page.setViewport({ width: 1250, height: 900 });
  // The guest hears of the size before it gets what is typed then.
  await lab.until(`${width} > 0 && ${width} !== ${wide}`);
  await lab.type('Terminal 1', 'clear; stty size');
  await lab.shows('Terminal 1', `^\\d+ (?!${before ?? ''}$)\\d+$`);
  await lab.page.setViewport({ width: 1600, height: 1000 });
});

test('whatever its height, a terminal shows its last row whole', async () => {
  const cut = `[...document.querySelectorAll('.terminal-host')]
    .filter((host) => host.clientHeight > 0)
    .map((host) => host.querySelector('.xterm-screen').getBoundingClientRect().bottom - host.getBoundingClientRect().bottom)
    .filter((below) => below > 0)`;
  for (let height = 900; height < 916; height += 3) {
    await lab.page.setViewport({ width: 1600, height });
    await lab.until(`innerHeight === ${height}`);
    await lab.page.evaluate(
      'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))',
    );
    await lab.until(`${cut}.length === 0`);
  }
  await lab.page.setViewport({ width: 1600, height: 1000 });
});

test('a program gets to the clipboard only if the person lets it, and never learns what is on it', async () => {
  const context = lab.open.browser.defaultBrowserContext();
  for (const name of ['clipboard-read', 'clipboard-write'] as const) {
    const permission = { name, allowWithoutSanitization: true };
    await context.setPermission(lab.open.url.origin, { permission, state: 'granted' });
  }
  await lab.page.bringToFront();
  await lab.page.evaluate(`navigator.clipboard.writeText('mine')`);
  const read = async (): Promise<unknown> => lab.page.evaluate('navigator.clipboard.readText()');
  await lab.type('Terminal 1', String.raw`printf '\033]52;c;dGhlaXJz\a'`);
  await lab.press('Refuse');
  assert.equal(await read(), 'mine');
  await lab.type('Terminal 1', String.raw`printf '\033]52;c;dGhlaXJz\a'`);
  await lab.press('Allow');
  await lab.until(`!document.querySelector('.clipboard-offer')`);
  await lab.enter('Terminal 1');
  assert.equal(await read(), 'theirs');
  await lab.page.evaluate(`navigator.clipboard.writeText('secret')`);
  await lab.type('Terminal 1', String.raw`stty -echo; printf '\033]52;c;?\a'; sleep 1; stty echo; echo over$((4 + 4))`);
  await lab.shows('Terminal 1', 'over8');
  assert.doesNotMatch(await lab.transcript('Terminal 1'), /c2VjcmV0/);
});

test('bells, titles, prompt marks and links of a program do no harm', async () => {
  const title = await lab.page.title();
  await lab.type(
    'Terminal 1',
    String.raw`clear; printf '\a\033]0;pwned\a\033]2;pwned\a\033]133;B\a\033]8;;javascript:document.title="pwned"\033\\link\033]8;;\033\\\n'`,
  );
  await lab.shows('Terminal 1', '^link$');
  await lab.page.evaluate(`window.opened = []; window.open = (...all) => { opened.push(all); return null; }`);
  const spot = JSON.parse(
    String(
      await lab.page.evaluate(`(() => {
        const row = [...document.querySelectorAll('section[aria-label="Terminal 1"] .xterm-rows > div')].find((one) => one.textContent.trim() === 'link');
        const { left, top, height } = row.getBoundingClientRect();
        return JSON.stringify({ x: left + 10, y: top + height / 2 });
      })()`),
    ),
  ) as { x: number; y: number };
  await lab.page.mouse.move(spot.x, spot.y);
  await lab.page.mouse.click(spot.x, spot.y);
  assert.equal(await lab.page.title(), title);
  assert.deepEqual(await lab.page.evaluate('opened'), []);
});

test('colours are those of the program, readable, and none of them needs what the policy forbids', async () => {
  await lab.type('Terminal 1', String.raw`clear; printf '\033[38;2;250;250;200mpale\033[0m \033[32mgreen\033[0m\n'`);
  await lab.shows('Terminal 1', '^pale green$');
  const colour = String(
    await lab.page.evaluate(
      `getComputedStyle([...document.querySelectorAll('.xterm-rows span')].find((one) => one.textContent === 'pale')).color`,
    ),
  );
  const [red = 255, green = 255] = [...colour.matchAll(/\d+/g)].map(Number);
  assert.ok(red < 140 && green < 140, `${colour} on a light ground`);
});

test('the screen-reader mode tells what a terminal shows', async () => {
  await lab.press('Screen reader', `document.querySelector('section[aria-label="Terminal 1"]')`);
  await lab.type('Terminal 1', 'clear; echo for the ear');
  await lab.until(
    `document.querySelector('section[aria-label="Terminal 1"] .xterm-accessibility')?.textContent.includes('for the ear')`,
  );
  await lab.press('Screen reader', `document.querySelector('section[aria-label="Terminal 1"]')`);
});
