// `<ipc-lab>`: a live example inside another page. This script is small; what it shows is loaded into a frame when it is
// scrolled to or asked for, and goes with it.
import { wrap, type Remote } from 'comlink';
import type { Program, ProgramResult } from '#hosts/worker/program.js';
import { deferred, type Deferred } from '#util/deferred.js';
import { fromPlainError, IpclabError } from '#util/error.js';
import { HELLO, PORTS, type FrameApi, type News, type Outcome, type View } from './protocol.js';
import { SHEET } from './element-style.js';

/** Where this script came from; the lab's other files lie beside it. */
const OWN_ADDRESS = (document.currentScript as HTMLScriptElement | null)?.src ?? '';

/** How long a frame that has loaded may take to say that it is a lab, ms. */
const PATIENCE = 10_000;

/** Settles once the first lab of this page has its machine, and what it loaded is in the browser's cache for the others. */
let first: Promise<unknown> | undefined;

export type LabState = 'waiting' | 'loading' | 'ready' | 'failed';

/** Events of the element, by name; each has its news as `detail`. */
export interface IpcLabEventMap {
  ready: CustomEvent<Extract<News, { type: 'ready' }>>;
  run: CustomEvent<Extract<News, { type: 'run' }>>;
  result: CustomEvent<Extract<News, { type: 'result' }> | ProgramResult>;
  failure: CustomEvent<Extract<News, { type: 'failure' }>>;
}

interface Connection {
  readonly frame: HTMLIFrameElement;
  readonly api: Deferred<Remote<FrameApi>>;
  readonly abort: AbortController;
  /** Settles with its machine, or without. */
  readonly over: Deferred<void>;
}

/**
 * Attributes, which are properties too: `example` (`topic/name`), `controls`, `editor`, `xray`, `src` (folder of the built page;
 * default: that of this script), `loading` (`lazy`: when it is scrolled to; `click`: when its button is pressed;
 * `eager`). What is inside of the element is shown until it starts.
 */
export class IpcLabElement extends HTMLElement {
  static readonly observedAttributes = ['example', 'controls', 'editor', 'xray'] as const;

  readonly #root = this.attachShadow({ mode: 'open' });
  #files: View['files'];
  #connection: Connection | undefined;
  #state: LabState = 'waiting';
  #sight: IntersectionObserver | undefined;

  get state(): LabState {
    return this.#state;
  }

  get example(): string | null {
    return this.getAttribute('example');
  }

  set example(name: string | null) {
    if (name === null) this.removeAttribute('example');
    else this.setAttribute('example', name);
  }

  /** Text of each file of a program of one's own, in the place of an example. */
  get files(): View['files'] {
    return this.#files;
  }

  set files(files: View['files']) {
    this.#files = files;
    this.#showAgain();
  }

  get controls(): boolean {
    return this.hasAttribute('controls');
  }

  set controls(on: boolean) {
    this.toggleAttribute('controls', on);
  }

  get editor(): boolean {
    return this.hasAttribute('editor');
  }

  set editor(on: boolean) {
    this.toggleAttribute('editor', on);
  }

  get xray(): boolean {
    return this.hasAttribute('xray');
  }

  set xray(on: boolean) {
    this.toggleAttribute('xray', on);
  }

  connectedCallback(): void {
    if (!this.#root.adoptedStyleSheets.includes(SHEET)) this.#root.adoptedStyleSheets.push(SHEET);
    this.#wait();
    const loading = this.getAttribute('loading') ?? 'lazy';
    if (loading === 'eager') this.load();
    if (loading !== 'lazy') return;
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.load();
      },
      { rootMargin: '200px' },
    );
    this.#sight.observe(this);
  }

  /** The machine ends with the element; put back into a page it begins anew. */
  disconnectedCallback(): void {
    this.#disconnect(new IpclabError('aborted', 'the element was removed from the page'));
  }

  attributeChangedCallback(): void {
    this.#showAgain();
  }

  /** Loads the lab now; a second call does nothing. */
  load(): void {
    if (this.#connection || !this.isConnected) return;
    this.#sight?.disconnect();
    const frame = document.createElement('iframe');
    frame.title = this.getAttribute('aria-label') ?? `Lab: ${this.example ?? 'a program'}`;
    frame.allow = 'clipboard-write';
    const connection: Connection = { frame, api: deferred(), abort: new AbortController(), over: deferred() };
    connection.api.promise.catch(() => undefined);
    this.#connection = connection;
    this.#state = 'loading';
    this.#root.replaceChildren(frame);
    const before = first ?? Promise.resolve();
    first ??= connection.over.promise;
    void before.then(() => {
      if (connection.abort.signal.aborted) return;
      const address = new URL('embed.html', this.#base());
      this.#listen(connection, address.origin);
      frame.src = address.href;
    });
  }

  /**
   * Compiles and runs a program on a machine of its own, with a virtual clock; the same call in Node has the same result.
   *
   * @throws IpclabError `usage` for what is no program; `machine-lost`, `image-missing` or `aborted` when the lab fails
   */
  async run(files: Program['files'], options: Omit<Program, 'files'> = {}): Promise<ProgramResult> {
    const result = opened(await this.#ask((api) => api.run({ ...options, files }) as Promise<Outcome<ProgramResult>>));
    this.#tell('result', result);
    return result;
  }

  /**
   * Presses Run.
   *
   * @throws IpclabError `aborted` when the element leaves the page meanwhile, as with every call
   */
  async start(): Promise<void> {
    await this.#ask((api) => api.start());
  }

  /** Presses Stop. */
  async stop(): Promise<void> {
    await this.#ask((api) => api.stop());
  }

  /** Back to the machine's snapshot; what is being compiled or runs is given up. */
  async reset(): Promise<void> {
    await this.#ask((api) => api.reset());
  }

  #api(): Promise<Remote<FrameApi>> {
    this.load();
    return this.#connection?.api.promise ?? Promise.reject(new IpclabError('aborted', 'the element is in no page'));
  }

  /** Asks the frame; a call whose frame is gone would never be answered. */
  async #ask<T>(call: (api: Remote<FrameApi>) => Promise<T>): Promise<T> {
    const api = await this.#api();
    const signal = this.#connection?.abort.signal;
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
      call(api).then(resolve, reject);
    });
  }

  #base(): URL {
    const given = this.getAttribute('src');
    if (given === null) return new URL(OWN_ADDRESS || document.baseURI);
    return new URL(given.endsWith('/') ? given : `${given}/`, document.baseURI);
  }

  /** Waits for the frame's first message, gives it the ports, and hears its news. */
  #listen(connection: Connection, origin: string): void {
    const { frame, api, abort } = connection;
    const { signal } = abort;
    frame.addEventListener(
      'load',
      () => {
        setTimeout(() => {
          if (this.#state === 'loading' && this.#connection === connection && !greeted) this.#fail(frame.src);
        }, PATIENCE);
      },
      { signal },
    );
    let greeted = false;
    const onMessage = ({ source, data }: MessageEvent): void => {
      if (source !== frame.contentWindow || data !== HELLO || greeted) return;
      greeted = true;
      const calls = new MessageChannel();
      const news = new MessageChannel();
      news.port1.onmessage = ({ data: told }: MessageEvent<News>) => {
        this.#hear(told);
      };
      signal.addEventListener('abort', () => {
        calls.port1.close();
        news.port1.close();
      });
      frame.contentWindow?.postMessage(PORTS, origin, [calls.port2, news.port2]);
      const remote = wrap<FrameApi>(calls.port1);
      remote.show(this.#view()).then(
        (outcome) => {
          if ('error' in outcome) this.#hear({ type: 'failure', message: outcome.error.message });
          api.resolve(remote);
        },
        (error: unknown) => {
          api.reject(error as Error);
        },
      );
    };
    window.addEventListener('message', onMessage, { signal });
  }

  #view(): View {
    const { controls, editor, xray } = this;
    return { example: this.example ?? undefined, files: this.#files, controls, editor, xray };
  }

  #showAgain(): void {
    if (this.#state !== 'ready') return;
    this.#ask((api) => api.show(this.#view()) as Promise<Outcome<undefined>>).then(
      (outcome) => {
        if ('error' in outcome) this.#hear({ type: 'failure', message: outcome.error.message });
      },
      () => undefined, // the element has left the page, and shows nothing more
    );
  }

  #hear(news: News): void {
    if (news.type === 'ready') this.#state = 'ready';
    if (news.type === 'failure') this.#state = 'failed';
    if (news.type === 'ready' || news.type === 'failure') this.#connection?.over.resolve();
    this.#tell(news.type, news);
  }

  #tell(type: keyof IpcLabEventMap, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }

  #fail(address: string): void {
    const message = `there is no lab at ${address}; give the folder of the built page as the attribute src`;
    this.#disconnect(new IpclabError('image-missing', message));
    this.#state = 'failed';
    const text = document.createElement('p');
    text.setAttribute('role', 'alert');
    text.textContent = message;
    this.#root.replaceChildren(text, document.createElement('slot'));
    this.#tell('failure', { type: 'failure', message });
  }

  #disconnect(reason: IpclabError): void {
    this.#sight?.disconnect();
    this.#connection?.abort.abort(reason);
    this.#connection?.over.resolve();
    this.#connection?.api.reject(reason);
    this.#connection?.frame.remove();
    this.#connection = undefined;
    this.#state = 'waiting';
  }

  /** What is inside of the element, and a button. */
  #wait(): void {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Start the lab${this.example === null ? '' : `: ${this.example}`}`;
    button.addEventListener('click', () => {
      this.load();
    });
    this.#root.replaceChildren(document.createElement('slot'), button);
  }
}

function opened<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw fromPlainError(outcome.error);
  return outcome.value;
}

if (!customElements.get('ipc-lab')) customElements.define('ipc-lab', IpcLabElement);

declare global {
  interface HTMLElementTagNameMap {
    'ipc-lab': IpcLabElement;
  }
}
