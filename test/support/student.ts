// What a person does with the page, and what that person sees.
import type { Frame, Page } from 'puppeteer-core';
import { layoutFor } from '../../web/src/layout/split.js';
import { chord } from './chord.js';
import { PATIENCE } from './patience.js';

/** Of the operations that a drag may be: who drags leaves the files where they are. */
const COPY = 1;

const FOCUS = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element.getAttribute('aria-label') ?? element.textContent.trim();
})()`;

export class Student {
  readonly page: Page;
  readonly #frame: Frame;

  /** @param frame in which it stands; default: it is the whole page */
  constructor(page: Page, frame: Frame = page.mainFrame()) {
    this.page = page;
    this.#frame = frame;
  }

  /** Presses a button, tab, link or entry by its name, once it is there and can be pressed. */
  async press(name: string, role = 'button'): Promise<void> {
    await this.#frame.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  }

  /** Presses Run. What the page tells after that is of this run, which goes on, has ended, or does not compile. */
  async runs(): Promise<void> {
    await this.press('Run');
    await this.sees(/^(Running|Ready)/);
  }

  /** Waits until a dialog is open and has the keyboard. */
  async inDialog(): Promise<void> {
    await this.#frame.waitForFunction(`document.querySelector('dialog[open]')?.contains(document.activeElement)`, {
      polling: 50,
    });
  }

  /** Leaves the dialog that is open. */
  async escapes(): Promise<void> {
    await this.inDialog();
    await this.page.keyboard.press('Escape');
    await this.#frame.waitForSelector('dialog', { hidden: true });
  }

  /** Has a window of this size, px, and waits until the page is laid out for it. */
  async resizes(width: number, height: number): Promise<void> {
    await this.page.setViewport({ width, height });
    await this.page.waitForSelector(`[data-layout="${layoutFor(width)}"]`);
    await this.settled();
  }

  async opens(fragment: string): Promise<void> {
    await this.#frame.evaluate(`location.hash = ${JSON.stringify(fragment)}`);
  }

  /** Waits until the page says this about the machine. */
  async sees(state: RegExp): Promise<void> {
    await this.until('.run-state', state);
  }

  /** Waits until the text of an element matches. @returns the text */
  async until(selector: string, pattern: RegExp): Promise<string> {
    const found = await this.#frame.waitForFunction(
      `[...document.querySelectorAll(${JSON.stringify(selector)})]
        .map(({ innerText }) => innerText)
        .find((text) => new RegExp(${JSON.stringify(pattern.source)}, 'm').test(text))`,
      { polling: 100 },
    );
    return String(await found.jsonValue());
  }

  /** The transcript of a terminal, read as a person does it. */
  async transcript(terminal: string): Promise<string> {
    const tools = `::-p-aria([name="Tools of ${terminal}"]) >>> ::-p-aria([name="Transcript"][role="button"])`;
    // Not where it lies: what a run tells may move it in the moment in which the pointer comes.
    const button = await this.#frame.locator(tools).waitHandle();
    await button.evaluate((one: { click(): void }) => {
      one.click();
    });
    await this.#frame.waitForSelector('dialog.transcript pre');
    const text = (await this.#frame.evaluate(`document.querySelector('dialog.transcript pre').textContent`)) as string;
    await this.#frame.locator('dialog.transcript .transcript-tools button:last-of-type').click();
    await this.#frame.waitForSelector('dialog.transcript', { hidden: true });
    return text;
  }

  /** Waits until a terminal shows what matches. */
  async reads(terminal: string, pattern: RegExp): Promise<string> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const text = await this.transcript(terminal);
      if (pattern.test(text)) return text;
      if (Date.now() > deadline) throw new Error(`${terminal} never showed ${String(pattern)}, but:\n${text}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** What stands in the editor, line by line. */
  async code(): Promise<string> {
    return this.inEditor<string>(`[...root.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\\n')`);
  }

  /** Replaces what stands in the editor. */
  async write(text: string): Promise<void> {
    await this.#frame.locator('.editor-host >>> .cm-content').click();
    await chord(this.page.keyboard, 'Control', 'a');
    await this.#frame.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', ${JSON.stringify(text)});
      const editor = document.querySelector('.editor-host').shadowRoot.querySelector('.cm-content');
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }`);
  }

  /** Waits until the editor's text matches. @returns the text */
  async shows(pattern: RegExp): Promise<string> {
    const text = `[...(document.querySelector('.editor-host')?.shadowRoot?.querySelectorAll('.cm-line') ?? [])]
      .map((line) => line.textContent).join('\\n')`;
    await this.#frame.waitForFunction(`new RegExp(${JSON.stringify(pattern.source)}, 'm').test(${text})`, {
      polling: 50,
    });
    return this.code();
  }

  /** Lets the page draw what the last key has changed. */
  async settled(): Promise<void> {
    await this.#frame.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`);
  }

  /** Lines of the editor that the compiler's messages mark, from 1. */
  async markedLines(): Promise<number[]> {
    return this.inEditor<number[]>(`[...root.querySelectorAll('.cm-line')].flatMap((line, index) =>
      line.querySelector('.cm-lintRange, .cm-lintPoint') ? [index + 1] : [])`);
  }

  /** Evaluates an expression with the editor's `root`; undefined while there is no editor. */
  async inEditor<T>(expression: string): Promise<T> {
    await this.inEditorWaitsFor('.cm-content');
    return (await this.#frame.evaluate(
      `(() => { const root = document.querySelector('.editor-host').shadowRoot; return ${expression}; })()`,
    )) as T;
  }

  /** Waits for an element of the editor; those of a shadow root come without a mutation that `waitForSelector` sees. */
  async inEditorWaitsFor(selector: string): Promise<void> {
    await this.#frame.waitForFunction(
      `document.querySelector('.editor-host')?.shadowRoot?.querySelector(${JSON.stringify(selector)})`,
      { polling: 50 },
    );
  }

  /** Drags files and folders of the disk over an element and lets them go there. @param paths absolute */
  async drops(paths: readonly string[], selector: string): Promise<void> {
    const target = await this.page.locator(selector).waitHandle();
    const { x, y } = await target.clickablePoint();
    const session = await this.page.createCDPSession();
    const data = { items: [], files: [...paths], dragOperationsMask: COPY };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await session.send('Input.dispatchDragEvent', { type, x, y, data });
    }
    await session.detach();
  }

  /** What has the focus, as a screen reader would begin to say it. */
  async focus(): Promise<string> {
    return (await this.#frame.evaluate(FOCUS)) as string;
  }

  /** Waits until something of this name has the focus. */
  async focuses(name: RegExp): Promise<void> {
    await this.#frame.waitForFunction(`new RegExp(${JSON.stringify(name.source)}).test(${FOCUS})`, { polling: 50 });
  }
}
