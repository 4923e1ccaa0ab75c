// Threads and processes that share memory: POSIX and System V objects, semaphores, mutexes.
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct state {
    sem_t turn;
    int count;
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static int total;

static void *add(void *argument) {
    for (int i = 0; i < 200; i++) {
        pthread_mutex_lock(&mutex);
        total += *(int *)argument;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(&mutex);
    }
    return NULL;
}

int main(void) {
    int one = 1;
    pthread_t threads[2];
    for (int i = 0; i < 2; i++)
        pthread_create(&threads[i], NULL, add, &one);
    for (int i = 0; i < 2; i++)
        pthread_join(threads[i], NULL);

    struct state *state =
        mmap(NULL, sizeof(*state), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (state == MAP_FAILED || sem_init(&state->turn, 1, 1) == -1)
        return EXIT_FAILURE;
    int segment = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0600);
    int queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
    int *words = shmat(segment, NULL, 0);
    for (int i = 0; i < 3; i++) {
        if (fork() != 0)
            continue;
        for (int n = 0; n < 50; n++) {
            sem_wait(&state->turn);
            state->count++;
            words[n] += i;
            sem_post(&state->turn);
        }
        struct timespec moment = {0, 1000000};
        nanosleep(&moment, NULL);
        _exit(0);
    }
    while (wait(NULL) > 0)
        continue;
    shmdt(words);
    shmctl(segment, IPC_RMID, NULL);
    msgctl(queue, IPC_RMID, NULL);
    char *text = malloc(100);
    sprintf(text, "%d %d\n", total, state->count);
    fputs(text, stdout);
    free(text);
    return 0;
}
