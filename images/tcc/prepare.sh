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

# Changes a header of glibc; one that is not as it was when the change was written stops the build.
change() { # HEADER WHAT-IS-THERE SED-SCRIPT
    grep -qF "$2" "$root/usr/include/$1" || { echo "images/tcc: $1 has no line: $2" >&2 && exit 1; }
    sed -i "$3" "$root/usr/include/$1"
}
# It erases every attribute for a compiler that it does not know: packed structures would not be packed, without a word.
change i386-linux-gnu/sys/cdefs.h '#if !(defined __GNUC__ || defined __clang__)' \
    's/^#if !(defined __GNUC__ || defined __clang__)$/#if !(defined __GNUC__ || defined __clang__ || defined __TINYC__)/'
change assert.h '#if defined __USE_ISOC11 && !defined __cplusplus' \
    's/^#if defined __USE_ISOC11 && !defined __cplusplus$/#if (defined __USE_ISOC11 || defined __TINYC__) \&\& !defined __cplusplus/'
# It knows no __has_include; without the kernel's own header here, a later one of <linux/fs.h> defines everything again.
change i386-linux-gnu/sys/mount.h '# if __has_include ("linux/mount.h")' \
    's/^#ifdef __has_include$/#if defined __has_include || defined __TINYC__/; s/^# if __has_include ("linux\/mount.h")$/# if 1/'
# An array whose length is an earlier parameter is beyond tcc.
change regex.h '	&& !defined __STDC_NO_VLA__)' 's/&& !defined __STDC_NO_VLA__)$/\&\& !defined __STDC_NO_VLA__ \&\& !defined __TINYC__)/'
# An attribute takes no type, and tcc has the keyword in every standard.
change ../lib/i386-linux-gnu/tcc/include/stdalign.h '(defined(__GNUC__) || defined(__TINYC__))' \
    's/(defined(__GNUC__) || defined(__TINYC__))/defined(__GNUC__)/'

# tcc looks into its own folder first and into four others after it. A lookup that fails costs about as much as reading a
# small header, and four fifths of them failed: the folder leads to all headers.
headers=usr/lib/i386-linux-gnu/tcc/include
for folder in usr/include/i386-linux-gnu usr/include; do
    for entry in "$root/$folder"/*; do
        name=${entry##*/}
        [ -e "$root/$headers/$name" ] || ln -s "/$folder/$name" "$root/$headers/$name"
    done
done

# What a program is linked with; it runs with the libraries themselves. The dynamic linker's few names are glibc's to a program.
libraries=usr/lib/i386-linux-gnu
sh "$here/link-stub.sh" "$root/$libraries/tcc/libc.so" libc.so.6 "$root/$libraries/libc.so.6" "$root/$libraries/ld-linux.so.2"
rm "$root/$libraries/libm.so"
sh "$here/link-stub.sh" "$root/$libraries/libm.so" libm.so.6 "$root/$libraries/libm.so.6"

# tcc reads this script byte by byte, each byte with a call of its own, and all libraries of a GROUP twice.
echo "INPUT(/$libraries/tcc/libc.so /$libraries/libc_nonshared.a)" >"$root/$libraries/libc.so"
