/* For tests only. Windows 10 has an icuuc.dll and Wine 10 has none; Qt asks it for converters of old
 * encodings, and is told here that there are none. */
#define EXPORT __declspec(dllexport)

enum { UNSUPPORTED = 16 };

EXPORT void *ucnv_open(const char *name, int *error)
{
    (void)name;
    if (error)
        *error = UNSUPPORTED;
    return 0;
}

EXPORT const char *ucnv_getName(void *converter, int *error)
{
    return ucnv_open(converter, error);
}

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    (void)standard;
    return ucnv_open(name, error);
}

EXPORT const char *ucnv_getAvailableName(int number)
{
    (void)number;
    return 0;
}

EXPORT int ucnv_countAvailable(void)
{
    return 0;
}

/* Never reached: there is no converter to call them with. */
#define NEVER(name) EXPORT void name(void) { __builtin_trap(); }
NEVER(ucnv_close)
NEVER(ucnv_reset)
NEVER(ucnv_getMaxCharSize)
NEVER(ucnv_getToUCallBack)
NEVER(ucnv_getFromUCallBack)
NEVER(ucnv_setToUCallBack)
NEVER(ucnv_setFromUCallBack)
NEVER(ucnv_cbToUWriteUChars)
NEVER(ucnv_cbFromUWriteUChars)
NEVER(ucnv_toUnicode)
NEVER(ucnv_fromUnicode)
NEVER(ucnv_toUCountPending)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)
