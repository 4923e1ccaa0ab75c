/* SPDX-License-Identifier: GPL-2.0 */
/* Put at the end of ipc/mqueue.c, which alone knows what a POSIX message queue is. */
bool recorder_posix_queue(const struct file *file, u32 *amount, u32 *capacity);

bool recorder_posix_queue(const struct file *file, u32 *amount, u32 *capacity) {
    const struct mqueue_inode_info *info;

    if (file->f_op != &mqueue_file_operations)
        return false;
    info = MQUEUE_I(file_inode(file));
    *amount = info->attr.mq_curmsgs;
    *capacity = info->attr.mq_maxmsg;
    return true;
}
