// The page as a student uses it: buttons by their names, keys, and what the terminals show.
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import type { StoredExample } from '#course/examples.js';
import { chord } from './chord.js';
import type { OpenPage } from './chromium.js';
import { PATIENCE } from './patience.js';
import { openSite } from './site.js';

/** Without WebGL the rows of a terminal are elements of the page, to be read. */
export const ROWS_AS_ELEMENTS = ['--disable-3d-apis'];

export class LabPage implements AsyncDisposable {
  private constructor(
    readonly open: OpenPage,
    readonly page: Page,
  ) {}

  /** Opens the page at an example, on a wide screen, and waits for the console's prompt. */
  static async open(example = ''): Promise<LabPage> {
    const lab = await LabPage.of(await openSite(example, ROWS_AS_ELEMENTS));
    if (example === '') await lab.prompted();
    else await lab.settled();
    return lab;
  }

  /** The same page, from elsewhere. */
  static async of(open: OpenPage): Promise<LabPage> {
    await open.page.setViewport({ width: 1600, height: 1000 });
    return new LabPage(open, open.page);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.open[Symbol.asyncDispose]();
  }

  /** The machine's own prompt. */
  async prompted(): Promise<void> {
    await this.shows('Console', 'student@ipclab:~\\$');
  }

  /** Goes to another example by its address, as a link in the catalogue does. */
  async go({ name, example: { title } }: Pick<StoredExample, 'name' | 'example'>): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(name)}`);
    await this.opened(title);
  }

  /** What has this title is open, in the place of what was open before, and can be run. */
  async opened(title: string): Promise<void> {
    await this.until(`document.querySelector('h1')?.textContent === ${JSON.stringify(title)}`);
    await this.until(this.enabled('Run'));
  }

  /** What is open can be run, and has a terminal in its folder. */
  async settled(): Promise<void> {
    await this.until(this.enabled('Run'));
    await this.shows('Terminal 1', 'student@ipclab:~/');
  }

  /** Presses Run. What the page tells after that is of this run, which goes on, has ended, or does not compile. */
  async run(): Promise<void> {
    await this.press('Run');
    await this.state('^(Running|Ready)');
  }

  /** Presses Run, and waits until the terminals are at their prompts again. */
  async runToEnd(): Promise<void> {
    await this.run();
    await this.state('^Ready');
  }

  /** Puts the keyboard into the editor of what is open, at the beginning of its file. */
  async edit(): Promise<void> {
    await this.until(`document.querySelector('.editor-host')?.shadowRoot?.querySelector('.cm-content')`);
    await this.page.click('>>> .cm-content');
    await this.until(IN_EDITOR);
    const { keyboard } = this.page;
    await chord(keyboard, 'Control', 'Home');
  }

  /** Makes a new program with this text in its one file. */
  async write(text: string): Promise<void> {
    // The editor of what was open before may have the keyboard, and is another one.
    await this.page.evaluate(`document.querySelector('.editor-host')?.setAttribute('data-before', '')`);
    await this.press('New program');
    await this.until(`document.querySelector('.editor-host:not([data-before])') && ${IN_EDITOR}`);
    const { keyboard } = this.page;
    await chord(keyboard, 'Control', 'a');
    // What is typed over a selection is the browser's own editing, with styles that the policy keeps out.
    await keyboard.press('Delete');
    await keyboard.sendCharacter(text);
  }

  /** Waits until an expression of the page is true; says what the page shows if it never is. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + PATIENCE;
    while ((await this.page.evaluate(`Boolean((${expression}))`)) !== true) {
      if (Date.now() > end) {
        const shown = String(await this.page.evaluate('document.body.innerText'));
        throw new Error(`in ${PATIENCE} ms never: ${expression}\n--- the page shows:\n${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /**
   * Keeps every text that an element shows from now on, also one that is there for a moment only.
   *
   * @returns gives them, in their order
   */
  async witness(selector: string): Promise<() => Promise<readonly string[]>> {
    const texts = `witnessed[${JSON.stringify(selector)}]`;
    await this.page.evaluate(`{
      window.witnessed ??= {};
      ${texts} = [];
      new MutationObserver(() => {
        const text = document.querySelector(${JSON.stringify(selector)})?.innerText;
        if (text !== undefined && text !== ${texts}.at(-1)) ${texts}.push(text);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    }`);
    return async () => (await this.page.evaluate(texts)) as readonly string[];
  }

  /** Presses the button of that name once it can be pressed. */
  async press(name: string, within = 'document'): Promise<void> {
    await this.until(this.enabled(name, within));
    await this.page.evaluate(`${button(name, within)}.click()`);
  }

  enabled(name: string, within = 'document'): string {
    return `${button(name, within)}?.disabled === false`;
  }

  /** Waits until a terminal, brought to the front, shows the pattern. */
  async shows(terminal: string, pattern: string): Promise<void> {
    await this.until(`${inFront(terminal)}, new RegExp(${JSON.stringify(pattern)}, 'm').test(${rows(terminal)})`);
  }

  /** Waits until a terminal, brought to the front, does not show the text any more. */
  async hides(terminal: string, text: string): Promise<void> {
    await this.until(`${inFront(terminal)}, !${rows(terminal)}.includes(${JSON.stringify(text)})`);
  }

  /** What a terminal that is in front shows, row by row. */
  async text(terminal: string): Promise<string> {
    return String(await this.page.evaluate(rows(terminal)));
  }

  /** Everything that a terminal has shown, by its Transcript button. */
  async transcript(terminal: string): Promise<string> {
    await this.press('Transcript', pane(terminal));
    await this.until(`document.querySelector('dialog[open] pre')`);
    const text = String(await this.page.evaluate(`document.querySelector('dialog[open] pre').textContent`));
    await this.press('Close', `document.querySelector('dialog[open]')`);
    await this.until(`!document.querySelector('dialog.transcript')`);
    return text;
  }

  /** Puts the keyboard into a terminal, by a click on it. */
  async enter(terminal: string): Promise<void> {
    await this.until(`${inFront(terminal)}, ${pane(terminal)}?.hidden === false`);
    await this.page.click(`section[aria-label="${terminal}"] .terminal-host`);
    await this.until(`${pane(terminal)}.contains(document.activeElement)`);
  }

  /** Types a line in a terminal, with Enter. */
  async type(terminal: string, line: string): Promise<void> {
    await this.enter(terminal);
    await this.page.keyboard.type(line);
    await this.page.keyboard.press('Enter');
  }

  /** What stands beside a terminal's name. */
  async note(terminal: string): Promise<string> {
    return String(await this.page.evaluate(`${pane(terminal)}?.querySelector('.terminal-note').textContent`));
  }

  /** Waits for what the run bar says of the machine. */
  async state(pattern: string): Promise<void> {
    await this.until(`/${pattern}/.test(document.querySelector('.run-state')?.textContent)`);
  }

  /** Nothing was complained about, and nothing kept out by the policy. */
  assertCalm(): void {
    assert.deepEqual(this.open.errors, []);
  }
}

const IN_EDITOR = `document.querySelector('.editor-host')?.shadowRoot?.activeElement`;

function pane(terminal: string): string {
  return `document.querySelector('section[aria-label="${terminal}"]')`;
}

/** Presses the tab of a terminal that is behind another one, as who wants to read it does: what is behind is not drawn. */
function inFront(terminal: string): string {
  const tab = button(terminal, `document.querySelector('.terminal-tabs')`);
  return `${pane(terminal)}?.hidden && ${tab}?.click()`;
}

function rows(terminal: string): string {
  return `[...(${pane(terminal)}?.querySelectorAll('.xterm-rows > div') ?? [])].map((row) => row.textContent.trimEnd()).join('\\n')`;
}

function button(name: string, within: string): string {
  return `[...(${within}?.querySelectorAll('button') ?? [])].find((one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === ${JSON.stringify(name)})`;
}
