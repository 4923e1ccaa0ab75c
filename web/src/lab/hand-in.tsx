// Handing a lab in: one file with the sources, which the student sends however the course asks for it.
import { signal, useSignal, type Signal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { HAND_IN_FORMAT, handInName, handInText, type HandIn } from '#kit/hand-in.js';
import type { PageLab } from '#page-data/lab.js';
import { toBase64 } from '#util/base64.js';
import type { Page } from '../page.js';
import type { Checks } from '../session/state.js';
import { saveAs } from '../ui/save-as.js';
import { bytesOf, isText } from '../workspace/content.js';

/** Id of the field that a student begins with. */
export const HAND_IN_NAME = 'hand-in-name';
const OUTCOME = 'hand-in-outcome';

interface Saved {
  /** Name of the file. */
  readonly file: string;
  readonly at: Date;
  /** The sources in it, to tell whether they have changed since. */
  readonly sources: string;
}

/** By lab, what was saved in this visit. */
export const saved = signal<ReadonlyMap<string, Saved>>(new Map());

/** Typed once for all labs of a visit; not kept any longer, since the next one may be another student's. */
const student = { name: signal(''), id: signal('') };

/** What stands in the field before anybody types: the name that a learning platform knows. */
export function nameStudent(name: string): void {
  student.name.value = name;
}

interface Props {
  readonly page: Page;
  readonly lab: PageLab;
}

export function HandIn({ page, lab }: Props): VNode {
  const fault = useSignal(false);
  const [idField, faultText] = [useId(), useId()];
  const handIn = (): void => {
    const who = { id: student.id.value.trim(), name: student.name.value.trim() };
    fault.value = who.id === '' && who.name === '';
    if (fault.value) {
      document.getElementById(HAND_IN_NAME)?.focus();
      return;
    }
    const file = handInName(lab.name, who.id || who.name);
    const text = handInText({
      format: HAND_IN_FORMAT,
      student: who,
      lab: { name: lab.name, digest: lab.digest },
      kit: page.site.version,
      image: lab.image,
      files: filesOf(page),
      transcript: transcriptOf(page),
    });
    saveAs(file, text, 'application/json');
    saved.value = new Map([...saved.value, [lab.name, { file, at: new Date(), sources: sourcesOf(page) }]]);
    // What came of it may stand below the pane's end.
    requestAnimationFrame(() => document.getElementById(OUTCOME)?.scrollIntoView({ block: 'nearest' }));
  };
  const complaint = { fault, faultText };
  return (
    <section class="hand-in" aria-label="Hand in">
      <h2>Hand in</h2>
      <p>Check your work first: the file also holds what the checks say, and your course runs all of them again.</p>
      <p class="hand-in-checks">{checked(page)}</p>
      <Field id={HAND_IN_NAME} label="Your name" value={student.name} autocomplete="name" {...complaint} />
      <Field
        id={idField}
        label="Your student number, or whatever your course knows you by"
        value={student.id}
        {...complaint}
      />
      <p id={faultText} class="field-fault" role="alert">
        {fault.value && 'Type your name or your number, so that the course knows whose work it is.'}
      </p>
      <button type="button" class="button primary" onClick={handIn}>
        Save the file to hand in
      </button>
      <Outcome page={page} lab={lab} />
    </section>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: Signal<string>;
  readonly autocomplete?: 'name';
  /** Whether it is to be corrected; typing is an attempt. */
  readonly fault: Signal<boolean>;
  /** Id of what says so. */
  readonly faultText: string;
}

function Field({ id, label, value, autocomplete, fault, faultText }: FieldProps): VNode {
  return (
    <>
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field"
        type="text"
        autocomplete={autocomplete}
        aria-invalid={fault.value}
        aria-describedby={faultText}
        value={value.value}
        onInput={({ currentTarget }) => {
          value.value = currentTarget.value;
          fault.value = false;
        }}
      />
    </>
  );
}

/** Whether there is a file to send, and whether it is the work as it stands. */
function Outcome({ page, lab }: Props): VNode {
  const last = saved.value.get(lab.name);
  const stale = last !== undefined && last.sources !== sourcesOf(page);
  return (
    <p id={OUTCOME} class={`hand-in-outcome${last ? (stale ? ' stale' : ' saved') : ''}`} role="status">
      {!last && 'Nothing saved yet.'}
      {last && (
        <>
          <b>{last.file}</b> was saved at {last.at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}.{' '}
          {stale
            ? 'You have changed your work since then; save it again.'
            : 'It is in your downloads; send it the way your course asks.'}
        </>
      )}
    </p>
  );
}

/** Of a file that is no text its bytes. */
function filesOf(page: Page): HandIn['files'] {
  const files = page.workspace.value?.files.value ?? new Map<string, string>();
  return Object.fromEntries(
    [...files].map(([name, text]) => [name, isText(text) ? text : { base64: toBase64(bytesOf(text)) }]),
  );
}

const sourcesOf = (page: Page): string => JSON.stringify([...(page.workspace.value?.files.value ?? [])]);

/** What was checked last, if it was this work and no other project. */
function checksOf(page: Page): Extract<Checks, { kind: 'done' }> | undefined {
  const checks = page.session.checking.checks.value;
  return checks.kind === 'done' && checks.name === page.project()?.name ? checks : undefined;
}

function checked(page: Page): string {
  const checks = checksOf(page);
  if (!checks) return 'Not checked since it was opened.';
  const passed = checks.parts.filter(({ problems }) => problems.length === 0).length;
  return `When you last checked it, ${passed} of ${checks.parts.length} checks passed.`;
}

/** What the public checks said last. */
function transcriptOf(page: Page): string[] {
  const checks = checksOf(page);
  if (!checks) return [];
  return checks.parts.map(({ what, problems }) =>
    problems.length === 0 ? `passed: ${what}` : `failed: ${what}: ${problems.join('; ')}`,
  );
}
