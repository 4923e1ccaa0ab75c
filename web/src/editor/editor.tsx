// The editor as a component: what is open comes in by signals, what is typed goes to the workspace.
import { useSignalEffect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagnostic } from '../session/state.js';
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

export function Editor({ project, active, findings, handle }: EditorProps): VNode {
  const host = useRef<HTMLDivElement>(null);

  useSignalEffect(() => {
    const name = active.value;
    const files = project.files.value;
    const text = name === undefined ? undefined : files.get(name);
    if (!host.current || name === undefined || text === undefined) return;
    const editor = handle.current ?? new CodeEditor(host.current, name, text, (edited, to) => project.set(edited, to));
    editor.show(name, text);
    editor.keepOnly(files);
    handle.current ??= editor;
  });

  useSignalEffect(() => {
    if (active.value !== undefined) handle.current?.mark(findings.value);
  });

  useEffect(
    () => () => {
      handle.current?.destroy();
      handle.current = undefined;
    },
    [handle, project],
  );
  return <div class="editor-host" ref={host} />;
}
