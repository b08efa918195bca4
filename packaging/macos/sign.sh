#!/bin/bash
# Signs an app from the inside out, with the hardened runtime that notarisation asks for.
#
#     sign.sh Kneeline.app
#
# MACOS_IDENTITY names the certificate ("Developer ID Application: …"). Without it the app gets an
# ad-hoc signature: it starts on the Mac that built it, and Gatekeeper stops it everywhere else.
set -eu

app=$1
here=$(cd "$(dirname "$0")" && pwd)
identity=${MACOS_IDENTITY:--}
stamp=--timestamp
[ "$identity" != - ] || stamp=--timestamp=none

find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print0 |
    while IFS= read -r -d '' file; do
        if file -b "$file" | grep -q Mach-O; then
            codesign --force "$stamp" --options runtime --sign "$identity" "$file"
        fi
    done
codesign --force "$stamp" --options runtime --entitlements "$here/entitlements.plist" \
    --sign "$identity" "$app"
codesign --verify --deep --strict "$app"
