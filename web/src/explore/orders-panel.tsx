// What came of a program in every order that was tried, and the shortest order that fails.
import type { VNode } from 'preact';
import type { OutcomeCount } from '#explore/explore.js';
import type { Step } from '#explore/story.js';
import { failureWords, notCovered, statementOf } from '#explore/words.js';
import { count } from '#facts/explain/words.js';
import type { Explored, Found } from '#hosts/worker/exploring.js';
import { escapeControls } from '#util/escape.js';
import { GoToLine } from '../files/go-to-line.js';
import type { Page } from '../page.js';
import { runnableOf } from '../run/programs.js';
import type { Session } from '../session/session.js';
import { saveAs } from '../ui/save-as.js';
import type { LinkedEditor } from '../xray/xray.js';
import { EnemiesButton } from './enemies-button.js';
import { exploredChoice } from './explored-choice.js';
import { ASKED, type Again, type Orders } from './exploring.js';
import { OrdersDrawing } from './orders-drawing.js';

/** Lines of an outcome that are shown. */
const SHOWN_LINES = 6;

export function OrdersButtons({ session }: { readonly session: Session }): VNode {
  const { exploring, running, source } = session;
  const project = source.project();
  const runnable = project && runnableOf(project);
  const choice = runnable && running.choiceOf(runnable.choices);
  const trying = exploring.orders.value.kind === 'trying';
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={!choice || trying}
        title="Takes the processor away wherever it matters, in one run after the other"
        onClick={() => {
          if (!project || !runnable || !choice) return;
          const given = { words: running.arguments.peek().trim(), input: running.input.peek() };
          void exploring.explore(choice.name, exploredChoice(project, choice, runnable, given), project);
        }}
      >
        Try every order
      </button>
      <EnemiesButton exploring={exploring} disabled={!choice || trying} />
    </>
  );
}

interface OrdersPanelProps {
  readonly page: Page;
  readonly editor: LinkedEditor;
}

export function OrdersPanel({ page, editor }: OrdersPanelProps): VNode | null {
  const { exploring } = page.session;
  const orders = exploring.orders.value;
  switch (orders.kind) {
    case 'none':
      return null;
    case 'trying':
      return <Trying orders={orders} onStop={() => exploring.stop()} />;
    case 'failed':
      return (
        <section class="evidence orders" aria-label="Every order">
          <p role="status">{orders.name} was not tried in every order.</p>
          <ul>
            {orders.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      );
    case 'done':
      return <Done page={page} editor={editor} name={orders.name} explored={orders.explored} />;
  }
}

interface TryingProps {
  readonly orders: Extract<Orders, { kind: 'trying' }>;
  readonly onStop: () => void;
}

function Trying({ orders: { name, progress }, onStop }: TryingProps): VNode {
  return (
    <section class="evidence orders" aria-label="Every order" aria-busy="true">
      <p role="status">Trying {name} in every order…</p>
      <p class="orders-progress">
        <progress aria-label="Orders tried" value={progress?.done} max={progress?.total} />
        <span>
          {progress
            ? `${progress.done} of ${progress.total}${progress.failures > 0 ? `, ${progress.failures} failed` : ''}`
            : 'compiling'}
        </span>
        <button type="button" class="button" onClick={onStop}>
          {progress ? 'Stop, and show what was found' : 'Cancel'}
        </button>
      </p>
    </section>
  );
}

interface DoneProps extends OrdersPanelProps {
  readonly name: string;
  readonly explored: Explored;
}

function Done({ page, editor, name, explored }: DoneProps): VNode {
  const { outcomes, schedules, found, points } = explored;
  return (
    <section class={`evidence orders${found ? ' alarm' : ''}`} aria-label="Every order">
      <p role="status">{headingOf(name, explored)}</p>
      <p class="orders-note">
        {sentence(statementOf(explored, ASKED))} Lines that a program prints may come in any order.
      </p>
      {found && <Failure page={page} editor={editor} name={name} found={found} />}
      <h2>What came of them</h2>
      <ul class="orders-outcomes">
        {outcomes.map((one) => (
          <Outcome key={`${one.failure} ${one.outcome.key}`} outcome={one} of={schedules} />
        ))}
      </ul>
      <p class="orders-note">Not covered: {notCovered(points).join('; ')}.</p>
    </section>
  );
}

function headingOf(name: string, { outcomes, schedules, isComplete }: Explored): string {
  const failed = outcomes.filter(({ failure }) => failure).reduce((sum, one) => sum + one.count, 0);
  const tried = isComplete
    ? count(schedules, 'order')
    : `${count(schedules, 'order')} that were tried, which are not all`;
  return failed === 0
    ? `${name} does the same in ${isComplete ? 'all ' : ''}${tried}.`
    : `${name} fails in ${failed} of ${tried}.`;
}

interface FailureProps extends OrdersPanelProps {
  readonly name: string;
  readonly found: Found;
}

function Failure({ page, editor, name, found }: FailureProps): VNode {
  const { exploring, source } = page.session;
  const again = exploring.again.value;
  const file = `${name}.failure.json`;
  return (
    <>
      <h2>The shortest order that fails</h2>
      <p class="orders-note">{sentence(failureWords(found.failure, ASKED))}</p>
      <ol class="orders-story">
        {found.story.map((step) => (
          <Told key={step.sentence} page={page} step={step} />
        ))}
      </ol>
      <div class="orders-actions">
        <button
          type="button"
          class="button"
          disabled={again.kind === 'running'}
          onClick={() => {
            const project = source.project();
            if (project) void exploring.runAgain(found.record, project);
          }}
        >
          Run this order again
        </button>
        <button
          type="button"
          class="button"
          title={`For ipclab replay ${file}`}
          onClick={() => saveAs(file, `${JSON.stringify(found.record, null, 2)}\n`, 'application/json')}
        >
          Save this order
        </button>
        <output>{againWords(again)}</output>
      </div>
      <OrdersDrawing found={found} editor={editor} />
    </>
  );
}

function Told({ page, step: { sentence: told, line } }: { readonly page: Page; readonly step: Step }): VNode {
  const known = line !== null && page.project()?.files.has(line.file);
  return (
    <li>
      {sentence(told)} {known && <GoToLine page={page} place={line} />}
    </li>
  );
}

function againWords(again: Again): string {
  switch (again.kind) {
    case 'none':
      return '';
    case 'running':
      return 'Running it again…';
    case 'failed':
      return again.sentence;
    case 'done':
      return again.difference === undefined
        ? `Identical: the same ${again.instructions.toLocaleString('en')} instructions, and the same output.`
        : `Different: ${again.difference}.`;
  }
}

interface OutcomeProps {
  readonly outcome: OutcomeCount;
  readonly of: number;
}

function Outcome({ outcome: { outcome, count: times, failure }, of }: OutcomeProps): VNode {
  const printed = outcome.output.trimEnd().split('\n');
  const more = printed.length - SHOWN_LINES;
  const text = [...printed.slice(0, SHOWN_LINES), ...(more > 0 ? [`… ${more} more`] : [])].join('\n');
  return (
    <li class={failure ? 'failed' : 'passed'}>
      <p>
        <b>
          {times} of {of}
        </b>{' '}
        {failure ? '✗' : '✓'} {outcome.end}
      </p>
      {text !== '' && <pre tabIndex={0}>{escapeControls(text)}</pre>}
      {failure && outcome.told.map((told) => <p key={told}>{sentence(told)}</p>)}
    </li>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
