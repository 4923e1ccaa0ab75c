#include "../must.h"

#include <aio.h>
#include <poll.h>

// Asynchronous input and output of POSIX.
int main(void) {
    char text[16] = "";
    int fd = MUST(open("aio", O_RDWR | O_CREAT | O_TRUNC, 0600));
    struct aiocb write_it = {.aio_fildes = fd, .aio_buf = "asynchronous", .aio_nbytes = 12};
    const struct aiocb *list[1] = {&write_it};
    MUST(aio_write(&write_it));
    MUST(aio_suspend(list, 1, NULL));
    printf("error %d, wrote %d\n", aio_error(&write_it), (int)aio_return(&write_it));
    struct aiocb read_it = {.aio_fildes = fd, .aio_buf = text, .aio_nbytes = 4, .aio_offset = 8};
    struct aiocb *both[] = {&read_it};
    MUST(lio_listio(LIO_WAIT, both, 1, NULL));
    printf("%d", (int)aio_return(&read_it));
    printf(" %s\n", text);
    read_it.aio_fildes = 99;
    MUST(aio_read(&read_it));
    list[0] = &read_it;
    aio_suspend(list, 1, NULL);
    printf("bad descriptor: %s\n", strerrorname_np(aio_error(&read_it)));
    unlink("aio");
}
