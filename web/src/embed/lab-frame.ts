// The frame's side of an embedded lab: one project in memory, one machine, and what the element around it asks for.
import { effect, signal } from '@preact/signals';
import { expose } from 'comlink';
import { launch } from '#hosts/browser/launch.js';
import { requestOf, resultOf, type Program, type ProgramResult } from '#hosts/worker/program.js';
import { runRequest } from '#hosts/worker/run-request.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import { IpclabError, toPlainError } from '#util/error.js';
import { encodeShare } from '#kit/share-link.js';
import { EditorHandle } from '../editor/editor-handle.js';
import type { GuestChanges, Project, ProjectSource } from '../session/project.js';
import { Session } from '../session/session.js';
import type { Site } from '../site.js';
import { MemoryStore } from '../workspace/memory-store.js';
import { Workspace } from '../workspace/workspace.js';
import { HELLO, PORTS, type FrameApi, type News, type Outcome, type View } from './protocol.js';

export class LabFrame implements ProjectSource {
  readonly site: Site;
  readonly session: Session;
  readonly workspace = signal<Workspace>();
  readonly view = signal<View>();
  /** Why there is nothing to show. */
  readonly fault = signal<string>();
  readonly editor = new EditorHandle();
  #news: MessagePort | undefined;
  #started = false;

  constructor(site: Site) {
    this.site = site;
    this.session = new Session(site, this);
    this.#tellNews();
  }

  /** Says to the page around that the frame is there, and serves whoever answers. */
  greet(): void {
    const onMessage = ({ source, data, ports }: MessageEvent): void => {
      const [calls, news] = ports;
      if (source !== window.parent || data !== PORTS || !calls || !news) return;
      window.removeEventListener('message', onMessage);
      this.#news = news;
      expose(this.#api(), calls);
    };
    window.addEventListener('message', onMessage);
    // Whoever embeds it may know that it is there; no more is said before the ports have come.
    window.parent.postMessage(HELLO, '*');
  }

  project(): Project | undefined {
    return this.workspace.value?.project();
  }

  /** An embedded lab keeps nothing. */
  save(): Promise<void> {
    return Promise.resolve();
  }

  takeOver(changes: GuestChanges): void {
    this.workspace.peek()?.takeOver(changes);
  }

  /** The address of the page with what stands in the editor; opening it runs nothing. */
  async address(): Promise<string> {
    const project = this.workspace.value?.project();
    const page = new URL('./', location.href).href;
    if (!project) return page;
    const example = this.view.value?.example;
    return `${page}#/link/${await encodeShare({ title: project.name, example, files: project.files })}`;
  }

  #api(): FrameApi {
    return {
      show: (view) => outcomeOf(() => this.#show(view)),
      run: (program) => outcomeOf(() => this.#run(program)),
      start: async () => {
        await this.session.life.ready();
        await this.session.running.run();
      },
      stop: async () => {
        this.session.running.stop();
      },
      reset: () => this.session.life.reset(),
    };
  }

  async #show(view: View): Promise<undefined> {
    try {
      const workspace = (this.workspace.value ??= new Workspace(new MemoryStore(), await this.site.catalogue()));
      await open(workspace, view);
    } catch (error) {
      this.fault.value = (error as Error).message;
      throw error;
    }
    this.fault.value = undefined;
    this.view.value = view;
    this.session.running.recorder.wanted.value = view.xray;
    if (!this.#started) void this.session.life.start();
    this.#started = true;
    return undefined;
  }

  async #run(program: Program): Promise<ProgramResult> {
    const request = requestOf(program);
    const course = { seed: program.seed ?? 0, start: VIRTUAL_START };
    await using machine = await launch(this.site.parts, { clock: { kind: 'virtual', ...course } });
    return resultOf(await runRequest(machine, this.site.parts.manifest, request, course));
  }

  #tell(news: News): void {
    this.#news?.postMessage(news);
  }

  #tellNews(): void {
    let wasReady = false;
    effect(() => {
      const state = this.session.state.value;
      if (state.kind === 'ready' && !wasReady) this.#tell({ type: 'ready' });
      if (state.kind === 'lost')
        this.#tell({ type: 'failure', message: `${state.problem.sentence} ${state.problem.cure}` });
      wasReady = state.kind !== 'starting' && state.kind !== 'lost';
    });
    effect(() => {
      const program = this.session.running.program.value;
      if (!program) return;
      const { name, status } = program;
      this.#tell(status ? { type: 'result', program: name, status } : { type: 'run', program: name });
    });
  }
}

async function open(workspace: Workspace, { example, files }: View): Promise<void> {
  if (files) {
    const { id } = await workspace.library.create({ title: 'Program' });
    await workspace.fill(id, new Map(Object.entries(files)));
    await workspace.openOwn(id);
  } else if (example === undefined) {
    throw new IpclabError('usage', 'the lab has nothing to show; give the name of an example, or files');
  } else if (!(await workspace.openExample(example))) {
    throw new IpclabError('usage', `there is no example ${example}; npx ipclab list shows their names`);
  }
}

async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error: toPlainError(error) };
  }
}
