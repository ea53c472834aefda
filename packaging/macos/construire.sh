#!/usr/bin/env bash
# Builds dist/Voyette.app on a Mac, then dist/Voyette.dmg. Must run on macOS: PyInstaller cannot
# cross-build. Needs a Python 3.11 to 3.13; `make run` and `make test` work on a Mac as they are.
# Neither signed nor notarised: the first opening is by right click, Open.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

if [[ "$(uname -s)" != Darwin ]]; then
  echo "Ce paquet se construit sur un Mac." >&2
  exit 1
fi
make paquet
hdiutil create -quiet -ov -volname Voyette -srcfolder dist/Voyette.app dist/Voyette.dmg
echo "dist/Voyette.dmg est prêt."
