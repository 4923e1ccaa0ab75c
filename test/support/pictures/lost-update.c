// Two processes add one to a number in a file, and one of them loses the processor between its read and its
// write.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void add_one(int file) {
    int number = 0;
    pread(file, &number, sizeof number, 0);
    for (volatile int work = 0; work < 100000; work++)
        ;
    number++;
    pwrite(file, &number, sizeof number, 0);
}

int main(void) {
    int number = 0;
    int file = open("counter", O_CREAT | O_RDWR | O_TRUNC, 0600);
    pwrite(file, &number, sizeof number, 0);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            add_one(file);
            _exit(0);
        }
    }
    wait(NULL);
    wait(NULL);
    pread(file, &number, sizeof number, 0);
    return number == 1 ? 0 : 1; // one of the two additions is lost
}
