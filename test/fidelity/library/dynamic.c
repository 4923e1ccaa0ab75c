#include "../must.h"

#include <dlfcn.h>
#include <link.h>

// Libraries at run time.
static int count(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size;
    if (strstr(info->dlpi_name, "libm.so"))
        ++*(int *)data;
    return 0;
}

int main(void) {
    void *library = dlopen("libm.so.6", RTLD_NOW);
    printf("opened %d\n", library != NULL);
    double (*root)(double);
    *(void **)&root = dlsym(library, "sqrt");
    printf("%.4f\n", root(2));
    printf("no such: %d\n", dlsym(library, "no_such_function") == NULL && dlerror() != NULL);
    printf("no such library: %s\n", dlopen("libnone.so", RTLD_LAZY) ? "?" : strchr(dlerror(), ':') + 2);
    int loaded = 0;
    dl_iterate_phdr(count, &loaded);
    printf("listed %d\n", loaded);
    Dl_info about;
    printf("an address of it %d\n",
           dladdr(*(void **)&root, &about) != 0 && strstr(about.dli_fname, "libm") != NULL);
    printf("the next malloc %d\n", dlsym(RTLD_DEFAULT, "malloc") != NULL);
    printf("closed %d\n", dlclose(library));
}
