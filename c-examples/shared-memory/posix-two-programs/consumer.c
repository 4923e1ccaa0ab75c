// The consumer: opens the object by its name, reads the message and removes the object.
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
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
    struct stat object;

    // Without O_CREAT: an object that is not there is an error, and this is where it is noticed.
    segmentID = shm_open(pSharedName, O_RDONLY, 0666);
    if (segmentID == -1)
        die("shm_open");

    // A page of the mapping that the object does not have gives SIGBUS. It may be too short when the producer
    // has just made it and not set its size yet.
    if (fstat(segmentID, &object) == -1)
        die("fstat");
    if (object.st_size < SHARED_MEM_SIZE) {
        fprintf(stderr, "the object is not ready\n");
        return EXIT_FAILURE;
    }

    // Open for reading, mapped for reading: with PROT_WRITE this would be EACCES.
    pSharedMemory = mmap(0, SHARED_MEM_SIZE, PROT_READ, MAP_SHARED, segmentID, 0);
    if (pSharedMemory == MAP_FAILED)
        die("mmap");
    if (close(segmentID) == -1) // the mapping does not need the descriptor
        die("close");

    // At most as many bytes as there are: nothing forces the other side to end its text with a zero byte.
    printf("%.*s\n", SHARED_MEM_SIZE, (char *)pSharedMemory);

    if (munmap(pSharedMemory, SHARED_MEM_SIZE) == -1)
        die("munmap");
    if (shm_unlink(pSharedName) == -1) // the name goes now, the memory with its last mapping
        die("shm_unlink");
    return EXIT_SUCCESS;
}
