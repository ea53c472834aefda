#!/usr/bin/env bash
# Brings the machine to the point where the app (run) or its tests (test) can start:
# system packages, a Python, .venv, and exactly the libraries of requirements.lock.
#
#   packaging/preparer.sh run|test
#
# Quick when everything is there: one look at the system libraries, one hash compared.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage="${1:-run}"
python_venv=.venv/bin/python
temoin=.venv/.empreinte # hash of the lock that was installed

convient() { # a Python between 3.11 and 3.13 that can make a virtual environment
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
    >/dev/null 2>&1
}

trouver_python() { # prints the first Python that will do, nothing otherwise
  local candidat
  for candidat in ${PYTHON:+"$PYTHON"} python3.11 python3.12 python3.13 python3 /usr/bin/python3; do
    if convient "$candidat"; then
      echo "$candidat"
      return
    fi
  done
}

empreinte() {
  "$python_venv" -c 'import hashlib, pathlib, sys
verrou = pathlib.Path("requirements.lock").read_bytes()
print(hashlib.sha256(sys.version.encode() + verrou).hexdigest())'
}

venv_vivant() {
  "$python_venv" -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

preparer_systeme() { # with the word "python" when no Python was found
  if [[ "$(uname -s)" == Linux ]]; then
    packaging/linux/systeme.sh "$usage" "$@"
  fi
}

creer_venv() {
  local python
  python="$(trouver_python)"
  if [[ -z "$python" ]]; then
    echo "Aucun Python 3.11, 3.12 ou 3.13 avec le module venv n'a été trouvé." >&2
    echo "  Installez-en un (Debian 12 : python3 et python3-venv), ou donnez-le : make $usage PYTHON=/chemin/python3.11" >&2
    exit 1
  fi
  echo "Création de l'environnement .venv avec $("$python" --version 2>&1)…"
  rm -rf .venv
  "$python" -m venv .venv
}

installer_bibliotheques() {
  local voulue nombre
  voulue="$(empreinte)"
  if [[ -f "$temoin" && "$(<"$temoin")" == "$voulue" ]]; then return 0; fi
  nombre="$(grep -cE '^[a-z0-9].*==' requirements.lock)"
  echo "Installation des $nombre bibliothèques Python de requirements.lock dans .venv"
  echo "  (vérifiées une à une par leur empreinte ; environ 230 Mo à télécharger, une à trois minutes)…"
  rm -f "$temoin"
  if ! "$python_venv" -m pip install --quiet --no-input --disable-pip-version-check \
    --require-hashes --only-binary :all: -r requirements.lock; then
    echo "Les bibliothèques n'ont pas pu être installées : le message ci-dessus dit laquelle." >&2
    echo "  Sans réseau ou derrière un proxy, réglez pip (pip config), puis relancez : rien n'est perdu." >&2
    exit 1
  fi
  verifier_qt
  echo "$voulue" >"$temoin"
  echo "  Installées."
}

verifier_qt() {
  local panne
  if ! panne="$(QT_QPA_PLATFORM=offscreen "$python_venv" -c \
    'from PySide6.QtWidgets import QApplication; QApplication([])' 2>&1)"; then
    echo "Les bibliothèques sont là, mais Qt ne se charge pas : ${panne##*$'\n'}" >&2
    exit 1
  fi
}

if venv_vivant || [[ -n "$(trouver_python)" ]]; then
  preparer_systeme
else
  preparer_systeme python
fi
venv_vivant || creer_venv
installer_bibliotheques
