// The page as a whole: its parts, and how they come to life.
import { signal } from '@preact/signals';
import type { Parts } from '#hosts/browser/parts.js';
import { EditorHandle } from './editor/editor-handle.js';
import { FileActions } from './files/file-actions.js';
import { followSession } from './follow-session.js';
import { Layout } from './layout/layout.js';
import { Router } from './router.js';
import type { GuestChanges, Project, ProjectSource } from './session/project.js';
import { Session } from './session/session.js';
import type { Site } from './site.js';
import { keepSwitch } from './ui/kept-switch.js';
import { Messages } from './ui/message.js';
import { openWorkspace } from './workspace/open-workspace.js';
import { ProjectActions } from './workspace/project-actions.js';
import type { Workspace } from './workspace/workspace.js';

/** The dialog that is open. */
export type DialogName =
  | { readonly is: 'help' | 'share' | 'new-file' | 'restore-all' | 'title' | 'remove-project' | 'reset' }
  | { readonly is: 'rename' | 'remove' | 'restore'; readonly file: string }
  | { readonly is: 'compiler'; readonly image: Parts }
  | { readonly is: 'replace'; readonly files: ReadonlyMap<string, string>; readonly present: readonly string[] };

export class Page implements ProjectSource {
  readonly site: Site;
  readonly session: Session;
  readonly router = new Router(this);
  readonly files = new FileActions(this);
  readonly projects = new ProjectActions(this);
  readonly layout = new Layout();
  readonly messages = new Messages();
  readonly workspace = signal<Workspace>();
  /** Why there are no examples. */
  readonly catalogueFault = signal<string>();
  readonly dialog = signal<DialogName>();
  readonly search = signal('');
  readonly editor = new EditorHandle();

  constructor(site: Site) {
    this.site = site;
    this.session = new Session(site, this);
    // Not of a lab within another page, which shows no X-ray.
    keepSwitch('ipclab.xray', this.session.running.recorder.wanted);
  }

  /** Starts the machine, reads what was kept, and follows the address from then on. */
  async start(): Promise<void> {
    void this.session.life.start();
    const { workspace, catalogueFault } = await openWorkspace(this.site);
    workspace.onMessage = (sentence) => this.messages.tell(sentence);
    this.workspace.value = workspace;
    this.catalogueFault.value = catalogueFault;
    document.addEventListener('visibilitychange', () => {
      void (document.visibilityState === 'hidden' ? workspace.save() : workspace.refresh());
    });
    addEventListener('beforeunload', (event) => {
      if (workspace.fault.value !== undefined && workspace.current.value?.unsaved.value === true)
        event.preventDefault();
    });
    // A dialog asks about the project that is open; another one is not to be deleted, renamed or restored by its answer.
    workspace.current.subscribe(() => {
      this.dialog.value = undefined;
    });
    followSession(this);
    this.site.platform?.reporting?.follow(this, workspace);
    await this.router.start(workspace);
  }

  project(): Project | undefined {
    return this.workspace.value?.project();
  }

  async save(): Promise<void> {
    await this.workspace.peek()?.save();
  }

  takeOver(changes: GuestChanges): void {
    this.workspace.peek()?.takeOver(changes);
  }
}
