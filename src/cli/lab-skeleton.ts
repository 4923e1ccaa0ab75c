// The files of a new lab, which is small and whole.

/** @param schema path or address of the JSON Schema, for editors */
export function labSkeleton(schema: string): Readonly<Record<string, string>> {
  const lab = {
    $schema: schema,
    title: 'A greeting through a pipe',
    tasks: [
      {
        name: 'greet',
        title: 'A child greets its parent',
        files: ['greet.c'],
        programs: { greet: {} },
        runs: [
          {
            name: 'names',
            parties: [{ command: ['greet', '${who}'] }],
            cases: { short: { who: 'Ada' }, long: { who: 'Grace Brewster Hopper' } },
          },
          { name: 'traced', parties: [{ command: ['greet', 'Ada'] }], trace: true },
        ],
        checks: [
          {
            name: 'greets',
            title: 'The parent prints the greeting',
            points: 3,
            run: 'names',
            expect: { end: { exit: 0 }, stdout: { equals: 'Hello, ${who}!\n' } },
            help: 'The parent prints what it has read from the pipe, and nothing else.',
          },
          {
            name: 'through-a-pipe',
            title: 'The greeting comes from a child, through a pipe',
            points: 2,
            needs: ['greets'],
            run: 'traced',
            expect: { calls: { pipe: { is: 1 }, fork: { is: 1 } } },
            rationale: 'The lab is about a pipe between two processes.',
            help: 'Call pipe before fork, so that both processes have its ends.',
          },
        ],
      },
    ],
    wrong: {
      shouts: {
        shows: 'The greeting ends with three exclamation marks.',
        fails: 'greets',
        mutations: [{ file: 'greet.c', find: 'Hello, %s!', replace: 'Hello, %s!!!' }],
      },
      alone: { shows: 'One process prints the greeting itself.', fails: 'through-a-pipe' },
    },
  };
  return {
    'lab.json': `${JSON.stringify(lab, null, 2)}\n`,
    'statement.md': STATEMENT,
    'starter/greet.c': STARTER,
    'reference/greet.c': REFERENCE,
    'wrong/alone/greet.c': ALONE,
  };
}

const STATEMENT = `# A greeting through a pipe

Write \`greet.c\`. It makes a pipe and a child. The child writes \`Hello, NAME!\` and a newline into the pipe, where NAME
is the program's argument; the parent reads it and prints it.
`;

const STARTER = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    (void)argc;
    (void)argv;
    return 1;
}
`;

const REFERENCE = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int p[2];
    char line[128];

    if (argc != 2 || pipe(p) == -1)
        return 1;
    switch (fork()) {
    case -1:
        perror("fork");
        return 1;
    case 0:
        close(p[0]);
        dprintf(p[1], "Hello, %s!\\n", argv[1]);
        _exit(0);
    }
    close(p[1]);
    ssize_t n;
    while ((n = read(p[0], line, sizeof line)) > 0)
        fwrite(line, 1, (size_t)n, stdout);
    wait(NULL);
    return n == -1;
}
`;

const ALONE = `#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 2)
        return 1;
    printf("Hello, %s!\\n", argv[1]);
    return 0;
}
`;
