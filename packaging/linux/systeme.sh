#!/usr/bin/env bash
# Makes sure the system libraries and programs that pip cannot bring are there.
#
#   packaging/linux/systeme.sh run|test [python]
#
# "python" as second word: the caller found no usable Python, ask for it too.
# Exits 0 when nothing vital is missing, 1 otherwise (having said what to ask for).
# Adding a library or a program: one line in the tables below, nothing else.
set -euo pipefail

usage="${1:?usage: systeme.sh run|test [python]}"
besoin_python="${2:-}"

# soname:Debian package. Without these Qt does not even load, screen or not.
bibliotheques_qt=(
  libGL.so.1:libgl1 libEGL.so.1:libegl1 libglib-2.0.so.0:libglib2.0-0
  libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3 libxkbcommon.so.0:libxkbcommon0
)
# Needed to open a real window only (X11, and Wayland for the last one).
bibliotheques_fenetre=(
  libX11-xcb.so.1:libx11-xcb1 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
  libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
  libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0
  libxcb-shape.so.0:libxcb-shape0 libxcb-sync.so.1:libxcb-sync1
  libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1
  libxkbcommon-x11.so.0:libxkbcommon-x11-0 libwayland-cursor.so.0:libwayland-cursor0
)
# program:Debian package. Used by the tests only.
programmes_essai=(Xvfb:xvfb xauth:xauth pdftoppm:poppler-utils)

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
  if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" && "$usage" == run ]]; then
    chercher_bibliotheques vitaux "${bibliotheques_fenetre[@]}"
  else
    chercher_bibliotheques facultatifs "${bibliotheques_fenetre[@]}"
  fi
  if [[ "$usage" == test ]]; then chercher_programmes facultatifs "${programmes_essai[@]}"; fi
}

installer() { # prefix command (sudo or env), then packages
  local devant="$1"
  shift
  export DEBIAN_FRONTEND=noninteractive
  "$devant" apt-get update -qq || echo "  (la liste des paquets n'a pas pu être rafraîchie)" >&2
  "$devant" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
    --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" >/dev/null
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
    besoin_python_avant="$besoin_python"
    besoin_python=""
    recenser
    # A Python that apt just brought is judged by the caller, which knows the versions it accepts.
    besoin_python="$besoin_python_avant"
  fi
fi

if [[ ${#vitaux[@]} -gt 0 ]]; then
  echo "Il manque encore, et rien ne peut démarrer sans : ${vitaux[*]}" >&2
  exit 1
fi
if [[ ${#facultatifs[@]} -gt 0 ]]; then
  echo "On continue sans : ${facultatifs[*]} (la fenêtre à l'écran ou quelques essais en ont besoin)." >&2
fi
