// The producer: makes a shared memory object, gives it a size, and writes a message into it.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const int SHARED_MEM_SIZE = 4096;
static const char *pSharedName = "/CS460"; // POSIX gives a meaning only to names that begin with a slash

static void die(const char *what) {
    perror(what);
    exit(EXIT_FAILURE);
}

int main(void) {
    int segmentID;
    void *pSharedMemory;

    segmentID = shm_open(pSharedName, O_CREAT | O_RDWR, 0666);
    if (segmentID == -1)
        die("shm_open");

    // A new object has size 0. Mapped without this, the first store would be a SIGBUS.
    if (ftruncate(segmentID, SHARED_MEM_SIZE) == -1)
        die("ftruncate");

    pSharedMemory = mmap(0, SHARED_MEM_SIZE, PROT_WRITE, MAP_SHARED, segmentID, 0);
    if (pSharedMemory == MAP_FAILED)
        die("mmap");
    if (close(segmentID) == -1) // the mapping does not need the descriptor
        die("close");

    snprintf(pSharedMemory, SHARED_MEM_SIZE, "Love This Stuff!!!");

    // Neither this nor the end of the program removes the object: it waits for the consumer.
    if (munmap(pSharedMemory, SHARED_MEM_SIZE) == -1)
        die("munmap");
    return EXIT_SUCCESS;
}
