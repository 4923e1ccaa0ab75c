// SPDX-License-Identifier: GPL-2.0
#include "names.h"

#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/net.h>
#include <net/af_unix.h>
#include <net/inet_sock.h>
#include <net/sock.h>

static int copy(char *to, int most, const char *from, int length) {
    length = min(length, most);
    memcpy(to, from, length);
    return length;
}

static int name_of_path(struct file *file, char *name, int most) {
    char path[PATH_MOST + 8];
    const char *text = d_path(&file->f_path, path, sizeof(path));

    /* One that is longer is known by its end. */
    if (IS_ERR(text))
        text = (const char *)file->f_path.dentry->d_name.name;
    return copy(name, most, text, strnlen(text, most));
}

static int name_of_local(const struct sockaddr_un *address, int size, char *name, int most) {
    const char *path = address->sun_path;
    const int length = size - (int)offsetof(struct sockaddr_un, sun_path);

    if (length <= 0)
        return 0;
    if (path[0] != '\0')
        return copy(name, most, path, strnlen(path, length));
    /* One of the abstract ones, as proc(5) writes them. */
    name[0] = '@';
    return 1 + copy(name + 1, most - 1, path + 1, length - 1);
}

int name_of_address(const struct sockaddr_storage *address, int size, char *name, int most) {
    if (address->ss_family == AF_UNIX)
        return name_of_local((const struct sockaddr_un *)address, size, name, most);
    if (address->ss_family == AF_INET || address->ss_family == AF_INET6)
        return min(most - 1, scnprintf(name, most, "%pISpc", address));
    return 0;
}

static int name_of_unix(const struct sock *sock, char *name, int most) {
    const struct unix_address *address = smp_load_acquire(&unix_sk(sock)->addr);

    return address ? name_of_local(address->name, address->len, name, most) : 0;
}

static int name_of_socket(struct file *file, char *name, int most) {
    struct socket *socket = sock_from_file(file);
    const struct sock *sock = socket ? socket->sk : NULL;
    const struct inet_sock *inet;
    const char *kind;

    if (!sock)
        return 0;
    if (sock->sk_family == AF_UNIX)
        return name_of_unix(sock, name, most);
    inet = inet_sk(sock);
    kind = sock->sk_type == SOCK_STREAM ? "tcp" : sock->sk_type == SOCK_DGRAM ? "udp" : "raw";
    if (sock->sk_family == AF_INET)
        return min(most - 1, scnprintf(name, most, "%s %pI4:%u > %pI4:%u", kind, &inet->inet_saddr,
                                       ntohs(inet->inet_sport), &inet->inet_daddr, ntohs(inet->inet_dport)));
    if (sock->sk_family == AF_INET6)
        return min(most - 1, scnprintf(name, most, "%s [%pI6c]:%u > [%pI6c]:%u", kind, &sock->sk_v6_rcv_saddr,
                                       ntohs(inet->inet_sport), &sock->sk_v6_daddr, ntohs(inet->inet_dport)));
    return 0;
}

static bool has_name(enum object_kind kind) {
    return kind == OBJECT_POSIX_QUEUE || (kind >= OBJECT_FIFO && kind <= OBJECT_DEVICE);
}

static int object_name(const struct object *object, char *name, int most) {
    return object->kind == OBJECT_SOCKET ? name_of_socket(object->file, name, most)
                                         : name_of_path(object->file, name, most);
}

/* What a socket is called changes when it is bound or connected. */
static u32 state_of(const struct object *object) {
    struct socket *socket = object->kind == OBJECT_SOCKET ? sock_from_file(object->file) : NULL;

    if (!socket || !socket->sk)
        return object->peer;
    if (socket->sk->sk_family == AF_UNIX)
        return object->peer ^ (unix_sk(socket->sk)->addr ? 0x80000000 : 0);
    return inet_sk(socket->sk)->inet_sport << 16 ^ inet_sk(socket->sk)->inet_dport;
}

void names_tell(struct recorder *recorder, const struct object *object) {
    struct record_object record;
    struct named *named;
    u32 state;

    if (!has_name(object->kind))
        return;
    state = state_of(object);
    named = &recorder->named[(object->id ^ object->id >> 8 ^ object->realm ^ object->kind << 5) % NAMED_MOST];
    if (named->kind == object->kind && named->id == object->id && named->realm == object->realm &&
        named->peer == state && ring_holds(&recorder->ring, named->place))
        return;
    memset(record.name, 0, sizeof(record.name));
    record.id = object->id;
    record.realm = object->realm;
    record.peer = object->peer;
    record.length = object_name(object, record.name, sizeof(record.name));
    *named = (struct named){object->kind, object->id, object->realm, state, recorder->ring.head};
    recorder_put(recorder, &record, offsetof(struct record_object, name) + ALIGN(record.length, 4),
                 RECORD_OBJECT, object->kind, 0);
}
