// A student's client against the instructor's server: as a file and as a process, the server is out of reach. And a program whose
// system calls are counted, against the count.
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

/** In each of its functions a process makes one pipe, or none, and what it makes is waited for. */
const WAYS = `
static long call(long number, long first) {
    long result;
    __asm__ volatile("int $0x80" : "=a"(result) : "a"(number), "b"(first) : "memory");
    return result;
}
static void make_pipe(void) {
    int p[2];
    if (call(SYS_pipe, (long)p) == 0) {
        close(p[0]);
        close(p[1]);
    }
}
static void *in_thread(void *unused) {
    make_pipe();
    return unused;
}
static void evade(char **argv) {
    pid_t child;
    pthread_t thread;
    /* 1: what no ptrace follows */
    if (syscall(SYS_clone, CLONE_UNTRACED | SIGCHLD, 0, 0, 0, 0) == 0) {
        make_pipe();
        _exit(0);
    }
    wait(NULL);
    /* 2: without the library */
    if (call(SYS_fork, 0) == 0) {
        make_pipe();
        call(SYS_exit, 0);
    }
    wait(NULL);
    /* 3: with the parent's memory */
    if (vfork() == 0)
        _exit(0);
    wait(NULL);
    /* 4 and 5: an orphan, of a parent that has ended */
    if ((child = fork()) == 0) {
        if (fork() == 0) {
            make_pipe();
            _exit(0);
        }
        _exit(0);
    }
    waitpid(child, NULL, 0);
    /* 6: traced by its parent */
    if ((child = fork()) == 0) {
        ptrace(PTRACE_TRACEME, 0, 0, 0);
        raise(SIGSTOP);
        make_pipe();
        _exit(0);
    }
    waitpid(child, NULL, 0);
    ptrace(PTRACE_CONT, child, 0, 0);
    waitpid(child, NULL, 0);
    /* 7: another program by another name */
    if ((child = fork()) == 0) {
        prctl(PR_SET_NAME, "strace", 0, 0, 0);
        execl(argv[0], "again", (char *)NULL);
        _exit(1);
    }
    waitpid(child, NULL, 0);
    pthread_create(&thread, NULL, in_thread, NULL);
    pthread_join(thread, NULL);
}
`;

/** What a check of the run with a trace says of a program. */
async function forks(main: string): Promise<readonly string[] | undefined> {
  const sum = `${PROLOGUE}
#include <pthread.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
${WAYS}
int main(int argc, char **argv) {
    if (argc == 3 && atol(argv[1]) == 1 && atol(argv[2]) == 1) {
${main}
    }
    if (argc == 1)
        make_pipe();
    else
        printf("sum: %ld\\n", argc == 3 ? atol(argv[1]) + atol(argv[2]) : 0);
    return 0;
}`;
  const outcome = await machine.grade({ lab, files: { 'sum.c': encodeText(sum) } });
  const check = outcome.tasks[0]?.checks.find(({ name }) => name === 'forks');
  const compiled = outcome.tasks[0]?.compiles[0]?.messages.head;
  assert.notEqual(check?.verdict, 'skipped', compiled);
  return check?.problems;
}

test('no call and no process of a traced program is missed, however it is made', async () => {
  assert.deepEqual(await forks('evade(argv);'), ['it calls pipe 6 times, not 1', 'it makes 7 processes, not 1']);
});

test('what nobody counts leaves room for what is counted', async () => {
  const flood = `
        int p[2];
        for (long i = 0; i < 200000; i++)
            call(SYS_getppid, 0);
        if (pipe(p) == 0 && fork() == 0)
            _exit(0);
        wait(NULL);`;
  assert.deepEqual(await forks(flood), []);
});
