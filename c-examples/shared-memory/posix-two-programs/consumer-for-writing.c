// The printed consumer with PROT_WRITE added: open for reading only, but mapped for writing.
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

    // The fault: a shared mapping would carry each store into the object, so PROT_WRITE needs a descriptor
    // that may write. mmap refuses with EACCES and gives MAP_FAILED, which is (void *)-1.
    pSharedMemory = mmap(0, SHARED_MEM_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, segmentID, 0);
    if (pSharedMemory == MAP_FAILED)
        perror("mmap");

    // Nobody has looked at the result: this reads at address -1, and SIGSEGV ends the program.
    printf("%s", (char *)pSharedMemory);

    // Not reached, so the object stays.
    if (shm_unlink(pSharedName) == -1)
        perror("shm_unlink");
    return 0;
}
