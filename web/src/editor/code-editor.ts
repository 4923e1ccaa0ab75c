// CodeMirror with one state for each file, so that undo, selection and scrolling are a file's own.
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { Diagnostic } from '../session/state.js';
import { replacementFor } from './change.js';
import { marksOf } from './findings.js';
import { highlighting, languageOf } from './language.js';
import { theme } from './theme.js';

/** Marks a change that came from elsewhere, such as another tab. */
const outside = Annotation.define<true>();

/** What stands in the editor. */
export interface ShownFile {
  readonly text: string;
  /** It says something of a file, and is not its text. */
  readonly readOnly: boolean;
}

export class CodeEditor {
  readonly #view: EditorView;
  readonly #states = new Map<string, EditorState>();
  readonly #onEdit: (name: string, text: string) => void;
  #name: string;

  /**
   * @param host an empty element; the editor lives in its shadow root, where its styles are adopted sheets and no
   *   policy against inline styles is in the way
   * @param onEdit told about what a person typed, and about nothing else
   */
  constructor(host: HTMLElement, name: string, file: ShownFile, onEdit: (name: string, text: string) => void) {
    this.#onEdit = onEdit;
    this.#name = name;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    this.#view = new EditorView({ state: this.#create(name, file), parent: root, root });
  }

  /** Shows a file, with the undo history that it had. */
  show(name: string, file: ShownFile): void {
    const isShown = name === this.#name;
    if (!isShown) this.#states.set(this.#name, this.#view.state);
    this.#name = name;
    const known = isShown ? this.#view.state : this.#states.get(name);
    // What was a text and is none any more begins anew.
    const state = known?.readOnly === file.readOnly ? known : this.#create(name, file);
    if (state !== this.#view.state) this.#view.setState(state);
    this.#replace(file.text);
  }

  /** Forgets the states of files that are gone. */
  keepOnly(names: ReadonlyMap<string, unknown>): void {
    for (const name of this.#states.keys()) if (!names.has(name)) this.#states.delete(name);
  }

  /** Marks what the compiler said about the file that is shown. */
  mark(findings: readonly Diagnostic[]): void {
    const { state } = this.#view;
    this.#view.dispatch(setDiagnostics(state, marksOf(findings, this.#name, state.doc)));
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts the cursor on a line, from 1, shows it, and goes there. */
  goTo(line: number): void {
    this.showLine(line);
    this.#view.focus();
  }

  /** Puts the cursor on a line, from 1, and shows it; whoever has the keyboard keeps it. */
  showLine(line: number): void {
    const { doc } = this.#view.state;
    const { from } = doc.line(Math.min(Math.max(line, 1), doc.lines));
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  }

  /** Goes to the next of the compiler's messages in this file. */
  goToNextFinding(): void {
    nextDiagnostic(this.#view);
  }

  destroy(): void {
    this.#view.destroy();
  }

  #replace(text: string): void {
    const changes = replacementFor(this.#view.state.doc.toString(), text);
    if (changes) this.#view.dispatch({ changes, annotations: outside.of(true) });
  }

  #create(name: string, { text, readOnly }: ShownFile): EditorState {
    const extensions = [shared, languageOf(name), this.#of(name), EditorState.readOnly.of(readOnly)];
    return EditorState.create({ doc: text, extensions });
  }

  #of(name: string): Extension {
    return [
      EditorView.contentAttributes.of({
        'aria-label': `${name}; Escape and then Tab leaves the editor`,
        tabindex: '0',
        autocapitalize: 'off',
        autocorrect: 'off',
        spellcheck: 'false',
      }),
      EditorView.updateListener.of(({ docChanged, transactions, state }) => {
        if (!docChanged || transactions.every((transaction) => transaction.annotation(outside) === true)) return;
        this.#onEdit(name, state.doc.toString());
      }),
    ];
  }
}

/** Keys that are the page's: it has them from wherever the focus is. */
const PAGE_KEYS = new Set(['Mod-Enter', 'Shift-Mod-Enter', 'F6']);

const shared: Extension = [
  lineNumbers(),
  lintGutter(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSpecialChars(),
  history(),
  indentOnInput(),
  indentUnit.of('    '),
  EditorState.tabSize.of(4),
  bracketMatching(),
  highlightSelectionMatches(),
  search({ top: true }),
  highlighting,
  theme,
  keymap.of(
    [...searchKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab].filter(
      ({ key }) => key === undefined || !PAGE_KEYS.has(key),
    ),
  ),
];
