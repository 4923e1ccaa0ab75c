#include "evidence.h"

#include <stdio.h>
#include <string.h>

enum { SOCKETS_MAX = 64, LINE_ROOM = 512 };

static void add(struct sheet *sheet, const char *kind, unsigned long inode, bool listens, const char *local,
                const char *remote) {
    sheet_add(sheet, "socket %lu %s %d", inode, kind, listens);
    sheet_text(sheet, local, strlen(local));
    sheet_text(sheet, remote, strlen(remote));
    sheet_end_line(sheet);
}

// A line of tcp, tcp6, udp or udp6. False: it is none, or the socket is no process's any more.
static bool add_internet(struct sheet *sheet, const char *kind, const char *line) {
    const unsigned listen = 10; // TCP_LISTEN
    char local[48], remote[48];
    unsigned state;
    unsigned long inode;
    if (sscanf(line, "%*s %47s %47s %x %*s %*s %*s %*s %*s %lu", local, remote, &state, &inode) != 4 ||
        inode == 0)
        return false;
    add(sheet, kind, inode, state == listen, local, remote);
    return true;
}

// A line of unix. False: it is none, or the socket has no name.
static bool add_unix(struct sheet *sheet, const char *kind, char *line) {
    const unsigned long accepts = 0x10000; // __SO_ACCEPTCON of the kernel
    unsigned long flags, inode;
    int path = 0;
    if (sscanf(line, "%*s %*s %*s %lx %*s %*s %lu %n", &flags, &inode, &path) != 2 || path == 0)
        return false;
    char *name = line + path;
    name[strcspn(name, "\n")] = '\0';
    if (*name == '\0')
        return false;
    add(sheet, kind, inode, (flags & accepts) != 0, name, "-");
    return true;
}

static unsigned add_table(struct sheet *sheet, const struct task *task, const char *kind, unsigned count) {
    char file[16];
    char line[LINE_ROOM];
    snprintf(file, sizeof file, "net/%s", kind);
    FILE *table = task_stream(task, file);
    if (table == NULL)
        return count;
    while (fgets(line, sizeof line, table) != NULL) {
        if (count >= SOCKETS_MAX)
            break;
        if (strcmp(kind, "unix") == 0 ? add_unix(sheet, kind, line) : add_internet(sheet, kind, line))
            count++;
    }
    fclose(table);
    return count;
}

void evidence_sockets(struct sheet *sheet, const struct task *task) {
    static const char *const kinds[] = {"tcp", "tcp6", "udp", "udp6", "unix"};
    unsigned count = 0;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        count = add_table(sheet, task, kinds[i], count);
}
