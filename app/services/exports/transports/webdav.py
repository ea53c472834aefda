"""A WebDAV folder over TLS as destination, as Nextcloud and others offer it (RFC 4918).

A truncated PUT may leave a file under the name it was sent to, and a server may still be writing
it when the next try comes: bytes go to a `.part` of their own, are read back whole, and only then
take their name by a MOVE that never overwrites.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from contextlib import suppress
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from app.core.errors import PanneEnvironnement
from app.domain.envois import IssueEssai
from app.services.exports.transports.contrat import Acces, Diagnostic, FichierDistant
from app.services.exports.transports.reseau import (
    Delais,
    nom_de_retour,
    nom_sur,
    sans_reseau,
)
from app.services.exports.transports.webdav_http import ClientWebdav, Entree

if TYPE_CHECKING:
    import httpx

_ESSAI = "voyette-essai.part"
_OCTETS_ESSAI = b"voyette"
_FAIT = frozenset({200, 201, 204})
_CREE = frozenset({201, 405})  # 405: the folder was there


class TransportWebdav:
    """Deposits and returns in two folders under an `https://` folder, which must be there."""

    def __init__(self, acces: Acces, delais: Delais | None = None) -> None:
        self._acces = acces
        self._client = ClientWebdav(acces, delais or Delais())
        self._racine = ""  # known once the server answered

    def tester(self) -> Diagnostic:
        """Reach, enter, write, read back and remove a small file, list the returns."""
        reussi: list[str] = []
        try:
            self._client.joindre()
            reussi.append("joint")
            self._entrer()
            reussi.append("entre")
            self._dossier(self._acces.depots)
            reussi.append("depots")
            self._ecrire_un_essai()
            reussi.append("ecrit")
            self._dossier(self._acces.retours)
            self.lister()
            reussi.append("retours")
        except PanneEnvironnement as panne:
            panne.params["reussi"] = tuple(reussi)
            raise
        return Diagnostic(tuple(reussi))

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        """Publish the bytes under that name; see `Transport.deposer`."""
        self._entrer()
        self._dossier(self._acces.depots)
        with suppress(PanneEnvironnement):  # where the recipient answers, if we may make it
            self._dossier(self._acces.retours)
        final = self._chemin(self._acces.depots, nom_sur(nom))
        deja = self._deja(final, nom, taille, empreinte)
        if deja is not None:
            return deja
        self._retirer_restes(nom)
        # A name of its own: what an earlier, cut try may still be writing cannot touch this one.
        provisoire = f"{final}.{token_hex(4)}.part"
        try:
            self._envoyer(provisoire, morceaux, taille)
            if self._mesurer(provisoire, taille) != (taille, empreinte):
                raise PanneEnvironnement("transport.altere", nom=nom)
            return self._publier(provisoire, final, nom, taille, empreinte)
        except BaseException as erreur:
            if not sans_reseau(erreur):  # else the next try removes it
                with suppress(PanneEnvironnement):
                    self._retirer(provisoire)
            raise

    def lister(self) -> tuple[FichierDistant, ...]:
        """The files of the returns; a returns folder that is not there yet is empty."""
        self._entrer()
        dossier = self._chemin(self._acces.retours, "")
        entrees = self._client.lister(dossier)
        trouves = {
            nom: FichierDistant(nom, entree.taille, entree.marque)
            for entree in entrees or ()
            if not entree.dossier and (nom := _nom_dans(dossier, entree)) and nom_de_retour(nom)
        }
        return tuple(trouves[nom] for nom in sorted(trouves))

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        """The bytes of a file of the returns."""
        self._entrer()
        chemin = self._chemin(self._acces.retours, nom_sur(nom))
        lus = 0
        with self._client.ouvrir("GET", chemin) as reponse:
            self._exiger(reponse, {200}, nom)
            for bloc in self._client.blocs(reponse):
                lus += len(bloc)
                if lus > taille_max:
                    raise PanneEnvironnement("transport.altere", nom=nom)
                yield bloc

    def interrompre(self) -> None:
        """Break the request under way, from another thread."""
        self._client.interrompre()

    def fermer(self) -> None:
        """Close the connection."""
        self._client.fermer()

    def _entrer(self) -> None:
        """Find the folder the address leads to, which proves the password too."""
        if not self._racine:
            self._racine = self._client.entrer()

    def _chemin(self, dossier: str, nom: str) -> str:
        segments = [quote(s, safe="") for s in dossier.split("/") if s not in ("", ".", "..")]
        return self._racine + "".join(f"{s}/" for s in segments) + quote(nom, safe="")

    def _dossier(self, dossier: str) -> None:
        """Make it, level after level: a server makes only the last one (RFC 4918, 9.3.1)."""
        niveaux = dossier.split("/")
        for rang in range(1, len(niveaux) + 1):
            lieu = "/".join(niveaux[:rang])
            reponse = self._client.demander("MKCOL", self._chemin(lieu, ""))
            if reponse.statut in _CREE:
                continue
            # Some servers refuse to make what is there (a read-only share says 403).
            if self._client.lister(self._chemin(lieu, ""), profondeur="0") is None:
                raise self._client.panne(reponse.statut, ecriture=True, nom=lieu)

    def _ecrire_un_essai(self) -> None:
        chemin = self._chemin(self._acces.depots, _ESSAI)
        self._retirer(chemin)
        self._envoyer(chemin, [_OCTETS_ESSAI], len(_OCTETS_ESSAI))
        lu = self._mesurer(chemin, len(_OCTETS_ESSAI))
        self._retirer(chemin)
        if lu != (len(_OCTETS_ESSAI), hashlib.sha256(_OCTETS_ESSAI).hexdigest()):
            raise PanneEnvironnement("transport.altere", nom=_ESSAI)

    def _envoyer(self, chemin: str, morceaux: Iterable[bytes], taille: int) -> None:
        reponse = self._client.demander("PUT", chemin, morceaux=morceaux, taille=taille)
        if reponse.statut not in _FAIT:
            raise self._client.panne(reponse.statut, ecriture=True, nom=_court(chemin))

    def _retirer(self, chemin: str) -> None:
        reponse = self._client.demander("DELETE", chemin)
        if reponse.statut not in _FAIT | {404, 410}:
            raise self._client.panne(reponse.statut, ecriture=True, nom=_court(chemin))

    def _retirer_restes(self, nom: str) -> None:
        """Remove what cut tries left of that very package; a folder too long to read keeps them."""
        dossier = self._chemin(self._acces.depots, "")
        try:
            entrees = self._client.lister(dossier) or ()
        except PanneEnvironnement as panne:
            if panne.code != "transport.altere":
                raise
            return
        noms = {_nom_dans(dossier, e) for e in entrees if not e.dossier}
        for reste in sorted(n for n in noms if n.startswith(f"{nom}.") and n.endswith(".part")):
            self._retirer(self._chemin(self._acces.depots, reste))

    def _mesurer(self, chemin: str, taille_max: int) -> tuple[int, str] | None:
        """Size and SHA-256 of what the server gives back; None when nothing has that name."""
        somme, taille = hashlib.sha256(), 0
        with self._client.ouvrir("GET", chemin) as reponse:
            if reponse.status_code in (404, 410):
                return None
            self._exiger(reponse, {200}, _court(chemin))
            for bloc in self._client.blocs(reponse):
                somme.update(bloc)
                taille += len(bloc)
                if taille > taille_max:
                    break
        return taille, somme.hexdigest()

    def _deja(self, final: str, nom: str, taille: int, empreinte: str) -> IssueEssai | None:
        entrees = self._client.lister(final, profondeur="0")
        if entrees is None:
            return None
        if any(e.dossier for e in entrees) or self._mesurer(final, taille) != (taille, empreinte):
            raise PanneEnvironnement("transport.deja_pris", nom=nom)
        return IssueEssai.DEJA_LA

    def _publier(
        self, provisoire: str, final: str, nom: str, taille: int, empreinte: str
    ) -> IssueEssai:
        """Give the file its name without ever replacing another one."""
        entetes = {"Destination": self._client.absolu(final), "Overwrite": "F"}
        reponse = self._client.demander("MOVE", provisoire, entetes=entetes)
        if reponse.statut in _FAIT:
            return IssueEssai.DEPOSE
        if reponse.statut == 412:
            deja = self._deja(final, nom, taille, empreinte)
            if deja is not None:
                self._retirer(provisoire)
                return deja
        raise self._client.panne(reponse.statut, ecriture=True, nom=nom)

    def _exiger(self, reponse: httpx.Response, attendus: set[int], nom: str) -> None:
        if reponse.status_code not in attendus:
            raise self._client.panne(reponse.status_code, ecriture=False, nom=nom)


def _court(chemin: str) -> str:
    return unquote(posixpath.basename(chemin))


def _nom_dans(dossier: str, entree: Entree) -> str:
    """The name of an entry of that folder; nothing for the folder itself or what is elsewhere."""
    try:
        chemin = unquote(urlsplit(entree.lien).path)
    except ValueError:  # not an address at all
        return ""
    parent, nom = posixpath.split(chemin)
    return nom if parent.rstrip("/") == unquote(dossier).rstrip("/") else ""
