import type { ClassResult, SubmissionResult, TaskResult } from '#lab/result.js';
import { escapeControls } from '#util/escape.js';
import { compilerMessages } from './compiler-messages.js';
import { forStudent } from './for-student.js';
import { checksOf, helpOf, noPoints, problemsOf, VERDICT_WORDS } from './words.js';

/**
 * Workflow commands that GitHub shows beside the lines of a commit, first what the compiler said, then what failed: it shows ten of a
 * step. Of hidden checks verdict and help only.
 */
export function githubAnnotations({ results }: ClassResult): string {
  return results.map(forStudent).flatMap(annotate).map(command).join('');
}

interface Annotation {
  readonly level: 'error' | 'warning';
  readonly place: Readonly<Record<string, string | number | undefined>>;
  readonly title: string;
  readonly message: string;
}

function annotate(result: SubmissionResult): Annotation[] {
  const { source, files } = result.submission;
  if (result.status === 'rejected')
    return [{ level: 'error', place: {}, title: 'Nothing to grade', message: `${source}: ${noPoints(result)}` }];
  if (result.status === 'error')
    return [{ level: 'warning', place: {}, title: 'Not graded', message: `${source}: ${noPoints(result)}` }];
  const pathOf = (file: string): string => inRepository(source, file);
  const sourceOf = ({ compiles }: TaskResult): string | undefined => {
    const own = compiles.map(({ program }) => `${program}.c`);
    const found = files.find(({ path }) => own.some((name) => path === name || path.endsWith(`/${name}`))) ?? files[0];
    return found && pathOf(found.path);
  };
  return [...fromCompiler(result, pathOf), ...fromChecks(result, sourceOf)];
}

function fromCompiler({ tasks }: SubmissionResult, pathOf: (file: string) => string): Annotation[] {
  return tasks
    .flatMap(({ compiles }) => compiles)
    .flatMap(({ program, messages }) =>
      compilerMessages(messages.head).map(({ severity, file, line, column, text }) => ({
        level: severity,
        place: { file: pathOf(file), line, col: column },
        title: `Compiling ${program}`,
        message: text,
      })),
    );
}

function fromChecks(result: SubmissionResult, sourceOf: (task: TaskResult) => string | undefined): Annotation[] {
  return checksOf(result)
    .filter(({ check }) => check.verdict === 'failed' || check.verdict === 'error')
    .map(({ task, check }) => ({
      level: check.verdict === 'failed' ? 'error' : 'warning',
      place: check.verdict === 'failed' ? { file: sourceOf(task) } : {},
      title: `${task.title}: ${check.title}`,
      message: [...(check.verdict === 'failed' ? problemsOf(check) : [VERDICT_WORDS.error]), ...helpOf(check)].join(
        '\n',
      ),
    }));
}

/** A file of a submission as the checkout has it: the submission is that file, or a folder with it. */
function inRepository(source: string, file: string): string {
  const from = source.replace(/^(\.\/+)+/, '').replace(/\/+$/, '');
  if (from === '' || from === '.') return file;
  return from === file || from.endsWith(`/${file}`) ? from : `${from}/${file}`;
}

function command({ level, place, title, message }: Annotation): string {
  const properties = Object.entries<string | number | undefined>({ ...place, title }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapeProperty(String(value))}`],
  );
  return `::${level} ${properties.join(',')}::${escapeData(message)}\n`;
}

/** As the runner undoes it: % first, then what would end the line. */
function escapeData(text: string): string {
  return escapeControls(text).replace(/%/g, '%25').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
