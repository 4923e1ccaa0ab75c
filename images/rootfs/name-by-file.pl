#!/usr/bin/perl
# usage: name-by-file.pl PROGRAM CODE    Has an ELF program for i386 begin with CODE, which lies where its text segment's last page
# has room, and then go on as before. CODE has a jump at byte 13, whose distance is filled in.
use strict;
use warnings;

my ($program, $code_file) = @ARGV;
sub slurp { local $/; open my $in, '<:raw', $_[0] or die "images: $_[0]: $!\n"; <$in> }
my ($elf, $code) = (slurp($program), slurp($code_file));
die "images: $program is no ELF program for i386\n" if substr($elf, 0, 5) ne "\x7fELF\x01" || unpack('x18v', $elf) != 3;
die "images: $code_file has no jump where one is filled in\n" if substr($code, 13, 1) ne "\xe9";

my ($entry, $headers) = unpack 'x24VV', $elf;
my ($size, $count) = unpack 'x42vv', $elf;
for my $at (map { $headers + $_ * $size } 0 .. $count - 1) {
    my ($type, $offset, $address, undef, $in_file, $in_memory, $flags) = unpack "x${at}V7", $elf;
    next unless $type == 1 && $flags & 1;
    my $start = $offset + $in_file;
    my $room = -$start & 0xfff;
    die "images: $program has no room for " . length($code) . " bytes of code\n" if $room < length $code;
    die "images: $program has something behind its text\n" if substr($elf, $start, length $code) =~ /[^\0]/;
    my $new = $address + $in_file;
    substr($code, 14, 4) = pack 'V', ($entry - ($new + 18)) & 0xffffffff;
    substr($elf, $start, length $code) = $code;
    substr($elf, $at + 16, 8) = pack 'VV', $in_file + length $code, $in_memory + length $code;
    substr($elf, 24, 4) = pack 'V', $new;
    open my $out, '>:raw', $program or die "images: $program: $!\n";
    print $out $elf;
    close $out or die "images: $program: $!\n";
    exit 0;
}
die "images: $program has no text\n";
