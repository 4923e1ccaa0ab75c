#include "../must.h"

#include <semaphore.h>
#include <time.h>

// A timer that calls a function in a thread.
static sem_t told;
static int calls;

static void call(union sigval value) {
    calls += value.sival_int;
    sem_post(&told);
}

int main(void) {
    timer_t timer;
    struct sigevent event = {
        .sigev_notify = SIGEV_THREAD, .sigev_notify_function = call, .sigev_value.sival_int = 1};
    MUST(sem_init(&told, 0, 0));
    MUST(timer_create(CLOCK_MONOTONIC, &event, &timer));
    MUST(timer_settime(timer, 0, &(struct itimerspec){{0, 2000000}, {0, 2000000}}, NULL));
    for (int i = 0; i < 3; i++)
        MUST(sem_wait(&told));
    MUST(timer_delete(timer));
    printf("called %d\n", calls >= 3);
}
