/* Starts Kneeline: loads runtime\python311.dll beside this file and runs `-m kneeline` in it.
 *
 * In this very process and not in a child, so that Windows shows our name and icon, pins us to the
 * task bar, and an update sees that we run.
 */
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>

enum { LONGEST = 32768 };

typedef int (*python_main)(int, wchar_t **);

static int incomplete(void)
{
    MessageBoxW(NULL,
                L"Some of Kneeline's files are missing. Please run its setup again; "
                L"your journal stays as it is.",
                L"Kneeline", MB_ICONERROR);
    return 3;
}

static int start(int count, wchar_t **words)
{
    static wchar_t runtime[LONGEST], library[LONGEST], program[LONGEST];
    DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
    wchar_t *last = length && length < LONGEST ? wcsrchr(program, L'\\') : NULL;
    if (!last)
        return incomplete();
    *last = 0;
    if (length + 32 > LONGEST)
        return incomplete();
    _snwprintf(runtime, LONGEST, L"%ls\\runtime", program);
    _snwprintf(library, LONGEST, L"%ls\\python311.dll", runtime);
    *last = L'\\';

    /* Our folder first, and never the current one: a DLL somebody left in Downloads is not ours. */
    SetDllDirectoryW(runtime);
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    python_main run = python ? (python_main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    if (!run)
        return incomplete();

    /* The interpreter takes its home from the name it is started by. */
    static wchar_t interpreter[LONGEST];
    _snwprintf(interpreter, LONGEST, L"%ls\\pythonw.exe", runtime);
    wchar_t **given = calloc((size_t)count + 4, sizeof *given);
    if (!given)
        return incomplete();
    int n = 0;
    given[n++] = interpreter;
    given[n++] = L"-I";
    given[n++] = L"-m";
    given[n++] = L"kneeline";
    for (int i = 1; i < count; i++)
        given[n++] = words[i];
    return run(n, given);
}

int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, LPWSTR line, int show)
{
    (void)self, (void)before, (void)line, (void)show;
    return start(__argc, __wargv);
}

int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
