#include "sheet.h"

#include <stdarg.h>
#include <stdio.h>

void sheet_add(struct sheet *sheet, const char *format, ...) {
    va_list arguments;
    size_t room = sheet->capacity - sheet->size;
    if (sheet->full)
        return;
    va_start(arguments, format);
    int length = vsnprintf(sheet->text + sheet->size, room, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= room)
        sheet->full = true;
    else
        sheet->size += (size_t)length;
}

void sheet_text(struct sheet *sheet, const char *text, size_t size) {
    sheet_add(sheet, " ");
    for (size_t i = 0; i < size && !sheet->full; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool plain = byte > ' ' && byte != '\\' && byte != 0x7f;
        if (!plain)
            sheet_add(sheet, "\\%03o", byte);
        else if (sheet->capacity - sheet->size > 1)
            sheet->text[sheet->size++] = text[i];
        else
            sheet->full = true;
    }
}

void sheet_end_line(struct sheet *sheet) {
    sheet_add(sheet, "\n");
    if (sheet->full)
        sheet->size = sheet->line;
    sheet->line = sheet->size;
}
