// The consumer as printed: it looks at no result. What a call says goes to standard error here only so that a
// run shows it; the program goes on as the slide's does.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>

const int SHARED_MEM_SIZE = 4096;
const char *pSharedName = "CS460";

int main(void) {
    int segmentID;
    void *pSharedMemory;

    segmentID = shm_open(pSharedName, O_RDONLY, 0666);
    if (segmentID == -1)
        perror("shm_open");

    pSharedMemory = mmap(0, SHARED_MEM_SIZE, PROT_READ, MAP_SHARED, segmentID, 0);
    if (pSharedMemory == MAP_FAILED)
        perror("mmap");

    // The fault: after a failure the pointer is MAP_FAILED, which is (void *)-1, and this reads there.
    printf("%s", (char *)pSharedMemory);

    if (shm_unlink(pSharedName) == -1)
        perror("shm_unlink");
    return 0;
}
