#!/bin/sh
# What tcc wants of the root file system. Run when packages and files of this layer are in it.
# usage: prepare.sh ROOT
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$1

sed 's/^ *#.*//; /^ *$/d' "$here/kernel-headers" | tr ' ' '\n' | sed "s|.*|$root/usr/include/linux/&.h|" >"$root.kept"
find "$root/usr/include/linux" -type f | grep -vxF -f "$root.kept" | xargs rm
find "$root/usr/include/linux" -type d -empty -delete
rm "$root.kept"

ln -s tcc "$root/usr/bin/cc"

# tcc looks into its own folder first and into four others after it. A lookup that fails costs about as much as reading a
# small header, and four fifths of them failed: the folder leads to all headers.
headers=usr/lib/i386-linux-gnu/tcc/include
for folder in usr/include/i386-linux-gnu usr/include; do
    for entry in "$root/$folder"/*; do
        name=${entry##*/}
        [ -e "$root/$headers/$name" ] || ln -s "/$folder/$name" "$root/$headers/$name"
    done
done

# tcc reads this script byte by byte, each byte with a call of its own, and all libraries of a GROUP twice.
echo 'INPUT(/lib/i386-linux-gnu/libc.so.6 /usr/lib/i386-linux-gnu/libc_nonshared.a)' >"$root/usr/lib/i386-linux-gnu/libc.so"
