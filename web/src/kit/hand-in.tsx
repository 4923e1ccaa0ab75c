// Handing a lab in: one file with the sources, which the student sends however the course asks for it.
import { useSignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import { handInName, handInText } from '../../../src/kit/hand-in.js';
import type { KitData, KitLab } from '../../../src/kit/kit.js';
import { saveAs } from '../files/download.js';
import type { Page } from '../page.js';

interface Props {
  readonly page: Page;
  readonly kit: KitData;
  readonly lab: KitLab;
}

export function HandIn({ page, kit, lab }: Props): VNode {
  const name = useSignal('');
  const id = useSignal('');
  const labels = { name: useId(), id: useId() };
  const handIn = (): void => {
    const files = Object.fromEntries(page.workspace.value?.files.value ?? []);
    const student = { id: id.value.trim(), name: name.value.trim() };
    const text = handInText({
      format: 1,
      student,
      lab: { name: lab.name, digest: lab.digest },
      kit: page.site.version,
      image: kit.image,
      files,
      transcript: transcriptOf(page),
    });
    saveAs(handInName(lab.name, student.id || student.name), text, 'application/json');
    page.messages.tell('The file to hand in is in your downloads.');
  };
  return (
    <section class="hand-in" aria-label="Hand in">
      <h2>Hand in</h2>
      <p>Check your work first: what the checks say goes along, and the course runs all of them again.</p>
      <label for={labels.name}>Your name</label>
      <input
        id={labels.name}
        type="text"
        autocomplete="name"
        value={name.value}
        onInput={({ currentTarget }) => (name.value = currentTarget.value)}
      />
      <label for={labels.id}>What the course knows you by, such as a matriculation number</label>
      <input
        id={labels.id}
        type="text"
        value={id.value}
        onInput={({ currentTarget }) => (id.value = currentTarget.value)}
      />
      <div class="actions">
        <button
          type="button"
          class="button primary"
          disabled={name.value.trim() === '' && id.value.trim() === ''}
          onClick={handIn}
        >
          Save the file to hand in
        </button>
      </div>
    </section>
  );
}

/** What the public checks said last. */
function transcriptOf(page: Page): string[] {
  const checks = page.session.checks.value;
  if (checks.kind !== 'done') return [];
  return checks.parts.map(({ what, problems }) =>
    problems.length === 0 ? `passed: ${what}` : `failed: ${what}: ${problems.join('; ')}`,
  );
}
