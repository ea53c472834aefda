#!/usr/bin/env bash
# Starts the app; with no display, says so and does the same main job into demo/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [[ "$(uname -s)" == Darwin || -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
  exec .venv/bin/python -m app "$@"
fi
echo "Aucun écran ici (ni DISPLAY ni WAYLAND_DISPLAY) : la fenêtre ne peut pas s'ouvrir."
echo "Le même travail est fait sans fenêtre, dans le dossier demo/ : une cité fictive, ses fiches, son export."
exec .venv/bin/python -m app demo demo
