// The editor as a component: what is open comes in by signals, what is typed goes to the workspace.
import { effect, type ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagnostic } from '../session/state.js';
import { isText } from '../workspace/content.js';
import { kib, sizeOf } from '../workspace/limits.js';
import type { OpenProject } from '../workspace/open-project.js';
import { CodeEditor } from './code-editor.js';
import type { EditorHandle } from './editor-handle.js';

interface EditorProps {
  readonly project: OpenProject;
  /** The file that is shown. */
  readonly active: ReadonlySignal<string | undefined>;
  readonly findings: ReadonlySignal<readonly Diagnostic[]>;
  readonly handle: EditorHandle;
}

/** In the place of a file that is no text. */
function insteadOf(name: string, content: string): string {
  return `${name}: ${kib(sizeOf(content))} that are no text.\nPrograms find it in the project's folder.\n`;
}

export function Editor({ project, active, findings, handle }: EditorProps): VNode {
  const host = useRef<HTMLDivElement>(null);

  // Effects that run at once, not with the next frame: who changes a file and then says so says what the editor shows.
  useEffect(() => {
    const stops = [
      effect(() => {
        const name = active.value;
        const files = project.files.value;
        const text = name === undefined ? undefined : files.get(name);
        if (!host.current || name === undefined || text === undefined) return;
        const onEdit = (edited: string, to: string): void => project.set(edited, to);
        const shown = isText(text) ? { text, readOnly: false } : { text: insteadOf(name, text), readOnly: true };
        const editor = handle.current ?? new CodeEditor(host.current, name, shown, onEdit);
        editor.show(name, shown);
        editor.keepOnly(files);
        handle.current ??= editor;
      }),
      effect(() => {
        if (active.value !== undefined) handle.current?.mark(findings.value);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      handle.current?.destroy();
      handle.current = undefined;
    };
  }, [active, findings, handle, project]);
  return <div class="editor-host" ref={host} />;
}
