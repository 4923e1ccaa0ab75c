// libsystemd for procps, which asks it for the session and the unit of each process. No systemd runs in the
// guest, so the answers are those that the real one, which weighs a megabyte with its libraries, gives where
// none runs.

enum { NO_DATA = -61 }; // -ENODATA; no header of this machine is about the guest

#define NOBODY_KNOWS(function, what)                                                                         \
    int function(int pid, what *answer);                                                                     \
    int function(int pid, what *answer) {                                                                    \
        (void)pid;                                                                                           \
        (void)answer;                                                                                        \
        return NO_DATA;                                                                                      \
    }

NOBODY_KNOWS(sd_pid_get_machine_name, char *)
NOBODY_KNOWS(sd_pid_get_owner_uid, unsigned)
NOBODY_KNOWS(sd_pid_get_session, char *)
NOBODY_KNOWS(sd_pid_get_slice, char *)
NOBODY_KNOWS(sd_pid_get_unit, char *)
NOBODY_KNOWS(sd_pid_get_user_unit, char *)

int sd_session_get_seat(const char *session, char **seat);
int sd_session_get_seat(const char *session, char **seat) {
    (void)session;
    (void)seat;
    return NO_DATA;
}
