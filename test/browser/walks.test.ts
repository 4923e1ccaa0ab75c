// The page as a student meets it who tries things: in the terminal as well as in the editor, without reading first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabPage } from '../support/lab-page.js';

/** What the editor shows. */
const CODE = `[...document.querySelector('.editor-host').shadowRoot.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`;
const EVIDENCE = `[...document.querySelectorAll('.evidence')].map((one) => one.innerText).join('\\n')`;
const IN_TERMINAL = (name: string): string =>
  `document.querySelector('section[aria-label="${name}"]')?.contains(document.activeElement)`;

/** Its child goes on for a second after it, as it does from a shell. */
const ORPHAN = `#include <stdio.h>
#include <unistd.h>
int main(void) {
    pid_t parent = getpid();
    if (fork() != 0) return 0;
    while (getppid() == parent) usleep(10000);
    sleep(1);
    puts("the orphan is still here");
    return 0;
}
`;

test('a file that is changed in the terminal is what the editor shows and what Run runs', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.run();
  await lab.shows('Terminal 1', 'loopback ended with status 0');
  // Typed at once: the shell comes a moment after the program has ended.
  await lab.type('Terminal 1', `sed -i 's/EXIT_SUCCESS/7/' loopback.c`);
  await lab.until(`/return 7;/.test(${CODE})`);
  await lab.until(`/loopback\\.c was changed in a terminal/.test(document.querySelector('.message')?.innerText)`);
  await lab.run();
  await lab.shows('Terminal 1', 'loopback ended with status 7');
  await lab.type('Terminal 1', 'rm loopback; echo removed$((1 + 1))');
  await lab.shows('Terminal 1', '^removed2');
  await lab.state('^Ready');
  await lab.runToEnd();
  assert.equal(await lab.note('Terminal 1'), 'loopback ended with status 7');
  await lab.type('Terminal 1', 'echo alive$((1 + 1))');
  await lab.shows('Terminal 1', '^alive2');
  lab.assertCalm();
});

test('after Run the keyboard is the program’s, and waiting for it is no alarm', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.write(
    '#include <stdio.h>\nint main(void) { char name[80]; if (scanf("%79s", name) != 1) return 1; printf("hello %s\\n", name); return 0; }\n',
  );
  const before = await lab.page.evaluate(CODE);
  await lab.run();
  await lab.until(IN_TERMINAL('Terminal 1'));
  await lab.until(`/waits for your input/.test(${EVIDENCE})`);
  assert.equal(await lab.page.evaluate(`document.querySelector('.evidence.alarm') === null`), true);
  await lab.page.keyboard.type('Ada\n');
  await lab.shows('Terminal 1', '^hello Ada');
  assert.equal(await lab.page.evaluate(CODE), before);
  lab.assertCalm();
});

test('a hung program is told, also after Stop, and run again it takes the same terminal', async () => {
  await using lab = await LabPage.open('pipes/open-pipe-problem');
  await lab.run();
  await lab.until(`/All processes are blocked/.test(${EVIDENCE})`);
  await lab.run();
  await lab.shows('Terminal 1', 'is ended for the new run');
  await lab.until(`/All processes are blocked/.test(${EVIDENCE})`);
  assert.equal(await lab.page.evaluate(`document.querySelectorAll('section.terminal-pane').length`), 2);
  await lab.press('Stop');
  await lab.state('Ready');
  await lab.until(
    `/When you stopped it, all processes were blocked:[^]*whose write end it holds itself/.test(${EVIDENCE})`,
  );
  lab.assertCalm();
});

test('who corrects a program that is wrong on purpose is told so', async () => {
  await using lab = await LabPage.open('pipes/open-pipe-problem');
  await lab.run();
  await lab.until(`/All processes are blocked/.test(${EVIDENCE})`);
  await lab.press('Stop');
  await lab.state('Ready');
  // The child closes what it does not use, as the guide says.
  await lab.type('Terminal 1', `sed -i 's/tell("child", p\\[1\\]);/&\\n        close(p[1]);/' as-printed.c`);
  await lab.until(`/close\\(p\\[1\\]\\);\\n/.test(${CODE})`);
  await lab.press('Check');
  await lab.until(`/as-printed: fixed/.test(document.querySelector('.checks')?.innerText)`);
  await lab.until(`/all \\d+ checks passed/.test(document.querySelector('.checks > p')?.innerText)`);
  lab.assertCalm();
});

test('what a program leaves behind is told after Run, its orphan goes on, a loop and a flood while they run', async () => {
  await using lab = await LabPage.open('pipes/loopback');
  await lab.write(
    '#include <sys/ipc.h>\n#include <sys/shm.h>\nint main(void) { return shmget(7, 4096, IPC_CREAT | 0600) == -1; }\n',
  );
  await lab.run();
  await lab.until(`/left behind: shared memory segment/.test(${EVIDENCE})`);
  await lab.write(ORPHAN);
  await lab.run();
  await lab.shows('Terminal 1', '^the orphan is still here');
  await lab.state('Ready');
  await lab.write('int main(void) { for (;;) ; }\n');
  await lab.run();
  await lab.until(`/keeps the processor busy and prints nothing/.test(${EVIDENCE})`);
  await lab.write('#include <stdio.h>\nint main(void) { for (;;) puts("again"); }\n');
  await lab.run();
  await lab.until(`/printed more than 250,000/.test(${EVIDENCE})`);
  await lab.press('Stop');
  await lab.until(`/You stopped the program after more than 250,000/.test(${EVIDENCE})`);
  lab.assertCalm();
});
