// A page's machine and what is done with it: its life, what runs on it, and what is checked beside it.
import { computed, type ReadonlySignal } from '@preact/signals';
import { launch } from '#hosts/browser/launch.js';
import type { Parts } from '#hosts/browser/parts.js';
import { Checking } from '../check/checking.js';
import { Running } from '../run/running.js';
import { Panes } from '../terminal/panes.js';
import { MachineLife } from './machine-life.js';
import type { ProjectSource } from './project.js';
import type { SessionState } from './state.js';

export class Session {
  readonly panes = new Panes();
  readonly life: MachineLife;
  readonly running: Running;
  readonly checking: Checking;
  /** What Run and Check take. */
  readonly source: ProjectSource;
  /** Whether the machine's whole boot can be shown. */
  readonly boots: boolean;
  readonly state: ReadonlySignal<SessionState>;

  /** Call `life.start()` once the page is there. */
  constructor({ parts }: { readonly parts: Parts }, source: ProjectSource) {
    this.boots = parts.boots;
    this.source = source;
    const { panes } = this;
    this.life = new MachineLife((options) => launch(parts, options), panes.console);
    this.running = new Running(this.life, panes, source, parts.manifest.compiler);
    this.checking = new Checking(parts, source);
    this.state = computed(() => {
      const state = this.life.state.value;
      if (state.kind !== 'ready' || panes.busy.value.length === 0) return state;
      const what = panes.busy.value.map(({ note, name }) => note.value || name).join(', ');
      return { kind: 'running', what, pressed: this.running.pressed.value };
    });
  }
}
