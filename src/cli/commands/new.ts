import { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { EXAMPLES } from '#node/paths.js';
import { makeWhole } from '#node/whole-file.js';
import { IpclabError } from '#util/error.js';

export function newCommand(): Command {
  return new Command('new')
    .description('make a working skeleton of an example beside the others')
    .argument('<topic/name>', 'small letters, digits and dashes, such as pipes/my-pipe')
    .action(async (name: string) => {
      const folder = await makeSkeleton(name);
      const shown = relative(process.cwd(), folder);
      process.stdout.write(
        `${shown}: example.json, README.md, ${basename(folder)}.c\nTry it: npx ipclab demo ${name} --mutations\n`,
      );
    });
}

async function makeSkeleton(name: string): Promise<string> {
  if (!/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(name)) {
    throw new IpclabError(
      'usage',
      `${name}: not a name of an example; write topic/name in small letters, digits and dashes`,
    );
  }
  const folder = join(EXAMPLES, name);
  await makeWhole(
    folder,
    async (partial) => {
      for (const [file, content] of Object.entries(skeleton(name))) await writeFile(join(partial, file), content);
    },
    { existing: 'refuse', cure: 'choose another name' },
  );
  return folder;
}

function skeleton(name: string): Readonly<Record<string, string>> {
  const program = basename(name);
  const example = {
    $schema: '../../example.schema.json',
    title: 'A greeting through a pipe',
    shows: 'What a process writes into a pipe, it reads from the other end.',
    programs: { [program]: {} },
    runs: [
      {
        name: 'greeting',
        shows: 'Six bytes go in and come out.',
        parties: [{ command: [program], end: { exit: 0 }, stdout: { equals: 'hello\n' }, stderr: { equals: '' } }],
      },
    ],
    mutations: [{ file: `${program}.c`, find: '"hello\\n"', replace: '"jello\\n"', breaks: 'greeting' }],
  };
  return {
    'example.json': `${JSON.stringify(example, null, 2)}\n`,
    'README.md': `# A greeting through a pipe

What it teaches, in a sentence or two.

## Run it

\`\`\`
npx ipclab demo ${name}
\`\`\`

## What to watch

## Try

## Questions
`,
    [`${program}.c`]: `#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    int p[2];
    char buf[6];

    if (pipe(p) == -1)
        die("pipe");
    if (write(p[1], "hello\\n", sizeof buf) != sizeof buf)
        die("write");
    ssize_t n = read(p[0], buf, sizeof buf);
    if (n == -1)
        die("read");
    if (fwrite(buf, 1, (size_t)n, stdout) != (size_t)n)
        die("fwrite");
    return 0;
}
`,
  };
}
