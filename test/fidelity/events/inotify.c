#include "../must.h"

#include <sys/inotify.h>
#include <sys/stat.h>

// What happens in a folder.
static const struct {
    uint32_t bit;
    const char *name;
} kinds[] = {{IN_CREATE, "create"},  {IN_OPEN, "open"},
             {IN_MODIFY, "modify"},  {IN_CLOSE_WRITE, "close-write"},
             {IN_DELETE, "delete"},  {IN_MOVED_FROM, "from"},
             {IN_MOVED_TO, "to"},    {IN_ATTRIB, "attributes"},
             {IN_ISDIR, "folder"},   {IN_DELETE_SELF, "itself"},
             {IN_IGNORED, "ignored"}};

int main(void) {
    _Alignas(struct inotify_event) char events[4096];
    uint32_t cookies[2] = {0, 1};
    MUST(mkdir("watched", 0700));
    int fd = MUST(inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    printf("nothing: %s\n", failure(read(fd, events, sizeof events)));
    printf("not there: %s\n", failure(inotify_add_watch(fd, "none", IN_CREATE)));
    MUST(inotify_add_watch(fd, "watched", IN_ALL_EVENTS & ~(IN_ACCESS | IN_CLOSE_NOWRITE)));
    int file = MUST(open("watched/a", O_WRONLY | O_CREAT, 0600));
    MUST(write(file, "text", 4));
    close(file);
    MUST(rename("watched/a", "watched/b"));
    MUST(chmod("watched/b", 0644));
    MUST(mkdir("watched/inner", 0700));
    MUST(rmdir("watched/inner"));
    MUST(unlink("watched/b"));
    MUST(rmdir("watched"));
    int size = MUST(read(fd, events, sizeof events));
    for (char *at = events; at < events + size;) {
        struct inotify_event *event = (struct inotify_event *)at;
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (event->mask & kinds[i].bit)
                printf("%s ", kinds[i].name);
        if (event->mask & (IN_MOVED_FROM | IN_MOVED_TO))
            cookies[(event->mask & IN_MOVED_TO) != 0] = event->cookie;
        printf("%s\n", event->len ? event->name : "-");
        at += sizeof *event + event->len;
    }
    printf("one move %d\n", cookies[0] == cookies[1]);
}
