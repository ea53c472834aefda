#!/usr/bin/env bash
# Makes sure the system libraries and programs that pip cannot bring are there.
#
#   packaging/linux/systeme.sh run|test [python]
#
# "python" as second word: the caller found no usable Python, ask for it too.
# Exits 0 when nothing vital is missing, 1 otherwise (having said what to ask for).
# What is looked for is listed in paquets.sh, beside this file.
set -euo pipefail

usage="${1:?usage: systeme.sh run|test [python]}"
besoin_python="${2:-}"

# shellcheck source=packaging/linux/paquets.sh
source "$(dirname "${BASH_SOURCE[0]}")/paquets.sh"

PATH="$PATH:/usr/sbin:/sbin"
vitaux=()      # without them the app or the tests cannot start
facultatifs=() # without them one thing is missing, the rest works

liste_bibliotheques() {
  if command -v ldconfig >/dev/null; then ldconfig -p; fi
}

chercher_bibliotheques() { # name of the array to fill, then soname:package…
  local -n manquants="$1"
  shift
  local connues entree
  connues="$(liste_bibliotheques)"
  for entree in "$@"; do
    grep -qF "${entree%%:*} " <<<"$connues" || manquants+=("${entree#*:}")
  done
}

chercher_programmes() {
  local -n absents="$1"
  shift
  local entree
  for entree in "$@"; do
    command -v "${entree%%:*}" >/dev/null || absents+=("${entree#*:}")
  done
}

certificats_presents() {
  local fichier
  for fichier in "${PIP_CERT:-}" "${SSL_CERT_FILE:-}" /etc/ssl/certs/ca-certificates.crt \
    /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem /etc/ssl/cert.pem; do
    if [[ -n "$fichier" && -s "$fichier" ]]; then return 0; fi
  done
  return 1
}

recenser() {
  vitaux=() facultatifs=()
  if [[ "$besoin_python" == python ]]; then vitaux+=(python3 python3-venv); fi
  certificats_presents || vitaux+=(ca-certificates)
  chercher_bibliotheques vitaux "${bibliotheques_qt[@]}"
  # A window library is vital only to `make run` on the kind of screen that is there.
  local x11=facultatifs wayland=facultatifs
  if [[ "$usage" == run && -n "${DISPLAY:-}" ]]; then
    x11=vitaux
  elif [[ "$usage" == run && -n "${WAYLAND_DISPLAY:-}" ]]; then
    wayland=vitaux
  fi
  chercher_bibliotheques "$x11" "${bibliotheques_x11[@]}"
  chercher_bibliotheques "$wayland" "${bibliotheques_wayland[@]}"
  if [[ "$usage" == test ]]; then
    chercher_programmes facultatifs "${programmes_essai[@]}"
    if [[ ! -d /run/systemd/system ]]; then
      chercher_programmes facultatifs "${programmes_essai_service[@]}"
    fi
  fi
}

installer() { # prefix command (sudo or env), then packages; apt's own words only when it fails
  local devant="$1" sortie
  shift
  sortie="$("$devant" apt-get update -qq 2>&1)" ||
    echo "  (la liste des paquets n'a pas pu être rafraîchie)" >&2
  if ! sortie="$("$devant" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" 2>&1)"; then
    tail -n 5 <<<"$sortie" >&2
    return 1
  fi
}

demander() {
  echo "Ce compte ne peut pas installer de paquets. À demander à l'administrateur du poste :" >&2
  echo "    sudo apt-get update && sudo apt-get install --no-install-recommends $*" >&2
}

peut_installer() { # prints the prefix command when packages can be installed
  if [[ "$(id -u)" == 0 ]]; then
    echo env
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    echo sudo
  elif command -v sudo >/dev/null && [[ -t 0 && -t 2 && -z "${CI:-}" ]]; then
    echo "  Votre mot de passe peut être demandé pour installer ces paquets." >&2
    if sudo -v; then echo sudo; fi
  fi
}

recenser
tous=("${vitaux[@]}" "${facultatifs[@]}")
if [[ ${#tous[@]} -eq 0 ]]; then exit 0; fi

if ! command -v apt-get >/dev/null; then
  echo "Ce système n'utilise pas apt : ses paquets ne sont pas installés d'ici." >&2
  echo "  Noms Debian de ce qui manque, à chercher dans votre distribution : ${tous[*]}" >&2
else
  echo "Paquets du système qui manquent : ${tous[*]}"
  devant="$(peut_installer)"
  if [[ -z "$devant" ]]; then
    demander "${tous[@]}"
  else
    echo "  Installation par apt-get, une minute environ…"
    if installer "$devant" "${tous[@]}"; then
      echo "  Installés."
    else
      echo "  apt-get n'a pas pu tout installer (réseau ? dépôt ?)." >&2
    fi
    hash -r
    # Whether the Python that apt brought will do is for the caller to say: it knows the versions.
    besoin_python=""
    recenser
  fi
fi

if [[ ${#vitaux[@]} -gt 0 ]]; then
  echo "Il manque encore, et rien ne peut démarrer sans : ${vitaux[*]}" >&2
  exit 1
fi
if [[ ${#facultatifs[@]} -gt 0 ]]; then
  echo "On continue sans : ${facultatifs[*]} (la fenêtre à l'écran ou quelques essais en ont besoin)." >&2
fi
