// A terminal beside the stopped processes of a recorded run, on the machine that was sent there.
import { effect } from '@preact/signals';
import type { Arrival } from '#hosts/worker/go-there.js';
import { DEFAULT_ENVIRONMENT } from '#protocol/exec-spec.js';
import { ATTENDED_LIMITS } from '#protocol/limits.js';
import { decodeText, encodeText } from '#util/bytes.js';
import { asIpclabError } from '#util/error.js';
import { TERMINAL_SHELL } from '../evidence/observe.js';
import type { Beside } from '../xray/going.js';
import type { Pane } from './pane.js';
import type { Panes } from './panes.js';
import { MARKED_PROMPT } from './prompt.js';
import { PtyLine } from './pty-line.js';

const NAME = 'Stopped run';
/** Whose the processes are: root of a container may not look into others' descriptors. */
const USER = 'student';

export class StoppedTerminal implements Beside {
  readonly #panes: Panes;
  readonly #pane: Pane;
  readonly #unwatch: () => void;

  /**
   * @param lines what there is to say of it; the first one stands above the terminal, too
   * @param onOver called when a person has closed it, or the shell has ended
   */
  constructor(panes: Panes, arrival: Arrival, lines: readonly string[], onOver: () => void) {
    const { container, directory, stdout, stderr } = arrival;
    this.#panes = panes;
    const pane = (this.#pane = panes.addApart(NAME));
    const [where = ''] = lines;
    pane.note.value = where.replace(/,.*/, '');
    const printed = decodeText(stdout) + decodeText(stderr);
    if (printed !== '') {
      pane.screen.say('[it had printed]');
      pane.screen.write(encodeText(printed.replace(/\r?\n/g, '\r\n')));
    }
    for (const line of lines) pane.screen.say(`[${line}]`);
    const line = new PtyLine(
      container,
      {
        argv: [`/bin/${TERMINAL_SHELL}`],
        directory,
        user: USER,
        environment: { ...DEFAULT_ENVIRONMENT, USER, LOGNAME: USER, PS1: MARKED_PROMPT },
        limits: ATTENDED_LIMITS,
      },
      pane,
      'shell',
    );
    line.exited.then(onOver, (error: unknown) => {
      pane.disconnect();
      pane.screen.say(`[${asIpclabError(error).message}]`);
    });
    this.#unwatch = effect(() => {
      if (!panes.all.value.includes(pane)) queueMicrotask(onOver);
    });
  }

  focus(): void {
    this.#pane.screen.focus();
  }

  close(): void {
    this.#unwatch();
    if (this.#panes.all.value.includes(this.#pane)) this.#panes.close(this.#pane);
  }
}
