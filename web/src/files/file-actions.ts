// What a person does with the files of the open project, from whichever button or key.
import { zipOf } from '#util/zip.js';
import type { Page } from '../page.js';
import { saveAs } from '../ui/save-as.js';
import { bytesOf, isText } from '../workspace/content.js';
import { sizeFault } from '../workspace/limits.js';
import { baseName, freeName } from '../workspace/names.js';
import type { OpenProject } from '../workspace/open-project.js';
import type { Workspace } from '../workspace/workspace.js';
import { readUpload, uploadFault, type Incoming } from './upload.js';

export class FileActions {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Makes a file and shows it. */
  create(name: string, text = ''): void {
    this.#withProject((project, workspace) => {
      const fault = sizeFault(new Map([...project.files.value, [name, text]]));
      if (fault !== undefined) {
        this.#page.messages.tell(fault);
        return;
      }
      project.set(name, text);
      workspace.active.value = name;
      this.#page.layout.show('code');
      this.#page.editor.with((editor) => editor.focus());
    });
  }

  /** Shows a line of a file, from 1. */
  goTo(file: string | undefined, line: number | undefined): void {
    this.#withProject((project, workspace) => {
      if (file === undefined || !project.files.value.has(file)) return;
      workspace.active.value = file;
      this.#page.layout.show('code');
      this.#page.editor.with((editor) => editor.goTo(line ?? 1));
    });
  }

  /** Has a line of a file stand in the editor, and leaves the keyboard where it is. */
  showLine(file: string, line: number): void {
    this.#withProject((project, workspace) => {
      if (!project.files.value.has(file)) return;
      workspace.active.value = file;
      this.#page.editor.current?.showLine(line);
    });
  }

  rename(from: string, to: string): void {
    this.#withProject((project, workspace) => {
      project.rename(from, to);
      if (workspace.active.value === from) workspace.active.value = to;
    });
  }

  remove(name: string): void {
    this.#withProject((project, workspace) => {
      project.remove(name);
      if (workspace.active.value === name) workspace.active.value = [...project.files.value.keys()][0];
      this.#page.messages.tell(`${name} is deleted.`);
    });
  }

  /** Has one file of the example as it came, or all of them. */
  restore(name?: string): void {
    this.#withProject((project, workspace) => {
      project.restore(name);
      workspace.active.value ??= [...project.files.value.keys()][0];
      this.#page.messages.tell(name === undefined ? 'The example is restored.' : `${name} is restored.`);
    });
  }

  /** Takes files from the user's disk; those whose names are taken wait for an answer. */
  async upload(incoming: readonly Incoming[]): Promise<void> {
    const { messages, dialog, workspace } = this.#page;
    const project = workspace.value?.current.value;
    if (incoming.length === 0) return;
    if (!project) {
      messages.tell('Files belong to a program; open one, or press New program, and drop them again.');
      return;
    }
    const { files, refused } = await readUpload(incoming);
    if (workspace.value?.current.value !== project) {
      messages.tell('Another project was opened before the files were read; upload them again where they belong.');
      return;
    }
    const present = project.files.value;
    const fault = uploadFault(present, files);
    if (fault !== undefined || refused.length > 0) messages.tell([...refused, fault ?? ''].join(' ').trim());
    if (fault !== undefined || files.size === 0) return;
    const taken = [...files.keys()].filter((name) => present.has(name) && present.get(name) !== files.get(name));
    if (taken.length > 0) dialog.value = { is: 'replace', files, present: taken };
    else this.put(files);
  }

  /** Puts files into the open project. @param beside keep those that are there, and give the new ones other names */
  put(files: ReadonlyMap<string, string>, beside = false): void {
    this.#withProject((project, workspace) => {
      for (const [name, text] of files) {
        const to = beside ? freeName(name, project.files.value.keys()) : name;
        project.set(to, text);
        workspace.active.value = to;
      }
      this.#page.layout.show('code');
      const names = [...files.keys()].join(', ');
      this.#page.messages.tell(files.size === 1 ? `${names} is in the project.` : `${names} are in the project.`);
    });
  }

  download(name: string): void {
    this.#withProject(({ files }) => {
      const text = files.value.get(name);
      if (text !== undefined)
        saveAs(baseName(name), bytesOf(text), isText(text) ? 'text/plain' : 'application/octet-stream');
    });
  }

  downloadAll(): void {
    this.#withProject(({ origin, files }) => {
      const name = origin.id.replace(/^own\//, '').replaceAll('/', '-');
      const contents = new Map([...files.value].map(([file, text]) => [file, bytesOf(text)]));
      saveAs(`${name}.zip`, zipOf(contents, { folder: name }), 'application/zip');
    });
  }

  #withProject(act: (project: OpenProject, workspace: Workspace) => void): void {
    const workspace = this.#page.workspace.value;
    const project = workspace?.current.value;
    if (workspace && project) act(project, workspace);
  }
}
