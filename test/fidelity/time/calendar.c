#include "../must.h"

#include <time.h>

// Dates, time zones, and back.
int main(void) {
    char text[64];
    struct tm parts;
    time_t moment = 86400L * 365 * 30;
    gmtime_r(&moment, &parts);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %a %j", &parts);
    printf("%s\n", text);
    setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    tzset();
    moment = 1720000000;
    localtime_r(&moment, &parts);
    strftime(text, sizeof text, "%F %T %Z", &parts);
    printf("%s, summer %d, back %d\n", text, parts.tm_isdst, mktime(&parts) == moment);
    printf("%s", asctime_r(&parts, text));
    memset(&parts, 0, sizeof parts);
    printf("read all %d\n", *strptime("24 Dec 2023 18:30", "%d %b %Y %H:%M", &parts) == '\0');
    printf("%d %d %d\n", parts.tm_mday, parts.tm_mon, parts.tm_year);
    parts = (struct tm){.tm_year = 124, .tm_mon = 1, .tm_mday = 30};
    mktime(&parts);
    printf("30 February is %d.%d.\n", parts.tm_mday, parts.tm_mon + 1);
    printf("%.0f\n", difftime(100, 40));
}
