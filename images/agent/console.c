#include "console.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "children.h"
#include "duty.h"
#include "log.h"
#include "loop.h"
#include "members.h"
#include "spawn.h"

#define DEVICE "/dev/ttyS0"
#define USER "student"
#define PAUSE (1000 * MILLISECONDS) // from the start of one shell to the next, should they end at once
#define KILL_GRACE (2000 * MILLISECONDS)

static struct members shell = {.cgroup = {.dir = -1}};
static bool running;
static bool wanted;
static uint64_t began;
static uint64_t due = NEVER;

// As getty(8) leaves a terminal, whatever the last program did to it.
static void make_sane(int fd) {
    static const cc_t characters[NCCS] = {
        [VINTR] = 3,    [VQUIT] = 28,  [VERASE] = 127,  [VKILL] = 21, [VEOF] = 4,
        [VMIN] = 1,     [VSTART] = 17, [VSTOP] = 19,    [VSUSP] = 26, [VREPRINT] = 18,
        [VWERASE] = 23, [VLNEXT] = 22, [VDISCARD] = 15,
    };
    struct termios settings;
    if (tcgetattr(fd, &settings) < 0)
        return;
    settings.c_iflag = ICRNL | IXON | IUTF8;
    settings.c_oflag = OPOST | ONLCR;
    settings.c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN;
    settings.c_cflag = (settings.c_cflag & CBAUD) | CS8 | CREAD | HUPCL | CLOCAL;
    memcpy(settings.c_cc, characters, sizeof characters);
    tcsetattr(fd, TCSANOW, &settings);
}

static int open_terminal(const struct user *user) {
    // Without O_NONBLOCK the open would wait for a carrier.
    int fd = open(DEVICE, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        log_errno("open", DEVICE);
        return -1;
    }
    fcntl(fd, F_SETFL, 0);
    if (fchown(fd, user->uid, user->gid) < 0 || fchmod(fd, 0600) < 0)
        log_errno("fchown", DEVICE);
    make_sane(fd);
    return fd;
}

static void start(const struct user *user, int fd) {
    uint64_t unlimited[EXEC_LIMITS];
    char home[300];
    limits_none(unlimited);
    snprintf(home, sizeof home, "HOME=%s", user->home);
    struct spawn spawn = {
        .file = "/bin/sh",
        .arguments = (char *[]){"-sh", NULL},
        .environment = (char *[]){home, "USER=" USER, "LOGNAME=" USER, "SHELL=/bin/sh", "TERM=xterm-256color",
                                  "PATH=/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", NULL},
        .directory = user->home,
        .user = user,
        .limits = unlimited,
        .streams = {fd, fd, fd},
        .terminal = true,
        .namespaces = -1,
        .cgroup = -1,
        .report = -1,
    };
    if (cgroup_usable() && cgroup_make(&shell.cgroup, "console", UNLIMITED, UNLIMITED) == 0)
        spawn.cgroup = shell.cgroup.dir;
    shell.first = spawn_leader(&spawn);
    shell.reaped = false;
    running = shell.first > 0;
    if (!running) {
        log_errno("fork", "/bin/sh");
        cgroup_remove(&shell.cgroup);
    }
}

static bool left(void) {
    return members_left(&shell);
}

// Ends what a shell left running, which a new shell would have to share the terminal with.
static void end_rest(void) {
    members_kill(&shell);
    children_await(left, KILL_GRACE);
    cgroup_remove(&shell.cgroup);
    running = false;
}

static void check(uint64_t now) {
    struct user user;
    if (now < due)
        return;
    due = NEVER;
    if (running)
        end_rest();
    began = now;
    if (user_find(USER, &user) < 0) {
        log_errno("user", USER);
        return;
    }
    int fd = open_terminal(&user);
    if (fd < 0)
        return;
    start(&user, fd);
    close(fd);
    if (!running)
        due = now + PAUSE;
}

static bool reaped(pid_t pid, int status, const struct rusage *usage) {
    (void)status;
    (void)usage;
    if (!running || shell.reaped || pid != shell.first)
        return false;
    shell.reaped = true;
    due = wanted ? began + PAUSE : NEVER;
    return true;
}

static uint64_t next_deadline(void) {
    return due;
}

void console_init(void) {
    static struct duty duty = {.reaped = reaped, .check = check, .deadline = next_deadline};
    duty_register(&duty);
}

void console_run(bool now_wanted) {
    wanted = now_wanted;
    if (!wanted) {
        due = NEVER;
        if (running)
            end_rest();
    } else if (!running) {
        due = 0;
        check(loop_now());
    }
}
