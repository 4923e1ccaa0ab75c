// What `make lint` asks of the C in this project.
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { command } from '#builder/command.js';
import { ensureTools } from '#builder/tools.js';
import { loadExamples, type StoredExample } from '#course/examples.js';
import { PACKAGE_ROOT } from '#node/paths.js';

const WARNINGS = ['-std=c11', '-Wall', '-Wextra', '-Wpedantic', '-Werror'];

await ensureTools({ 'clang-format': 'clang-format', cppcheck: 'cppcheck', gcc: 'gcc' }, 'checking the C', (line) => {
  process.stderr.write(`${line}\n`);
});

const sources = (
  await Promise.all(
    [
      'images/agent',
      'images/kernel/recorder',
      'images/rootfs',
      'images/training',
      'c-examples',
      'labs',
      'templates',
      'test/fixtures',
      'test/bugs',
      'test/fidelity',
    ].map(cFiles),
  )
).flat();
await command(['clang-format', '--dry-run', '-Werror', ...sources]);

// A program whose fault is the compiler's message is not one of these.
const programs = (await loadExamples()).flatMap(sourcesOf);
// Of a lab what the instructor answers for; what is wrong on purpose is judged by its checks.
const OF_AUTHOR = /^(labs|templates)\/[^/]+\/(starter|reference|hidden)\/[^/]+\.c$/;
const ofLabs = sources.filter((path) => OF_AUTHOR.test(relative(PACKAGE_ROOT, path)));
programs.push(...ofLabs, join(PACKAGE_ROOT, 'templates/example/program.c'));
await command(['gcc', '-fsyntax-only', ...WARNINGS, ...headersOf(ofLabs), ...programs]);
await command(['cppcheck', '--quiet', '--enable=warning,portability', '--error-exitcode=1', '-j2', ...programs]);
process.stdout.write(`C: ${sources.length} files formatted, ${programs.length} programs without a warning\n`);

async function cFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(PACKAGE_ROOT, folder), { recursive: true });
  return names.filter((name) => /\.[ch]$/.test(name)).map((name) => join(PACKAGE_ROOT, folder, name));
}

/** The headers that a lab gives lie in its starter/. */
function headersOf(paths: readonly string[]): string[] {
  const starters = paths.map((path) => join(dirname(dirname(path)), 'starter'));
  return [...new Set(starters)].map((folder) => `-I${folder}`);
}

function sourcesOf({ folder, example }: StoredExample): string[] {
  return Object.entries(example.programs).flatMap(([name, { sources = [`${name}.c`], compile }]) =>
    compile?.fails ? [] : sources.map((source) => join(folder, source)),
  );
}
