/* SPDX-License-Identifier: GPL-2.0 */
/* Put at the end of ipc/msg.c, which alone knows what a message queue is. */
bool recorder_message_queue(struct ipc_namespace *ns, int id, u32 *amount);

bool recorder_message_queue(struct ipc_namespace *ns, int id, u32 *amount) {
    struct msg_queue *queue;

    rcu_read_lock();
    queue = msq_obtain_object_check(ns, id);
    if (!IS_ERR(queue))
        *amount = queue->q_qnum;
    rcu_read_unlock();
    return !IS_ERR(queue);
}
