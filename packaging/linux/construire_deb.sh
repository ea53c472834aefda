#!/usr/bin/env bash
# Wraps dist/voyette into dist/voyette_VERSION_ARCH.deb (installed under /opt/voyette).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=packaging/linux/paquets.sh
source packaging/linux/paquets.sh

[[ -x dist/voyette/voyette ]] || {
  echo "dist/voyette n'existe pas encore : make paquet le construit." >&2
  exit 1
}
version="$(sed -nE 's/^version = "(.*)"/\1/p' pyproject.toml)"
arch="$(dpkg --print-architecture)"
racine=build/deb
paquet="dist/voyette_${version}_${arch}.deb"

dependances="libc6"
for entree in "${bibliotheques_qt[@]}" "${bibliotheques_x11[@]}" "${bibliotheques_wayland[@]}"; do
  dependances+=", ${entree#*:}"
done

rm -rf "$racine"
install -d "$racine/DEBIAN" "$racine/opt" "$racine/usr/bin" \
  "$racine/usr/share/applications" "$racine/usr/share/icons/hicolor/scalable/apps" \
  "$racine/usr/share/doc/voyette"
cp -a dist/voyette "$racine/opt/voyette"
ln -s /opt/voyette/voyette "$racine/usr/bin/voyette"
install -m 644 packaging/linux/voyette.desktop "$racine/usr/share/applications/"
install -m 644 resources/icons/voyette.svg "$racine/usr/share/icons/hicolor/scalable/apps/"
install -m 644 LICENCE "$racine/usr/share/doc/voyette/copyright"
cat >"$racine/DEBIAN/control" <<FIN
Package: voyette
Version: $version
Section: office
Priority: optional
Architecture: $arch
Depends: $dependances
Installed-Size: $(du -sk "$racine/opt" | cut -f1)
Maintainer: Voyette contributors <voyette@localhost>
Description: accompaniment record of the inhabitants of miners' estates
 Logs permanences and visits, follows each household before, during and after
 the works, prints its sheet and prepares the exports to the landlord.
 Everything is kept in one encrypted file on the laptop.
FIN
dpkg-deb --build --root-owner-group -Zxz "$racine" "$paquet" >/dev/null
echo "  $(du -h "$paquet" | cut -f1) : $paquet (à installer par : sudo apt install ./$paquet)"
