"""What a frozen Kneeline leaves out, and what it leaves to the system.

Cutting too much fails silently (no film, no voice, and exit code 0), so `smoke` demands pictures
from a film, and `frozen.demand_whole` that no library lacks another.
"""

from __future__ import annotations

import re

# Python modules that something imports in a branch we never take.
EXCLUDED_MODULES = [
    "IPython",
    "OpenGL",
    "PIL",
    "PySide6.QtPdf",
    "PySide6.QtQml",  # the library stays: Qt's ffmpeg plugin links it on Linux
    "PySide6.QtQuick",
    "PySide6.QtTest",
    "_tkinter",
    "curses",
    "distutils",
    "doctest",
    "lib2to3",
    "matplotlib",
    "numpy.distutils",
    "numpy.f2py",
    "pip",  # sqlite-utils offers to install plugins with it
    "pkg_resources",
    "pyqtgraph.canvas",
    "pyqtgraph.examples",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "readline",
    "setuptools",
    "tkinter",
]

# Of Qt, by path: other kinds of screen, networks we never use, and whole rooms we never enter.
_DROPPED = (
    r"/Qt6?/(qml|resources|libexec)/",
    r"/Qt6?/translations/(?!qtbase_(de|es)\.qm)",  # "Cancel" and its like, in our languages
    r"Qt6?(VirtualKeyboard|QmlCompiler|QuickControls|QuickWidgets|QuickTest|QuickDialogs|Pdf)",
    r"Qt6?(WebEngine|Designer|3D|Charts|Graphs|Test|Egl[Ff][Ss]|WlShellIntegration)",
    r"plugins/(egldeviceintegrations|generic|networkinformation|tls|qmltooling)/",
    r"plugins/(sqldrivers|designer|position|assetimporters|webview|geoservices)/",
    r"platforms/lib(qeglfs|qlinuxfb|qminimal|qminimalegl|qvnc|qvkkhrdisplay)\.so",
    r"platforminputcontexts/libqtvirtualkeyboard",
    r"platformthemes/libqgtk3",  # draws all of GTK in behind it
    r"imageformats/libq(tga|wbmp|icns|tiff|pdf)\.",
    r"texttospeech/libqtexttospeech_mock",  # speaks in silence
    r"wayland-shell-integration/lib(ivi|wl-shell|fullscreen)",
    r"wayland-graphics-integration-client/lib(vulkan|drm-egl|dmabuf|shm)",
    r"wayland-graphics-integration-server/",
    r"dist-info/(?!METADATA|entry_points|licen|LICEN)",
    r"\.pyi$|/py\.typed$",
)
DROPPED = re.compile("|".join(_DROPPED))

# System libraries that only a dropped plugin asked for.
ORPHANED = re.compile(
    r"^lib(gtk-3|gdk-3|gdk_pixbuf|cairo|pango|atk|atspi|at-spi|epoxy|thai|datrie|fribidi|harfbuzz"
    r"|graphite|pixman|Xcomposite|Xdamage|Xcursor|Xinerama|Xi\.|input|mtdev|evdev|wacom|gudev|udev"
    r"|vulkan)"
)

# Ours, whatever the variant.
OWN = re.compile(
    r"^(PySide6|shiboken6|numpy|numpy\.libs|msgspec)/|libpython3|lib-dynload|python3\.\d+/"
)


def keeps(place: str, origin: str, *, leave_to_system: bool) -> bool:
    """Whether a file that PyInstaller found goes into the frozen folder."""
    place = place.replace("\\", "/")
    if DROPPED.search("/" + place):
        return False
    if OWN.search(place) or ".so" not in place:
        return True
    from_system = origin.startswith(("/lib/", "/usr/lib/"))
    if leave_to_system and from_system:
        return False
    return not ORPHANED.match(place.rsplit("/", 1)[-1])
