#!/bin/sh
# What every image has that is in no package. Run when packages and files of this layer are in the root file system.
# usage: prepare.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$1

gcc -m32 -march=i686 -O2 -std=c11 -Wall -Wextra -ffreestanding -nostdlib -shared -fPIC -s -Wl,--build-id=none \
    -Wl,-soname,libsystemd.so.0 -Wl,--version-script="$here/libsystemd/versions" \
    -o "$root/usr/lib/i386-linux-gnu/libsystemd.so.0" "$here/libsystemd/libsystemd.c"

# Busybox is the command that its file is called, whatever its caller calls it.
code=$(mktemp -d)
gcc -m32 -march=i686 -Os -std=gnu11 -Wall -Wextra -ffreestanding -fno-pic -fno-stack-protector -fcf-protection=none \
    -fno-asynchronous-unwind-tables -fno-toplevel-reorder -c -o "$code/name.o" "$here/command-name.c"
objcopy -O binary -j .text "$code/name.o" "$code/name"
perl "$here/name-by-file.pl" "$root/usr/bin/busybox" "$code/name"
rm -r "$code"
