// A student's client against the instructor's server: as a file and as a process, the server is out of reach; so is a tracer.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openImage } from '#hosts/node/image.js';
import { prepareLab } from '#course/lab-plan.js';
import { launch } from '#hosts/node/launch.js';
import { VIRTUAL_START } from '#hosts/worker/virtual-start.js';
import type { JobOutcome } from '#lab/job.js';
import { encodeText } from '#util/bytes.js';
import { FIXTURES } from '../support/fixtures.js';

const image = await openImage();
const lab = await prepareLab(join(FIXTURES, 'labs/echo'), image);
const machine = await launch(image, { clock: { kind: 'virtual', seed: 0, start: VIRTUAL_START } });
after(() => machine[Symbol.asyncDispose]());

const HEADERS = ['dirent', 'errno', 'fcntl', 'signal', 'stdio', 'stdlib', 'string', 'unistd', 'sys/ptrace', 'sys/wait'];
const PROLOGUE = `#define _GNU_SOURCE
${HEADERS.map((name) => `#include <${name}.h>`).join('\n')}
static void tell(const char *what, long result) {
    printf("%s: %s\\n", what, result == -1 ? strerror(errno) : "done");
    fflush(stdout);
}
/* The process whose command line begins with this. */
static pid_t find(const char *program) {
    DIR *processes = opendir("/proc");
    for (struct dirent *entry; (entry = readdir(processes)) != NULL;) {
        char path[300], line[300] = "";
        snprintf(path, sizeof path, "/proc/%s/cmdline", entry->d_name);
        int fd = open(path, O_RDONLY);
        if (fd == -1)
            continue;
        ssize_t size = read(fd, line, sizeof line - 1);
        close(fd);
        if (size > 0 && strncmp(line, program, strlen(program)) == 0)
            return atoi(entry->d_name);
    }
    return -2;
}
`;

function outputOf({ tasks }: JobOutcome, task: string, run: string, party: string): string[] {
  const runs = tasks.find(({ name }) => name === task)?.runs.find(({ name }) => name === run);
  return (runs?.parties.find(({ name }) => name === party)?.stdout.head ?? '').trimEnd().split('\n');
}

test('a client can neither read, run, replace, end nor look into the server', async () => {
  const client = `${PROLOGUE}
int main(void) {
    char path[64];
    pid_t server = find("/run/lab/server");
    tell("found", server > 0 ? 0 : -1);
    tell("read", open("/run/lab/server", O_RDONLY));
    tell("write", open("/run/lab/server", O_WRONLY));
    tell("unlink", unlink("/run/lab/server"));
    tell("rename", rename("/run/lab/server", "/run/lab/old"));
    tell("add", open("/run/lab/mine", O_CREAT | O_WRONLY, 0755));
    tell("unlink socket", unlink("server.sock"));
    tell("kill", kill(server, SIGKILL));
    tell("trace", ptrace(PTRACE_ATTACH, server, 0, 0));
    snprintf(path, sizeof path, "/proc/%d/mem", server);
    tell("memory", open(path, O_RDONLY));
    snprintf(path, sizeof path, "/proc/%d/exe", server);
    tell("executable", open(path, O_RDONLY));
    /* Whoever can run it can put a library into it that reads its code. */
    setenv("LD_PRELOAD", "/tmp/reads-memory.so", 1);
    execl("/run/lab/server", "server", (char *)NULL);
    tell("run", -1);
    return 0;
}`;
  const outcome = await machine.grade({ lab, files: { 'client.c': encodeText(client) } });
  const lines = outputOf(outcome, 'client', 'talk', 'client');
  assert.equal(lines[0], 'found: done');
  assert.deepEqual(
    lines
      .slice(1)
      .filter((line) => !/: (Permission denied|Operation not permitted|No such file or directory)$/.test(line)),
    [],
  );
  assert.equal(lines.length, 12);
  assert.equal(outcome.tasks.find(({ name }) => name === 'client')?.points, 0);
});

test('a traced program can neither end its tracer nor touch the trace, nor hide from it', async () => {
  const sum = `${PROLOGUE}
#include <sched.h>
#include <sys/syscall.h>
int main(int argc, char **argv) {
    pid_t tracer = find("strace");
    if (tracer > 0) {
        tell("kill", kill(tracer, SIGKILL));
        tell("read", open("/run/lab/trace-sum", O_RDONLY | O_NONBLOCK));
        tell("write", open("/run/lab/trace-sum", O_WRONLY | O_NONBLOCK));
        tell("unlink", unlink("/run/lab/trace-sum"));
        tell("tracer", open("/run/lab/tracer", O_RDONLY));
        if (syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0) == 0) {
            system("true");
            _exit(0);
        }
        wait(NULL);
    }
    printf("sum: %ld\\n", argc == 3 ? atol(argv[1]) + atol(argv[2]) : 0);
    return 0;
}`;
  const outcome = await machine.grade({ lab, files: { 'sum.c': encodeText(sum) } });
  const lines = outputOf(outcome, 'sum', 'traced', 'sum');
  assert.deepEqual(lines.slice(0, -1), [
    'kill: Operation not permitted',
    'read: Permission denied',
    'write: Permission denied',
    'unlink: Permission denied',
    'tracer: Permission denied',
  ]);
  const forks = outcome.tasks[0]?.checks.find(({ name }) => name === 'forks');
  assert.deepEqual([forks?.verdict, forks?.problems], ['failed', ['it made a process that cannot be traced']]);
});
