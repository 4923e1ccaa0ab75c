// The terminals of the page: the console, and up to three more.
import { computed, effect, signal } from '@preact/signals';
import { keepSwitch } from '../ui/kept-switch.js';
import { Pane } from './pane.js';
import { MOST_PANES } from './room.js';

export class Panes {
  readonly console = new Pane('Console');
  readonly all = signal<readonly Pane[]>([this.console]);
  /** The one that a person was in last; on a narrow page the only one that shows. */
  readonly active = signal<Pane>(this.console);
  /** Those of one run, which are seen at the same time where there is room. */
  readonly together = signal<readonly Pane[]>([]);
  /** Those of the page's machine, but the console. */
  readonly terminals = computed(() => this.all.value.filter((pane) => pane !== this.console && !pane.isApart));
  readonly busy = computed(() => this.all.value.filter((pane) => pane.busy.value));
  readonly isFull = computed(() => this.terminals.value.length >= MOST_PANES - 1);

  /** Whether what they show is also there for a screen reader. */
  readonly screenReader = signal(false);

  /** See {@link Pane.onCommand}. */
  onCommand: Pane['onCommand'];
  /** Told of every byte in or out of any of them. */
  onActivity: Pane['onActivity'];
  /** See {@link Pane.onPrompt}. */
  onPrompt: Pane['onPrompt'];

  constructor() {
    keepSwitch('ipclab.screen-reader', this.screenReader);
    this.console.onActivity = (activity) => this.onActivity?.(activity);
    effect(() => {
      for (const { screen } of this.all.value) screen.screenReader = this.screenReader.value;
    });
  }

  /** @returns a new one, or the last one where there is no room */
  add(): Pane {
    const last = this.terminals.value.at(-1);
    if (this.isFull.value && last) return last;
    const names = this.all.value.map(({ name }) => name);
    const number = [1, 2, 3].find((one) => !names.includes(`Terminal ${one}`)) ?? MOST_PANES;
    const pane = new Pane(`Terminal ${number}`);
    pane.onActivity = (activity) => this.onActivity?.(activity);
    pane.onPrompt = () => this.onPrompt?.();
    pane.onCommand = () => this.onCommand?.();
    this.all.value = [...this.all.value, pane];
    this.active.value = pane;
    return pane;
  }

  /** @returns a new one, of another machine; nothing of what happens in it is told here */
  addApart(name: string): Pane {
    const pane = new Pane(name, true);
    this.all.value = [...this.all.value, pane];
    this.active.value = pane;
    return pane;
  }

  /** @returns one whose shell is at its prompt, else a new one */
  idle(except: readonly Pane[] = []): Pane {
    return this.terminals.value.find((pane) => !pane.busy.value && !except.includes(pane)) ?? this.add();
  }

  close(pane: Pane): void {
    if (pane === this.console) return;
    this.all.value = this.all.value.filter((one) => one !== pane);
    this.together.value = this.together.value.filter((one) => one !== pane);
    if (this.active.value === pane) this.active.value = this.all.value.at(-1) ?? this.console;
    pane.dispose();
  }

  closeAll(): void {
    for (const pane of this.terminals.value) this.close(pane);
  }
}
