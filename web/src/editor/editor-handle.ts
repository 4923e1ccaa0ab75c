// The editor as other parts of the page reach it, whether it has been drawn yet or not.
import type { CodeEditor } from './code-editor.js';

export class EditorHandle {
  #editor: CodeEditor | undefined;
  #wanted: ((editor: CodeEditor) => void) | undefined;

  get current(): CodeEditor | undefined {
    return this.#editor;
  }

  set current(editor: CodeEditor | undefined) {
    this.#editor = editor;
    if (!editor) return;
    this.#wanted?.(editor);
    this.#wanted = undefined;
  }

  /** Does something with the editor of the project that is being opened: not with the one that still shows another. */
  withNext(work: (editor: CodeEditor) => void): void {
    this.#wanted = work;
  }

  /** Does something with the editor, as soon as there is one. */
  with(work: (editor: CodeEditor) => void): void {
    if (this.#editor) work(this.#editor);
    else this.#wanted = work;
  }
}
