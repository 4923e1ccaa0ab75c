// The producer as printed: right in itself, but it looks at no result. What a call says goes to standard
// error here only so that a run shows it; the program goes on as the slide's does.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const int SHARED_MEM_SIZE = 4096;
const char *pSharedName = "CS460";

int main(void) {
    int segmentID;
    void *pSharedMemory;

    segmentID = shm_open(pSharedName, O_CREAT | O_RDWR, 0666);
    if (segmentID == -1)
        perror("shm_open");

    if (ftruncate(segmentID, SHARED_MEM_SIZE) == -1)
        perror("ftruncate");

    pSharedMemory = mmap(0, SHARED_MEM_SIZE, PROT_WRITE, MAP_SHARED, segmentID, 0);
    if (pSharedMemory == MAP_FAILED)
        perror("mmap");

    sprintf(pSharedMemory, "Love This Stuff!!!");
    return 0;
}
