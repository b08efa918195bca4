"""What to do on a computer that has no voice, in sentences for Settings."""

from __future__ import annotations

import sys

from kneeline.playback.speech import Lack
from kneeline.wording import _


def how_to(lack: Lack, language: str, platform: str = sys.platform) -> str:
    """Return what is lacking and how to mend it, for a language ("de") and a Python platform."""
    if lack is Lack.ANSWER:
        return _(
            "This computer's voice does not answer. Try it once more; if it stays silent, restart "
            "the computer."
        )
    if lack is Lack.LANGUAGE:
        lacking = _("This computer has no voice that speaks {language}.").format(
            language=_language_name(language)
        )
    else:
        lacking = _("This computer has no voice yet.")
    return f"{lacking} {_remedy(platform)}"


def _remedy(platform: str) -> str:
    if platform == "win32":
        return _(
            "Open the Settings of Windows, then Time & language, then Speech, and choose "
            "“Add voices”. After that, start Kneeline again."
        )
    if platform == "darwin":
        return _(
            "Open System Settings, then Accessibility, then Spoken Content; under “System voice” "
            "choose “Manage Voices” and download one. After that, start Kneeline again."
        )
    return _(
        "Install Speech Dispatcher and eSpeak NG: look for the packages “speech-dispatcher” and "
        "“espeak-ng” (on Debian and Ubuntu also “speech-dispatcher-espeak-ng”). After that, start "
        "Kneeline again."
    )


def _language_name(language: str) -> str:
    names = {"en": _("English"), "de": _("German"), "es": _("Spanish")}
    return names.get(language[:2], language)
