// The page as a whole: what is open, and what a person can do with it, from whichever button or key.
import { effect, signal, untracked } from '@preact/signals';
import { EditorHandle } from './editor/editor-handle.js';
import { saveAs, zipOf } from './files/download.js';
import { readUpload, uploadFault, type Incoming } from './files/upload.js';
import { Layout } from './layout/layout.js';
import { formatRoute, parseRoute, type Route } from './route.js';
import type { Project, ProjectSource } from './session/project.js';
import { Session } from './session/session.js';
import { openLink } from './share/open-link.js';
import type { Site } from './site.js';
import { Messages } from './ui/message.js';
import { freeName } from './workspace/names.js';
import { sizeFault } from './workspace/limits.js';
import { openWorkspace } from './workspace/open-workspace.js';
import type { Progress } from './workspace/store.js';
import type { Workspace } from './workspace/workspace.js';

/** The dialog that is open. */
export type DialogName =
  | { readonly is: 'help' | 'share' | 'new-file' | 'restore-all' | 'title' | 'remove-project' }
  | { readonly is: 'rename' | 'remove' | 'restore'; readonly file: string }
  | { readonly is: 'replace'; readonly files: ReadonlyMap<string, string>; readonly present: readonly string[] };

/** What stands where a project would be. */
export type Place =
  | { readonly is: 'opening' | 'start' | 'project' }
  /** The sentence says why there is none. */
  | { readonly is: 'nothing'; readonly sentence: string };

export class Page implements ProjectSource {
  readonly site: Site;
  readonly session: Session;
  readonly layout = new Layout();
  readonly messages = new Messages();
  readonly workspace = signal<Workspace>();
  /** Why there are no examples. */
  readonly catalogueFault = signal<string>();
  readonly place = signal<Place>({ is: 'opening' });
  readonly dialog = signal<DialogName>();
  readonly search = signal('');
  readonly editor = new EditorHandle();
  /** The project that opens next is a new one, to be typed in. */
  #typeNext = false;

  constructor(site: Site) {
    this.site = site;
    this.session = new Session(site, this);
  }

  /** Starts the machine, reads what was kept, and follows the address from then on. */
  async start(): Promise<void> {
    void this.session.start();
    const { workspace, catalogueFault } = await openWorkspace(this.site);
    workspace.onMessage = (sentence) => this.messages.tell(sentence);
    this.workspace.value = workspace;
    this.catalogueFault.value = catalogueFault;
    addEventListener('hashchange', () => void this.follow(parseRoute(location.hash)));
    document.addEventListener('visibilitychange', () => {
      void (document.visibilityState === 'hidden' ? workspace.save() : workspace.refresh());
    });
    addEventListener('beforeunload', (event) => {
      if (workspace.fault.value !== undefined && workspace.current.value?.unsaved.value === true)
        event.preventDefault();
    });
    this.#tick(workspace);
    await this.follow(parseRoute(location.hash));
  }

  /** Opens what an address says. */
  async follow(route: Route): Promise<void> {
    const workspace = this.workspace.value;
    if (!workspace) return;
    const nothing = (sentence: string): void => {
      void workspace.close();
      this.place.value = { is: 'nothing', sentence };
      this.layout.show('code');
    };
    switch (route.view) {
      case 'start':
        await workspace.close();
        this.place.value = { is: 'start' };
        this.layout.show('examples');
        // On a phone, where one of them shows, a kit begins with what its instructor says.
        if (this.site.kit) this.layout.show('code');
        return;
      case 'example':
        if (await workspace.openExample(route.name)) this.#opened();
        else nothing(this.catalogueFault.value ?? `There is no example ${route.name}; choose one from the list.`);
        return;
      case 'own':
        if (await workspace.openOwn(route.id)) this.#opened();
        else nothing(`There is no project ${route.id} in this browser; it was made in another one, or deleted.`);
        return;
      case 'link': {
        const opened = await openLink(workspace, route.payload);
        if ('id' in opened) location.replace(formatRoute({ view: 'own', id: opened.id }));
        else nothing(opened.fault);
        return;
      }
      case 'unknown':
        nothing(`There is nothing at the address #${route.address}; choose an example from the list.`);
    }
  }

  /** A project with one empty file, ready to type in. */
  async newProject(): Promise<void> {
    const workspace = this.workspace.value;
    if (!workspace) return;
    const { id } = await workspace.library.create({ title: 'New program' });
    await this.#keep(() => workspace.fill(id, new Map([['main.c', '']])));
    this.#typeNext = true;
    location.hash = formatRoute({ view: 'own', id });
  }

  /** The open project's name in the library; undefined for an example. */
  get ownId(): string | undefined {
    const origin = this.workspace.value?.current.value?.origin;
    return origin?.kind === 'own' ? origin.id.slice('own/'.length) : undefined;
  }

  /** The open project's title, as it stands in the library now. */
  get title(): string | undefined {
    const workspace = this.workspace.value;
    const origin = workspace?.current.value?.origin;
    const own = this.ownId;
    return own === undefined ? origin?.title : (workspace?.library.find(own)?.title ?? origin?.title);
  }

  async retitle(title: string): Promise<void> {
    const id = this.ownId;
    if (id !== undefined) await this.#keep(async () => this.workspace.value?.library.retitle(id, title));
  }

  async removeProject(): Promise<void> {
    const id = this.ownId;
    if (id === undefined) return;
    await this.workspace.value?.close();
    await this.#keep(async () => this.workspace.value?.library.remove(id));
    location.hash = formatRoute({ view: 'start' });
  }

  /** Makes a file and shows it. */
  newFile(name: string, text = ''): void {
    const workspace = this.workspace.value;
    const current = workspace?.current.value;
    if (!workspace || !current) return;
    const fault = sizeFault(new Map([...current.files.value, [name, text]]));
    if (fault !== undefined) {
      this.messages.tell(fault);
      return;
    }
    current.set(name, text);
    workspace.active.value = name;
    this.layout.show('code');
    this.editor.with((editor) => editor.focus());
  }

  /** Shows a line of a file, from 1. */
  goTo(file: string | undefined, line: number | undefined): void {
    const workspace = this.workspace.value;
    if (!workspace || file === undefined || !workspace.files.value.has(file)) return;
    workspace.active.value = file;
    this.layout.show('code');
    this.editor.with((editor) => editor.goTo(line ?? 1));
  }

  renameFile(from: string, to: string): void {
    const workspace = this.workspace.value;
    workspace?.current.value?.rename(from, to);
    if (workspace?.active.value === from) workspace.active.value = to;
  }

  removeFile(name: string): void {
    const workspace = this.workspace.value;
    if (!workspace) return;
    workspace.current.value?.remove(name);
    if (workspace.active.value === name) workspace.active.value = [...workspace.files.value.keys()][0];
    this.messages.tell(`${name} is deleted.`);
  }

  /** Has one file of the example as it came, or all of them. */
  restore(name?: string): void {
    const workspace = this.workspace.value;
    workspace?.current.value?.restore(name);
    if (workspace) workspace.active.value ??= [...workspace.files.value.keys()][0];
    this.messages.tell(name === undefined ? 'The example is as it came.' : `${name} is as it came.`);
  }

  /** Takes files from the user's disk; those whose names are taken wait for an answer. */
  async upload(incoming: readonly Incoming[]): Promise<void> {
    const present = this.workspace.value?.current.value?.files.value;
    if (!present || incoming.length === 0) return;
    const { files, refused } = await readUpload(incoming);
    const fault = uploadFault(present, files);
    if (fault !== undefined || refused.length > 0) this.messages.tell([...refused, fault ?? ''].join(' ').trim());
    if (fault !== undefined || files.size === 0) return;
    const taken = [...files.keys()].filter((name) => present.has(name) && present.get(name) !== files.get(name));
    if (taken.length > 0) this.dialog.value = { is: 'replace', files, present: taken };
    else this.put(files);
  }

  /** Puts files into the open project. @param beside keep those that are there, and give the new ones other names */
  put(files: ReadonlyMap<string, string>, beside = false): void {
    const workspace = this.workspace.value;
    const current = workspace?.current.value;
    if (!workspace || !current) return;
    for (const [name, text] of files) {
      const to = beside ? freeName(name, current.files.value.keys()) : name;
      current.set(to, text);
      workspace.active.value = to;
    }
    this.layout.show('code');
    const names = [...files.keys()].join(', ');
    this.messages.tell(files.size === 1 ? `${names} is in the project.` : `${names} are in the project.`);
  }

  downloadFile(name: string): void {
    const text = this.workspace.value?.files.value.get(name);
    if (text !== undefined) saveAs(name, text, 'text/plain');
  }

  downloadAll(): void {
    const current = this.workspace.value?.current.value;
    if (!current) return;
    const name = current.origin.id.replace(/^own\//, '').replaceAll('/', '-');
    saveAs(`${name}.zip`, zipOf(name, current.files.value), 'application/zip');
  }

  project(): Project | undefined {
    return this.workspace.value?.project();
  }

  async save(): Promise<void> {
    await this.workspace.peek()?.save();
  }

  #opened(): void {
    this.place.value = { is: 'project' };
    this.session.diagnostics.value = [];
    const checks = this.session.checks.value;
    if (checks.kind === 'done' || checks.kind === 'failed') this.session.checks.value = { kind: 'none' };
    this.layout.show('guide');
    if (this.ownId !== undefined) this.layout.show('code');
    const shown = document.getElementById('side-guide');
    // Whoever chose it from the list goes on in its text; the list is no longer there.
    if (document.getElementById('side-examples')?.contains(document.activeElement)) {
      requestAnimationFrame(() => shown?.focus());
    }
    if (this.#typeNext) this.editor.with((editor) => editor.focus());
    this.#typeNext = false;
  }

  /** Ticks what was run and what passed, and shows what a run or a check brings. */
  #tick(workspace: Workspace): void {
    effect(() => {
      if (this.session.state.value.kind === 'running') untracked(() => this.#reached(workspace, 'ran'));
    });
    effect(() => {
      const checks = this.session.checks.value;
      if (checks.kind === 'none') return;
      this.layout.show('results');
      if (checks.kind === 'done' && checks.passed && checks.later === 0)
        untracked(() => this.#reached(workspace, 'passed'));
    });
    effect(() => {
      if (this.session.evidence.value) this.layout.resultsOpen.value = true;
    });
    effect(() => {
      if (this.session.state.value.kind === 'compiling') this.layout.show('terminals');
    });
  }

  #reached(workspace: Workspace, progress: Progress): void {
    const origin = workspace.current.value?.origin;
    if (origin?.kind === 'example') void this.#keep(() => workspace.library.reached(origin.id, progress));
  }

  /** Writes to the store; what cannot be kept is told, and goes on in memory. */
  async #keep(write: () => Promise<unknown>): Promise<void> {
    try {
      await write();
    } catch (error) {
      this.messages.tell(`This browser does not keep it: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
