#!/bin/sh
# Packs the guest's root file system as an initramfs, the same bytes each time. Needs no root.
# usage: build.sh DEBS-DIR AGENT GEN_INIT_CPIO OUT-DIR LAYER-DIR...    -> OUT-DIR/rootfs.cpio
# A layer may have a list `packages`, a folder `files`, which is copied over what is there, and then a script `prepare.sh`,
# which is given the root and may change anything in it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
debs=$1 agent=$2 gen_init_cpio=$3 out=$4
shift 4
export LC_ALL=C
umask 022
root=$(mktemp -d)
trap 'rm -rf "$root" "$root.list"' EXIT INT TERM

lines() { sed 's/^ *#.*//; /^ *$/d' "$@"; }
packages() { for layer; do [ ! -f "$layer/packages" ] || lines "$layer/packages"; done; }

mkdir -p "$root/dev" "$root/proc" "$root/sys" "$root/run" "$root/tmp" "$root/root" "$root/home/student" "$root/home/other" \
    "$root/usr/bin" "$root/usr/sbin" "$root/usr/lib" "$root/usr/local/bin" "$root/etc"
ln -s usr/bin usr/sbin usr/lib "$root/"

# Debian's packages, unpacked but for what the list leaves out.
packages "$@" | while IFS=: read -r package paths; do
    deb=$(ls "$debs/${package}"_*.deb)
    patterns=
    for path in $paths; do patterns="$patterns ./$path"; done
    set -f
    # shellcheck disable=SC2086 # one word a pattern
    dpkg-deb --fsys-tarfile "$deb" |
        tar -x -C "$root" --keep-directory-symlink --no-same-owner --no-same-permissions \
            --wildcards --no-wildcards-match-slash -- $patterns ||
        { echo "images: $package has not all that its line in the list names:$paths" >&2 && exit 1; }
    set +f
done

lines "$here/applets" | while IFS=: read -r folder names; do
    set -f
    for name in $names; do [ -e "$root/$folder/$name" ] || ln -s /bin/busybox "$root/$folder/$name"; done
    set +f
done

for layer; do
    [ ! -d "$layer/files" ] || cp -R "$layer/files/." "$root/"
    [ ! -e "$layer/prepare.sh" ] || sh "$layer/prepare.sh" "$root"
done
cp "$agent" "$root/sbin/agent"
chmod 755 "$root/sbin/agent"
ln -s sbin/agent "$root/init"

# A program whose library is missing would be noticed by the one who starts it.
find "$root/usr" -type f \( -perm -100 -o -name '*.so*' \) | sort | while read -r file; do
    readelf -d "$file" 2>/dev/null | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | while read -r library; do
        if [ ! -e "$root/usr/lib/i386-linux-gnu/$library" ] && [ ! -e "$root/usr/lib/$library" ]; then
            echo "images: ${file#"$root"} needs $library; list the package that has it, with its path" >&2
            exit 1
        fi
    done
done

find "$root" -exec touch -h -d @0 {} +

# One line an entry, sorted; owners come from here and not from whoever runs this.
{
    # PID 1 has its standard streams on it before it mounts anything.
    echo "nod /dev/console 600 0 0 c 5 1"
    cd "$root"
    find . -mindepth 1 -printf '%y %P %m %l\n' | sort -k2,2 | while read -r type path mode target; do
        case $path in
        home/student*) owner='1000 1000' ;;
        home/other*) owner='1001 1001' ;;
        *) owner='0 0' ;;
        esac
        case $type in
        d) echo "dir /$path $mode $owner" ;;
        f) echo "file /$path $root/$path $mode $owner" ;;
        l) echo "slink /$path $target 777 $owner" ;;
        *) echo "images/rootfs: $path is neither a file, a folder nor a link" >&2 && exit 1 ;;
        esac
    done
} >"$root.list"
"$gen_init_cpio" -t 0 "$root.list" >"$out/rootfs.cpio"
