/* SPDX-License-Identifier: GPL-2.0 */
/* Put at the end of ipc/sem.c, which alone knows what a semaphore set is. */
bool recorder_semaphore(struct ipc_namespace *ns, int id, unsigned int which, u32 *amount);

bool recorder_semaphore(struct ipc_namespace *ns, int id, unsigned int which, u32 *amount) {
    struct sem_array *set;
    bool found = false;

    rcu_read_lock();
    set = sem_obtain_object_check(ns, id);
    if (!IS_ERR(set) && which < set->sem_nsems) {
        *amount = set->sems[which].semval;
        found = true;
    }
    rcu_read_unlock();
    return found;
}
