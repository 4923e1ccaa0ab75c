#!/bin/sh
# Writes what a linker needs to know of shared libraries: the names that a program may be linked with, their versions, types and
# sizes, and which are one object, as a library without code. tcc hashes every name that it reads, and of glibc's a third are
# internal, or there for old programs only, or of a type that tcc has not (_Float128).
# usage: link-stub.sh OUT SONAME LIBRARY...
set -eu
out=$1 soname=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

# ADDRESS SIZE TYPE BINDING NAME VERSION, sorted so that the names of one object come together; and names that a library looks for
# in the program. glibc takes a program without _IO_stdin_used for one of 1997.
number=0
for library; do
    number=$((number + 1))
    readelf --dyn-syms -W "$library" >"$work/symbols"
    awk '$5 == "WEAK" && $7 == "UND" && $8 !~ /@/ { print ".weak " $8 "\n.long " $8 }' "$work/symbols" >>"$work/wanted"
    awk -v number="$number" '
        $4 ~ /^(FUNC|IFUNC|OBJECT)$/ && $7 ~ /^[0-9]+$/ && $8 ~ /@@/ && $8 !~ /f128|@@GLIBC_PRIVATE$/ {
            split($8, name, "@@")
            print number ":" $2, $3, $4, $5, name[1], name[2]
        }' "$work/symbols"
done | sort >"$work/names"
[ -s "$work/names" ] || { echo "images/tcc: no names in $*" >&2 && exit 1; }

{
    echo .data
    cat "$work/wanted"
    echo .bss
    awk '
        $1 != last { print ".skip 1"; last = $1 }
        {
            print ($4 == "WEAK" ? ".weak " : ".globl ") $5
            print ".type " $5 ", " ($3 == "OBJECT" ? "@object" : "@function")
            print ".size " $5 ", " $2
            print $5 ":"
        }' "$work/names"
} >"$work/names.s"
awk '{ names[$6] = names[$6] " " $5 ";" }
    END { for (version in names) print version " {" names[version] " };" }' "$work/names" | sort >"$work/versions"
as --32 -o "$work/names.o" "$work/names.s"
ld -m elf_i386 -shared -s --build-id=none --hash-style=gnu -soname "$soname" --version-script "$work/versions" -o "$out" "$work/names.o"
