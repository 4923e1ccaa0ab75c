#!/bin/sh
# Builds the guest's kernel, the same bytes each time.
# usage: build.sh SOURCE.tar.xz OUT-DIR [FRAGMENT.config ...]   -> OUT-DIR/bzImage, OUT-DIR/kernel.config, OUT-DIR/gen_init_cpio
set -eu
here=$(cd "$(dirname "$0")" && pwd)
source=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# What the kernel would otherwise write of this machine, this user and this minute into itself.
export KBUILD_BUILD_USER=ipclab KBUILD_BUILD_HOST=ipclab KBUILD_BUILD_VERSION=1
export KBUILD_BUILD_TIMESTAMP='1970-01-01' SOURCE_DATE_EPOCH=0 ARCH=i386 LC_ALL=C
make_() { make -s -C "$work" -j"$(nproc)" "$@"; }

tar -xf "$source" -C "$work" --strip-components=1
cp -R "$here/recorder" "$work/drivers/misc/recorder"
echo 'obj-y += recorder/' >>"$work/drivers/misc/Makefile"
for part in msg sem mqueue; do # what only these files know of their objects
    echo "#include \"../drivers/misc/recorder/inside-$part.h\"" >>"$work/ipc/$part.c"
done
make_ tinyconfig >/dev/null 2>&1
(cd "$work" && scripts/kconfig/merge_config.sh -m .config "$here"/*.config >/dev/null)
make_ olddefconfig 2>/dev/null

# An option that Kconfig dropped (a renamed symbol, a missing dependency) must not pass unseen.
missing=$(cat "$here"/*.config | grep -E '^(CONFIG_|# CONFIG_.* is not set$)' | while read -r line; do
    case $line in
    CONFIG_*) grep -qxF "$line" "$work/.config" || echo "$line" ;;
    *) option=${line#\# } && ! grep -q "^${option%% *}=" "$work/.config" || echo "$line" ;;
    esac
done)
if [ -n "$missing" ]; then
    echo "images/kernel: these options did not survive Kconfig; correct the fragment that names them:" >&2
    echo "$missing" >&2
    exit 1
fi

make_ bzImage # and with it usr/gen_init_cpio, which packs the root file system
cp "$work/arch/x86/boot/bzImage" "$work/usr/gen_init_cpio" "$out/"
cp "$work/.config" "$out/kernel.config"
