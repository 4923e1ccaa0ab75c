// What an embedded lab shows: what was asked for of run bar and editor, and the terminal.
import { computed } from '@preact/signals';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SourceLine } from '#xray/source-line.js';
import { ChecksPanel } from '../check/checks-panel.js';
import type { CodeEditor } from '../editor/code-editor.js';
import { Editor } from '../editor/editor.js';
import { EvidencePanel } from '../evidence/evidence-panel.js';
import { CompilerOffer, offeredImage } from '../run/compiler-offer.js';
import { RunBar } from '../run/run-bar.js';
import { TerminalArea } from '../terminal/terminal-area.js';
import { Tabs } from '../ui/tabs.js';
import { XrayPanel } from '../xray/xray-panel.js';
import type { LinkedEditor } from '../xray/xray.js';
import type { LabFrame } from './lab-frame.js';

export function LabView({ frame }: { readonly frame: LabFrame }): VNode {
  const { session, view, fault } = frame;
  const shown = view.value;
  if (fault.value !== undefined) {
    return (
      <main class="embed-fault">
        <p role="alert">{fault.value}</p>
      </main>
    );
  }
  const hasResults =
    session.checking.checks.value.kind !== 'none' || session.running.seen.value.length > 0 || offeredImage(session);
  return (
    <main class="embed" data-editor={shown?.editor === true}>
      <h1 class="sr-only">{frame.workspace.value?.current.value?.origin.title ?? 'A lab'}</h1>
      {shown?.controls === true && (
        <header class="embed-bar">
          <RunBar session={session}>
            <button type="button" class="button plain run-later" onClick={() => void openPage(frame)}>
              Open in the lab
            </button>
          </RunBar>
        </header>
      )}
      {shown?.editor === true && <EmbeddedEditor frame={frame} />}
      <h2 class="sr-only">Terminals</h2>
      <TerminalArea session={session} />
      {shown?.xray === true && <EmbeddedXray frame={frame} />}
      {hasResults && (
        <section class="embed-results results" aria-label="Results" tabIndex={0}>
          <CompilerOffer session={session} />
          <EvidencePanel session={session} />
          <ChecksPanel session={session} />
        </section>
      )}
    </main>
  );
}

function EmbeddedXray({ frame }: { readonly frame: LabFrame }): VNode {
  const { recorder } = frame.session.running;
  const editor = useMemo<LinkedEditor>(() => {
    const at = ({ file, line }: SourceLine, go: (editor: CodeEditor, line: number) => void): void => {
      const workspace = frame.workspace.peek();
      if (!workspace?.files.peek().has(file)) return;
      workspace.active.value = file;
      frame.editor.with((editor) => go(editor, line));
    };
    return {
      show: (place) => at(place, (editor, line) => editor.showLine(line)),
      goTo: (place) => at(place, (editor, line) => editor.goTo(line)),
    };
  }, [frame]);
  return (
    <section class="embed-xray" aria-label="X-ray">
      <XrayPanel recorder={recorder} {...(frame.view.value?.editor === true && { editor })} />
    </section>
  );
}

function EmbeddedEditor({ frame }: { readonly frame: LabFrame }): VNode | null {
  const workspace = frame.workspace.value;
  const project = workspace?.current.value;
  const findings = useMemo(() => computed(() => frame.session.running.diagnostics.value), [frame]);
  if (!workspace || !project) return null;
  const { active } = workspace;
  return (
    <section class="embed-editor" aria-label="Files">
      <div class="pane-bar">
        <Tabs
          label="Files"
          tabs={[...workspace.files.value.keys()].map((name) => ({ id: name, label: name }))}
          selected={active.value}
          panel={() => 'embed-code'}
          onSelect={(name) => (active.value = name)}
        />
      </div>
      <div id="embed-code" class="embed-code" role="tabpanel" aria-label={active.value}>
        <Editor key={project.origin.id} project={project} active={active} findings={findings} handle={frame.editor} />
      </div>
    </section>
  );
}

async function openPage(frame: LabFrame): Promise<void> {
  // Opened within the click, or the browser takes it for an advertisement.
  const page = window.open('about:blank', '_blank');
  if (page) page.location.href = await frame.address();
}
