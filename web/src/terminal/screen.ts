// xterm with its addons: what a person sees of a terminal, and types into it. Knows nothing of a machine.
import { ClipboardAddon } from '@xterm/addon-clipboard';
import { FitAddon } from '@xterm/addon-fit';
import { SearchAddon } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal } from '@xterm/xterm';
import { signal } from '@preact/signals';
import { encodeText, type Bytes } from '#util/bytes.js';
import type { TerminalSize } from '#protocol/exec-spec.js';
import { copyText, NOT_COPIED } from '../ui/clipboard.js';
import { drawFast } from './draw-fast.js';
import { isCopyKey, isPasteKey } from './keys.js';
import { openLink } from './links.js';
import { isPromptEnd, PROMPT_OSC } from './prompt.js';
import { styleDocument, whileStyled } from './style-document.js';
import { themeOf } from './theme.js';
import { transcriptOf } from './transcript.js';

const SCROLLBACK = 5000;
const FONT_SIZE = 13;

export class Screen {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  readonly #search = new SearchAddon();
  readonly #appearance = matchMedia('(prefers-color-scheme: dark)');
  #host: HTMLElement | undefined;
  /** Somebody wants the keyboard to go to it as soon as it is shown. */
  #isAwaited = false;

  /** What the person types. */
  onInput: ((bytes: Bytes) => void) | undefined;
  /** A shell shows its prompt. */
  onPrompt: (() => void) | undefined;
  /** It goes to its next line because it was told to, not because a line is full. */
  onLineFeed: (() => void) | undefined;
  onResize: ((size: TerminalSize) => void) | undefined;

  /** A text that a program wants to have on the clipboard; it gets there only when the person lets it. */
  readonly offered = signal<string | undefined>(undefined);

  constructor() {
    this.#terminal = new Terminal({
      allowProposedApi: true, // the widths of Unicode 11 are one
      documentOverride: styleDocument(document),
      cursorBlink: false, // a page left alone has nothing to draw
      fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace',
      fontSize: FONT_SIZE,
      scrollback: SCROLLBACK,
      minimumContrastRatio: 4.5, // WCAG 2.2 AA
      linkHandler: {
        activate: (_event, text) => {
          openLink(text);
        },
      },
    });
    this.#load();
    this.#terminal.onData((text) => this.onInput?.(encodeText(text)));
    this.#terminal.onBinary((text) => this.onInput?.(Uint8Array.from(text, (character) => character.charCodeAt(0))));
    this.#terminal.onLineFeed(() => this.onLineFeed?.());
    this.#terminal.onResize(({ rows, cols }) => this.onResize?.({ rows, columns: cols }));
    this.#terminal.attachCustomKeyEventHandler((event) => this.#key(event));
    this.#terminal.parser.registerOscHandler(PROMPT_OSC, (data) => {
      if (isPromptEnd(data)) this.onPrompt?.();
      return true;
    });
    this.#appearance.addEventListener('change', this.#paint);
  }

  get size(): TerminalSize {
    return { rows: this.#terminal.rows, columns: this.#terminal.cols };
  }

  /** Everything on it and in its scrollback. */
  get transcript(): string {
    return transcriptOf(this.#terminal.buffer.normal);
  }

  get selection(): string {
    return this.#terminal.getSelection();
  }

  set screenReader(on: boolean) {
    this.#terminal.options.screenReaderMode = on;
  }

  /** Shows it in an element, which it fills from then on. */
  open(host: HTMLElement, label: string): void {
    this.#host = host;
    if (this.#terminal.element) host.append(this.#terminal.element);
    else {
      whileStyled(() => {
        this.#terminal.open(host);
        return this.#terminal;
      });
      drawFast(this.#terminal);
    }
    this.#terminal.textarea?.setAttribute('aria-label', label);
    this.#paint();
    this.fit();
    if (this.#isAwaited) this.focus();
  }

  /** Takes the size of its element. */
  fit(): void {
    if (!this.#host || this.#host.clientWidth === 0 || this.#host.clientHeight === 0) return;
    // When its terminal has another size, the guest's shell draws its line again: it goes up by as many rows as the line takes at the
    // new width, or took at the old one if these were more. So a line that no longer fits has to be wrapped, or the one above is lost;
    // and one that fits again stays in its rows.
    const wanted = this.#fit.proposeDimensions();
    this.#terminal.options.reflowCursorLine = wanted !== undefined && wanted.cols < this.#terminal.cols;
    this.#fit.fit();
  }

  focus(): void {
    this.#isAwaited = this.#host === undefined;
    this.#terminal.focus();
  }

  /** Shows bytes; calls back when they have been. */
  write(bytes: Uint8Array, shown?: () => void): void {
    this.#terminal.write(bytes, shown);
  }

  /** Says something of the page's own on a line of its own, so that nobody takes it for a program's. */
  say(text: string): void {
    // Column 0 first: whatever stands in the line (a prompt) gives way.
    this.#terminal.write(`\r\x1b[K\x1b[0;90m${text.replaceAll('\n', '\r\n')}\x1b[0m\r\n`);
  }

  /** As before anything was written. */
  clear(): void {
    this.#terminal.reset();
  }

  find(text: string, backwards: boolean): boolean {
    return backwards ? this.#search.findPrevious(text) : this.#search.findNext(text);
  }

  dispose(): void {
    this.#appearance.removeEventListener('change', this.#paint);
    this.#terminal.dispose();
  }

  #load(): void {
    const { offered } = this;
    const terminal = this.#terminal;
    for (const addon of [this.#fit, this.#search, new Unicode11Addon(), new WebLinksAddon((_, text) => openLink(text))])
      terminal.loadAddon(addon);
    terminal.loadAddon(
      new ClipboardAddon(undefined, {
        // A program never learns what is on the clipboard.
        readText: () => '',
        writeText: (_, text) => {
          offered.value = text;
        },
      }),
    );
    terminal.unicode.activeVersion = '11';
  }

  readonly #paint = (): void => {
    if (this.#host) this.#terminal.options.theme = themeOf(this.#host);
  };

  async #copy(): Promise<void> {
    if (!(await copyText(this.selection))) this.say(`[${NOT_COPIED}]`);
  }

  /** @returns whether the terminal shall have the key */
  #key(event: KeyboardEvent): boolean {
    if (isCopyKey(event)) {
      if (event.type === 'keydown') void this.#copy();
      event.preventDefault();
      return false;
    }
    // The browser pastes then, and the terminal hears of it.
    return !isPasteKey(event);
  }
}
