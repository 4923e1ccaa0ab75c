// A lab with something of everything that its students must not get.
import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ipclab } from './cli.js';

/** The lab that `ipclab lab new` makes, with a hidden check, a counterpart and a secret text, in a folder of its own there. */
export async function makeSecretLab(folder: string): Promise<string> {
  const path = join(folder, 'greeting');
  assert.equal((await ipclab(['lab', 'new', path])).status, 0);
  const file = join(path, 'lab.json');
  const described = JSON.parse(await readFile(file, 'utf8')) as {
    image: string;
    tasks: Record<string, unknown>[];
  };
  // So that a page with tcc alone checks it as it is graded.
  described.image = 'tcc';
  const [task] = described.tasks;
  if (!task) throw new Error('a new lab has no task');
  const runs = task['runs'] as unknown[];
  const checks = task['checks'] as unknown[];
  runs.push({
    name: 'asked',
    parties: [{ command: ['greet', 'Ada'] }],
    predict: {
      question: 'What does the parent read?',
      answer: 'text',
      at: '^greet \\(\\d+\\) reads .* pipe 1: ',
    },
  });
  task['counterparts'] = { 'secret-server': {} };
  runs.push({ name: 'secret-run', parties: [{ command: ['greet', 'SECRET-ARGUMENT'] }] });
  runs.push({ name: 'against', parties: [{ command: ['secret-server'] }, { command: ['greet', 'Ada'] }] });
  checks.push(
    {
      name: 'secret-check',
      title: 'SECRET-TITLE',
      hidden: true,
      run: 'secret-run',
      expect: { stdout: { equals: 'SECRET-OUTPUT' } },
    },
    { name: 'asks', title: 'Ends well', needs: ['greets'], run: 'asked', expect: { end: { exit: 0 } } },
    { name: 'meets', title: 'Meets the server', run: 'against', expect: { end: { exit: 0 } } },
    { name: 'same', title: 'As in the file', run: 'traced', expect: { stdout: { sameAs: 'hidden/wanted.txt' } } },
  );
  await writeFile(file, JSON.stringify(described));
  await cp(join(path, 'starter'), join(path, 'hidden'), { recursive: true });
  await writeFile(join(path, 'hidden/wanted.txt'), 'SECRET-WANTED-TEXT');
  await writeFile(
    join(path, 'hidden/secret-server.c'),
    '#include <unistd.h>\nint main(void) { return write(1, "SECRET-SERVER", 13) != 13; }\n',
  );
  await writeFile(
    join(path, 'reference/greet.c'),
    `${await readFile(join(path, 'reference/greet.c'), 'utf8')}// SECRET-REFERENCE\n`,
  );
  return path;
}
