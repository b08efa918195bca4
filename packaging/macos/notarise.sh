#!/bin/bash
# Has Apple look at a DMG, and staples the answer to it, so that it opens without the network too.
#
#     notarise.sh Kneeline-….dmg
#
# Needs MACOS_IDENTITY, and NOTARY_PROFILE: a profile that `xcrun notarytool store-credentials` made.
# Without them it says so and leaves the DMG as it is.
set -eu

dmg=$1
if [ -z "${MACOS_IDENTITY:-}" ] || [ -z "${NOTARY_PROFILE:-}" ]; then
    echo "not notarised: MACOS_IDENTITY and NOTARY_PROFILE are not both set"
    exit 0
fi
codesign --force --timestamp --sign "$MACOS_IDENTITY" "$dmg"
xcrun notarytool submit "$dmg" --keychain-profile "$NOTARY_PROFILE" --wait
xcrun stapler staple "$dmg"
spctl --assess --type open --context context:primary-signature "$dmg"
