// Works that are alike: renamed, laid out anew, with other comments; and such that are not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '#classroom/describe.js';
import { SourceStore } from '#classroom/ledger/store.js';
import { similarGroups } from '#classroom/similar.js';
import type { SubmissionResult } from '#lab/result.js';
import { NO_GROUND, type SimilarGroup } from '#reports/ground.js';
import { writeReport } from '#reports/reports.js';
import type { Files } from '#scenario/setting.js';
import { encodeText } from '#util/bytes.js';
import { classPlan, outcome, submission } from '../../support/classroom/results.js';
import { Folder } from '../../support/classroom/take.js';

const ORIGINAL = `#include <stdio.h>
#include <unistd.h>
#include <sys/wait.h>
int total(const int *values, int count) {
  int sum = 0;
  for (int i = 0; i < count; i++) if (values[i] % 2 == 0) sum += values[i];
  return sum;
}
int main(int argc, char **argv) {
  int p[2];
  if (pipe(p) == -1) { perror("pipe"); return 1; }
  pid_t child = fork();
  if (child == 0) {
    int values[4] = { 1, 2, 3, 4 };
    int sum = total(values, 4);
    close(p[0]);
    write(p[1], &sum, sizeof sum);
    close(p[1]);
    return 0;
  }
  int sum;
  close(p[1]);
  while (read(p[0], &sum, sizeof sum) > 0) printf("%d\\n", sum);
  waitpid(child, NULL, 0);
  return argc > 1 ? argv[1][0] : 0;
}
`;
const RENAMED = `/* my own work, honestly */\n${ORIGINAL}`
  .replaceAll('total', 'add_even')
  .replaceAll('values', 'v')
  .replaceAll('sum', 'result')
  .replaceAll('child', 'kid')
  .replaceAll('  ', '\t')
  .replace('int p[2];', 'int p[2]; // a pipe');
const OTHER = `#include <signal.h>
#include <stdlib.h>
#include <string.h>
struct node { struct node *next; char *name; };
static struct node *head;
static volatile sig_atomic_t stop;
static void on_signal(int number) { stop = number; }
static void push(const char *name) {
  struct node *one = malloc(sizeof *one);
  if (!one) abort();
  one->name = strdup(name);
  one->next = head;
  head = one;
}
int main(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, NULL);
  do { push("x"); } while (!stop);
  switch (stop) { case SIGINT: return 2; default: return 0; }
}
`;

async function compare(
  sources: Readonly<Record<string, string>>,
  starter: Files = {},
  least = 0.8,
): Promise<{ groups: SimilarGroup[]; results: SubmissionResult[] }> {
  using folder = new Folder();
  const store = new SourceStore(folder.path);
  const results: SubmissionResult[] = [];
  for (const [id, source] of Object.entries(sources)) {
    const described = await describe(submission(id, source), store);
    results.push(classPlan().assemble(described.submission, outcome('x'), { at: '', duration: 0 }));
  }
  return { groups: await similarGroups(results, store, starter, least), results };
}

test('other names, blanks and comments make no other work; another work is another', async () => {
  const { groups, results } = await compare({ ada: ORIGINAL, bob: RENAMED, cleo: OTHER });
  assert.equal(groups.length, 1);
  const digests = new Set(results.slice(0, 2).map(({ submission: { digest } }) => digest));
  assert.deepEqual(new Set(groups[0]?.digests), digests);
  assert.equal(groups[0]?.most, 1);
});

test('a part that was changed leaves the rest alike; each in a group is alike to another of it', async () => {
  const half = RENAMED.replace(
    /while \(read[^;]*;/,
    'switch (read(p[0], &result, 4)) { case 4: puts("x"); default: break; }',
  );
  const { groups } = await compare({ ada: ORIGINAL, bob: RENAMED, cleo: half }, {}, 0.5);
  assert.equal(groups[0]?.digests.length, 3);
  assert.ok(groups[0].least < 1 && groups[0].least >= 0.5);
});

test('what every student was given makes nobody alike', async () => {
  const starter = { 'count.c': encodeText(ORIGINAL), 'notes.txt': encodeText('x') };
  const { groups } = await compare({ ada: `${ORIGINAL}${OTHER}`, bob: RENAMED }, starter);
  assert.deepEqual(groups, []);
});

test('equal works are one, what is no source and what is endless are not compared, and nothing is none', async () => {
  assert.deepEqual((await compare({ ada: ORIGINAL, bob: ORIGINAL })).groups, []);
  const endless = '('.repeat(70_000);
  assert.deepEqual((await compare({ ada: endless, bob: `${endless} ` })).groups, []);
  assert.deepEqual((await compare({})).groups, []);
  const deep = `int main(void) { return ${'('.repeat(20_000)}1${')'.repeat(20_000)}; }`;
  assert.equal((await compare({ ada: deep, bob: `${deep} ` })).groups.length, 1, 'however deep it is');
});

test('the class’s page says it, with names and shares, and no student’s page does', async () => {
  const { groups: similar, results } = await compare({ ada: ORIGINAL, bob: RENAMED, carl: RENAMED, cleo: OTHER });
  const { lab } = classPlan();
  const given = { lab, results, absent: [] };
  const page = (kind: 'html' | 'students'): string =>
    [...writeReport(kind, given, { ...NO_GROUND, similar }).values()].join('');
  assert.match(page('html'), /<h2>Similar submissions<\/h2>[\s\S]*<li>ada, bob, carl: 100 %/);
  assert.doesNotMatch(page('students'), /Similar/);
  assert.doesNotMatch([...writeReport('html', given, NO_GROUND).values()].join(''), /Similar/);
});
