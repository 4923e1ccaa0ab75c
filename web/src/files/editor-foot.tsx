// Below the editor: the compiler's first message with a way to it, and whether the file is kept.
import type { VNode } from 'preact';
import type { Page } from '../page.js';
import { CompilerChoice } from '../run/compiler-choice.js';
import type { Diagnostic } from '../session/state.js';
import { Icon } from '../ui/icon.js';
import type { OpenProject } from '../workspace/open-project.js';

export function EditorFoot({ page, project }: { readonly page: Page; readonly project: OpenProject }): VNode {
  const findings = page.session.running.diagnostics.value.filter(({ severity }) => severity !== 'note');
  const [first] = [...findings].sort((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  return (
    <div class="editor-foot">
      <span role="status" class="findings">
        {first && <Finding page={page} finding={first} more={findings.length - 1} />}
      </span>
      <CompilerChoice page={page} />
      <span class="saved">{page.workspace.value?.fault.value !== undefined ? 'Not kept' : kept(project)}</span>
    </div>
  );
}

function kept(project: OpenProject): string {
  return project.unsaved.value ? 'Saving…' : 'Saved in this browser';
}

interface FindingProps {
  readonly page: Page;
  readonly finding: Diagnostic;
  readonly more: number;
}

function Finding({ page, finding: { file, line, severity, text }, more }: FindingProps): VNode {
  const where = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}, line ${line}: `;
  return (
    <button
      type="button"
      class={`finding ${severity}`}
      title="Go to this line; F8 goes to the next one"
      onClick={() => page.files.goTo(file, line)}
    >
      <Icon name={severity === 'error' ? 'error' : 'warn'} />
      <span>
        {where}
        {text}
        {more > 0 && ` (and ${more} more)`}
      </span>
    </button>
  );
}
