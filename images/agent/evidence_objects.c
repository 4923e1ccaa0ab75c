#include "evidence.h"

#include <fcntl.h>
#include <mqueue.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "folder.h"
#include "log.h"

enum { OBJECTS_MAX = 64, SEMAPHORES_MAX = 32 };

union semun {
    int val;
    struct semid_ds *buf;
    unsigned short *array;
    struct seminfo *info;
};

static void end_with_more(struct sheet *sheet, const char *kind, int count) {
    if (count <= OBJECTS_MAX)
        return;
    sheet_add(sheet, "more-%s %d", kind, count - OBJECTS_MAX);
    sheet_end_line(sheet);
}

static void add_message_queues(struct sheet *sheet) {
    struct msginfo info;
    struct msqid_ds queue;
    int count = 0;
    int last = msgctl(0, MSG_INFO, (struct msqid_ds *)&info);
    for (int index = 0; index <= last; index++) {
        int id = msgctl(index, MSG_STAT, &queue);
        if (id < 0 || ++count > OBJECTS_MAX)
            continue;
        sheet_add(sheet, "message-queue %d 0x%x %lu %lu %lu", id, (unsigned)queue.msg_perm.__key,
                  (unsigned long)queue.msg_qnum, (unsigned long)queue.__msg_cbytes,
                  (unsigned long)queue.msg_qbytes);
        sheet_end_line(sheet);
    }
    end_with_more(sheet, "message-queues", count);
}

static void add_set(struct sheet *sheet, int id, const struct semid_ds *set) {
    sheet_add(sheet, "semaphore-set %d 0x%x %lu", id, (unsigned)set->sem_perm.__key,
              (unsigned long)set->sem_nsems);
    sheet_end_line(sheet);
    for (int i = 0; i < SEMAPHORES_MAX && (unsigned long)i < set->sem_nsems; i++) {
        sheet_add(sheet, "semaphore %d %d %d %d %d", id, i, semctl(id, i, GETVAL), semctl(id, i, GETNCNT),
                  semctl(id, i, GETZCNT));
        sheet_end_line(sheet);
    }
}

static void add_semaphores(struct sheet *sheet) {
    struct seminfo info;
    struct semid_ds set;
    int count = 0;
    int last = semctl(0, 0, SEM_INFO, (union semun){.info = &info});
    for (int index = 0; index <= last; index++) {
        int id = semctl(index, 0, SEM_STAT, (union semun){.buf = &set});
        if (id >= 0 && ++count <= OBJECTS_MAX)
            add_set(sheet, id, &set);
    }
    end_with_more(sheet, "semaphore-sets", count);
}

static void add_shared_memory(struct sheet *sheet) {
    struct shm_info info;
    struct shmid_ds segment;
    int count = 0;
    int last = shmctl(0, SHM_INFO, (struct shmid_ds *)&info);
    for (int index = 0; index <= last; index++) {
        int id = shmctl(index, SHM_STAT, &segment);
        if (id < 0 || ++count > OBJECTS_MAX)
            continue;
        sheet_add(sheet, "shared-memory %d 0x%x %lu %lu", id, (unsigned)segment.shm_perm.__key,
                  (unsigned long)segment.shm_segsz, (unsigned long)segment.shm_nattch);
        sheet_end_line(sheet);
    }
    end_with_more(sheet, "shared-memory", count);
}

// The System V objects of another namespace can be asked for only from inside.
static void add_system_v(struct sheet *sheet, const struct container *container) {
    int own = open("/proc/self/ns/ipc", O_RDONLY | O_CLOEXEC);
    if (own < 0)
        return;
    if (setns(container->pidfd, CLONE_NEWIPC) == 0) {
        add_message_queues(sheet);
        add_semaphores(sheet);
        add_shared_memory(sheet);
    }
    if (setns(own, CLONE_NEWIPC) < 0)
        log_errno("setns", "own");
    close(own);
}

static void add_queue(struct sheet *sheet, int folder, const char *name) {
    struct mq_attr attributes;
    // A file of the mqueue file system is a queue's descriptor. Opening it for reading takes no message.
    int fd = openat(folder, name, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    if (mq_getattr(fd, &attributes) == 0) {
        sheet_add(sheet, "queue %ld %ld %ld", attributes.mq_curmsgs, attributes.mq_maxmsg,
                  attributes.mq_msgsize);
        sheet_text(sheet, name, strlen(name));
        sheet_end_line(sheet);
    }
    close(fd);
}

static void add_object(struct sheet *sheet, int folder, const char *name) {
    struct stat status;
    if (fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
        return;
    sheet_add(sheet, "object %llu %llu", (unsigned long long)status.st_size,
              (unsigned long long)status.st_ino);
    sheet_text(sheet, name, strlen(name));
    sheet_end_line(sheet);
}

static void add_folder(struct sheet *sheet, const struct container *container, const char *path,
                       const char *kind, void (*add)(struct sheet *, int, const char *)) {
    int count = 0;
    struct folder folder;
    folder_open(&folder, container->root, path);
    for (const char *name; (name = folder_next(&folder)) != NULL;) {
        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0 && ++count <= OBJECTS_MAX)
            add(sheet, folder.fd, name);
    }
    folder_close(&folder);
    end_with_more(sheet, kind, count);
}

static void add_space(struct sheet *sheet, const struct container *container) {
    struct statvfs info;
    int fd = openat(container->root, "tmp", O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    if (fstatvfs(fd, &info) == 0) {
        sheet_add(sheet, "space %llu %llu %llu %llu",
                  (unsigned long long)(info.f_blocks - info.f_bfree) * info.f_frsize,
                  (unsigned long long)info.f_blocks * info.f_frsize,
                  (unsigned long long)(info.f_files - info.f_ffree), (unsigned long long)info.f_files);
        sheet_end_line(sheet);
    }
    close(fd);
}

void evidence_objects(struct sheet *sheet, const struct container *container) {
    add_system_v(sheet, container);
    add_folder(sheet, container, "dev/mqueue", "queues", add_queue);
    add_folder(sheet, container, "dev/shm", "objects", add_object);
    add_space(sheet, container);
}
