#!/bin/sh
# What gcc's image does without. Run when packages and files of this layer are in the root file system.
# usage: prepare.sh ROOT
set -eu
root=$1
gcc=$root/usr/lib/gcc/i686-linux-gnu/12

ln -s gcc "$root/usr/bin/cc" # one of Debian's alternatives

# Nobody steps through the compiler's own support code, and nine tenths of it are what a debugger would want.
strip --strip-debug --enable-deterministic-archives "$gcc"/*.a "$gcc"/*.o

# What programs with sanitizers in them have beside: compiled by the building machine, for the guest's C library.
mkdir -p "$root/usr/lib/ipclab"
gcc -m32 -march=i686 -O2 -fPIE -fno-ident -Wall -Wextra --sysroot="$root" -isystem "$root/usr/include/i386-linux-gnu" \
    -c "$(dirname "$0")/sanitizer/reporter.c" -o "$root/usr/lib/ipclab/reporter.o"
