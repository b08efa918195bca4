/* For tests only. Wine 10's mscms lacks some of what Qt imports for colour profiles; here every call
 * fails in the way its documentation allows, and Qt goes on without profiles. */
#define EXPORT __declspec(dllexport)
#define FAILS(name) EXPORT int name(void) { return 0; }
#define REFUSES(name) EXPORT int name(void) { return (int)0x80004001; /* E_NOTIMPL */ }

FAILS(OpenColorProfileA)
FAILS(OpenColorProfileW)
FAILS(WcsOpenColorProfileW)
FAILS(WcsGetDefaultColorProfile)
FAILS(WcsGetDefaultColorProfileSize)
FAILS(WcsGetUsePerUserProfiles)
FAILS(WcsCreateIccProfile)
FAILS(GetColorDirectoryW)
FAILS(GetColorProfileFromHandle)
FAILS(IsColorProfileValid)
FAILS(CloseColorProfile)
REFUSES(ColorProfileGetDisplayDefault)
REFUSES(ColorProfileGetDisplayUserScope)
