#!/bin/sh
# Takes Kneeline away again and leaves what belongs to the person: the journal, settings and films.
set -eu

to=$(cd "$(dirname "$0")" && pwd)
[ -e "$to/menu-files" ] || { echo "$to is not a Kneeline that was installed." >&2; exit 1; }
for process in /proc/[0-9]*; do
    if [ "$(readlink "$process/exe" 2> /dev/null)" = "$to/kneeline" ]; then
        echo "Please close Kneeline and try again." >&2
        exit 1
    fi
done

share=${XDG_DATA_HOME:-$HOME/.local/share}
while read -r file; do
    rm -f "$share/$file"
done < "$to/menu-files"
if [ "$(readlink "$HOME/.local/bin/kneeline" 2> /dev/null)" = "$to/kneeline" ]; then
    rm -f "$HOME/.local/bin/kneeline"
fi
cd /
rm -rf "$to"
echo "Kneeline is removed. Your journal is still in $share/kneeline."
