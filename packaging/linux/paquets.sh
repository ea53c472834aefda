#!/usr/bin/env bash
# The system libraries and programs the app needs, as "what is looked for:Debian package".
# The one list: systeme.sh checks and installs it, construire_deb.sh declares it in the package.
# Adding one: a word here, and its line in docs/dependances.md.
# shellcheck disable=SC2034 # read by the scripts that source this file

# soname:Debian package. Without these Qt does not even load, screen or not.
bibliotheques_qt=(
  libGL.so.1:libgl1 libEGL.so.1:libegl1 libglib-2.0.so.0:libglib2.0-0
  libfontconfig.so.1:libfontconfig1 libdbus-1.so.3:libdbus-1-3 libxkbcommon.so.0:libxkbcommon0
)
# Needed only to open a real window: under X11, under Wayland.
bibliotheques_x11=(
  libX11-xcb.so.1:libx11-xcb1 libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4
  libxcb-image.so.0:libxcb-image0 libxcb-keysyms.so.1:libxcb-keysyms1
  libxcb-randr.so.0:libxcb-randr0 libxcb-render-util.so.0:libxcb-render-util0
  libxcb-shape.so.0:libxcb-shape0 libxcb-sync.so.1:libxcb-sync1
  libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-xkb.so.1:libxcb-xkb1
  libxkbcommon-x11.so.0:libxkbcommon-x11-0
)
bibliotheques_wayland=(libwayland-cursor.so.0:libwayland-cursor0)
# program:Debian package. Used by the tests only.
programmes_essai=(
  Xvfb:xvfb xauth:xauth pdftoppm:poppler-utils strace:strace
  apache2:apache2-bin age:age 7z:p7zip-full soffice:libreoffice-calc
)
# The same, but their package starts a service: not installed from here where systemd runs.
programmes_essai_service=(sshd:openssh-server)
