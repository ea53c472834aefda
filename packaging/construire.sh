#!/usr/bin/env bash
# Builds dist/voyette in a clean environment made from the lock files, then, on Debian, the .deb.
# Called by `make paquet`, which made .venv-outils with the release tools.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
python=.venv-outils/bin/python

echo "Bibliothèques de l'application dans .venv-outils…"
"$python" -m pip install --quiet --no-input --disable-pip-version-check \
  --require-hashes --only-binary :all: -r requirements.lock
QT_QPA_PLATFORM=offscreen "$python" packaging/icone.py resources/icons/voyette.svg build/voyette.png
echo "Construction du dossier dist/voyette (PyInstaller)…"
"$python" -m PyInstaller --noconfirm --clean --log-level WARN \
  --distpath dist --workpath build/pyinstaller packaging/voyette.spec
echo "  $(du -sh dist/voyette | cut -f1) dans dist/voyette"
if command -v dpkg-deb >/dev/null; then
  packaging/linux/construire_deb.sh
fi
