#!/bin/sh
# Puts Kneeline into the person's own home: no root, nothing outside it, and nothing of theirs
# touched. Started by the .run file; words after `--` are for this script.
#
#     sh Kneeline-….run                     install, or update
#     sh Kneeline-….run -- --to FOLDER      the same, elsewhere
set -eu

to=$HOME/.local/opt/kneeline
while [ $# -gt 0 ]; do
    case $1 in
        --to)
            [ $# -ge 2 ] || { echo "--to wants a folder." >&2; exit 2; }
            to=$2
            shift 2
            ;;
        *)
            echo "Unknown word: $1. Known is: --to FOLDER." >&2
            exit 2
            ;;
    esac
done
case $to in
    /*) ;;
    *) to=$USER_PWD/$to ;;
esac

if [ -e "$to" ] && [ ! -e "$to/remove.sh" ]; then
    echo "$to holds something that is not Kneeline; choose another folder: -- --to FOLDER" >&2
    exit 1
fi
for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/exe" 2> /dev/null)" = "$to/kneeline" ]; then
        echo "Please close Kneeline and try again." >&2
        exit 1
    fi
done

share=${XDG_DATA_HOME:-$HOME/.local/share}
bin=$HOME/.local/bin
mkdir -p "$(dirname "$to")" "$share" "$bin"

# The new copy is whole before the old one goes, so that a full disk leaves the old one working.
fresh=$to.new
rm -rf "$fresh"
trap 'rm -rf "$fresh"' EXIT
cp -R kneeline "$fresh"
cp remove.sh "$fresh/remove.sh"
(cd share && find . -type f) > "$fresh/menu-files"
rm -rf "$to"
mv "$fresh" "$to"
trap - EXIT

cp -R share/. "$share/"
sed -i "s|^Exec=kneeline|Exec=\"$to/kneeline\"|" "$share/applications/org.kneeline.Kneeline.desktop"
ln -sf "$to/kneeline" "$bin/kneeline"
command -v update-desktop-database > /dev/null && update-desktop-database -q "$share/applications" || true

echo "Kneeline is in $to and in your menu."
echo "To remove it: sh \"$to/remove.sh\" (your journal stays)."
if ! "$to/kneeline" --version > /dev/null 2>&1; then
    echo "It does not start here; \"$to/kneeline\" --version says why." >&2
    exit 1
fi
