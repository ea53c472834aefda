"""The HTTPS side of WebDAV: trust, proxy, refusals in words, answers read with care."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from app.core.errors import PanneEnvironnement
from app.services.exports.transports.contrat import Acces
from app.services.exports.transports.reseau import (
    Allure,
    Delais,
    contexte_tls,
    exactement,
    hote_possible,
    mandataire_pour,
    panne_de_connexion,
)

if TYPE_CHECKING:
    import httpx

_TRANCHE = 1 << 16
_RENVOIS_MAX = 3
_XML_MAX = 16 << 20
_PROPFIND = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>'
    b"<resourcetype/><getcontentlength/><getetag/><getlastmodified/></prop></propfind>"
)
# What a status says; 403 and 405 depend on whether one was writing.
_STATUTS: Mapping[int, str] = MappingProxyType(
    {
        401: "transport.refuse",
        403: "transport.refuse",
        404: "transport.introuvable",
        405: "transport.introuvable",
        407: "transport.mandataire",
        408: "transport.hors_ligne",
        409: "transport.introuvable",
        410: "transport.introuvable",
        413: "transport.plein",
        423: "transport.verrouille",
        429: "transport.hors_ligne",
        502: "transport.hors_ligne",
        503: "transport.hors_ligne",
        504: "transport.hors_ligne",
        507: "transport.plein",
    }
)
_ECRITURE: Mapping[int, str] = MappingProxyType(
    {403: "transport.lecture_seule", 405: "transport.lecture_seule"}
)


@dataclass(frozen=True, slots=True)
class Entree:
    """A line of a folder: its link as the server gave it, its size in bytes, its ETag or date."""

    lien: str
    taille: int
    dossier: bool
    marque: str = ""


@dataclass(frozen=True, slots=True)
class Reponse:
    """A whole answer; `vers` is where a redirect leads."""

    statut: int
    octets: bytes
    vers: str = ""


class ClientWebdav:
    """Requests to one server. Nothing is ever sent to another, nor in clear."""

    def __init__(self, acces: Acces, delais: Delais) -> None:
        self._adresse = verifier_adresse(acces)
        self._hote = self._adresse.hostname or ""
        self._acces, self._delais = acces, delais
        self._mandataire = mandataire_pour(self._hote, acces.mandataire)
        self._http: httpx.Client | None = None
        self._prise: Any = None  # the stream of the connection now open

    def joindre(self) -> None:
        """Be answered, whatever the answer: name, network, proxy and certificate are right."""
        with self._panne_du_reseau(), self._flux("OPTIONS", self._adresse.path):
            pass

    def entrer(self) -> str:
        """The path of the folder the address leads to; redirects of the same server only."""
        chemin = self._adresse.path
        for _essai in range(_RENVOIS_MAX):
            reponse = self.demander("PROPFIND", chemin, entetes={"Depth": "0"}, suivre=True)
            if reponse.vers:
                chemin = self._meme_serveur(chemin, reponse.vers)
                continue
            if reponse.statut != 207:
                raise self.panne(reponse.statut, ecriture=False)
            return chemin if chemin.endswith("/") else f"{chemin}/"
        raise PanneEnvironnement("transport.renvoi", adresse=self._hote, vers=self._hote)

    def lister(self, chemin: str, profondeur: str = "1") -> tuple[Entree, ...] | None:
        """What is there, None when nothing is."""
        reponse = self.demander("PROPFIND", chemin, entetes={"Depth": profondeur})
        if reponse.statut in (404, 410):
            return None
        if reponse.statut != 207:
            raise self.panne(reponse.statut, ecriture=False)
        return _entrees(reponse.octets)

    def demander(
        self,
        methode: str,
        chemin: str,
        *,
        entetes: Mapping[str, str] | None = None,
        morceaux: Iterable[bytes] | None = None,
        taille: int = 0,
        suivre: bool = False,
    ) -> Reponse:
        """The whole answer; a redirect is a fault unless the caller follows it itself."""
        tous = dict(entetes or {})
        contenu: bytes | Iterable[bytes] | None = None
        if methode == "PROPFIND":
            contenu, tous["Content-Type"] = _PROPFIND, "application/xml; charset=utf-8"
        elif morceaux is not None:
            contenu = self._en_tranches(exactement(morceaux, taille))
            tous["Content-Length"] = str(taille)
        with (
            self._panne_du_reseau(),
            self._flux(methode, chemin, entetes=tous, contenu=contenu) as reponse,
        ):
            vers = reponse.headers.get("location", "") if reponse.is_redirect else ""
            if vers and not suivre:
                raise self._renvoi(vers)
            return Reponse(reponse.status_code, self._tout_lire(reponse), vers)

    @contextmanager
    def ouvrir(self, methode: str, chemin: str) -> Iterator[httpx.Response]:
        """An answer whose bytes are still to come; read them with `blocs`."""
        with self._panne_du_reseau(), self._flux(methode, chemin) as reponse:
            if reponse.is_redirect:
                raise self._renvoi(reponse.headers["location"])
            yield reponse

    def blocs(self, reponse: httpx.Response) -> Iterator[bytes]:
        """The bytes of the answer; a cut is a fault, never a short file."""
        allure = Allure(self._delais, self._hote)
        with self._panne_du_reseau():
            for bloc in reponse.iter_bytes():  # as they come: a drip must be seen
                allure.passer(len(bloc))
                yield bloc

    def absolu(self, chemin: str) -> str:
        """The whole address of a path of this server."""
        return f"https://{self._adresse.netloc}{chemin}"

    def panne(self, statut: int, *, ecriture: bool, nom: str = "") -> PanneEnvironnement:
        """What an unexpected status means."""
        code = (_ECRITURE.get(statut) if ecriture else None) or _STATUTS.get(statut)
        if code is None and statut < 400:
            code = "transport.introuvable"  # it answers, but is no WebDAV folder
        return PanneEnvironnement(
            code or "transport.autre", adresse=self._hote, nom=nom, detail=f"HTTP {statut}"
        )

    def interrompre(self) -> None:
        """Break the connection under way, from another thread."""
        prise = self._prise
        brute = prise.get_extra_info("socket") if prise is not None else None
        if brute is not None:
            with suppress(OSError):
                # That of the system: the one of TLS would take its state away under its reader.
                socket.socket.shutdown(brute, socket.SHUT_RDWR)

    def fermer(self) -> None:
        """Close the connection."""
        if self._http is not None:
            self._http.close()
            self._http = None

    @contextmanager
    def _flux(
        self,
        methode: str,
        chemin: str,
        *,
        entetes: Mapping[str, str] | None = None,
        contenu: bytes | Iterable[bytes] | None = None,
    ) -> Iterator[httpx.Response]:
        with self._client().stream(
            methode,
            self.absolu(chemin),
            headers=entetes,
            content=contenu,
            extensions={"trace": self._suivre},
        ) as reponse:
            yield reponse

    def _suivre(self, evenement: str, details: Mapping[str, Any]) -> None:
        """Know the connection httpx makes, to break it when asked."""
        if evenement.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._prise = details["return_value"]

    def _en_tranches(self, morceaux: Iterable[bytes]) -> Iterator[bytes]:
        """The same bytes, little by little; a server that hardly takes them is as good as cut."""
        allure = Allure(self._delais, self._hote)
        for morceau in morceaux:
            for debut in range(0, len(morceau), _TRANCHE):
                tranche = morceau[debut : debut + _TRANCHE]
                yield tranche
                allure.passer(len(tranche))

    def _tout_lire(self, reponse: httpx.Response) -> bytes:
        """A small answer whole; a server that never stops talking is not followed."""
        recus = bytearray()
        for bloc in self.blocs(reponse):
            recus += bloc
            if len(recus) > _XML_MAX:
                raise PanneEnvironnement("transport.altere", nom="")
        return bytes(recus)

    def _client(self) -> httpx.Client:
        if self._http is None:
            import httpx  # noqa: PLC0415 - 70 ms, only when something is sent

            tls = contexte_tls(self._acces.autorite)
            silence, connexion = self._delais.silence, self._delais.connexion
            try:
                proxy = httpx.Proxy(self._mandataire) if self._mandataire else None
                self._http = httpx.Client(
                    verify=tls,
                    proxy=proxy,
                    trust_env=False,
                    follow_redirects=False,
                    timeout=httpx.Timeout(silence, connect=connexion),
                    auth=httpx.BasicAuth(self._acces.utilisateur, self._acces.secret),
                    # Bytes are compared with what left: nothing may repack or keep them.
                    headers={
                        "User-Agent": "Voyette",
                        "Accept-Encoding": "identity",
                        "Cache-Control": "no-cache",
                    },
                )
            except (ValueError, ImportError, httpx.InvalidURL) as erreur:
                raise PanneEnvironnement("transport.mandataire", adresse=self._hote) from erreur
        return self._http

    def _meme_serveur(self, chemin: str, vers: str) -> str:
        """Where a redirect leads, on this very server and over TLS; else a fault."""
        try:
            cible = urlsplit(urljoin(self.absolu(chemin), vers))
        except ValueError as erreur:
            raise PanneEnvironnement("transport.altere", nom="") from erreur
        if (cible.scheme, cible.netloc.lower()) != ("https", self._adresse.netloc.lower()):
            raise self._renvoi(vers)
        return cible.path or "/"

    def _renvoi(self, vers: str) -> PanneEnvironnement:
        """The host is told, not the path: it may carry somebody's name."""
        hote = vers.split("?", 1)[0].split("//", 1)[-1].split("/", 1)[0] if "//" in vers else ""
        return PanneEnvironnement("transport.renvoi", adresse=self._hote, vers=hote or self._hote)

    @contextmanager
    def _panne_du_reseau(self) -> Iterator[None]:
        """Faults of httpx in the words of a transport."""
        import httpx  # noqa: PLC0415 - 70 ms, only when something is sent

        try:
            yield
        except httpx.InvalidURL as erreur:
            raise PanneEnvironnement("transport.adresse", adresse=self._hote) from erreur
        except httpx.ProxyError as erreur:
            raise PanneEnvironnement("transport.mandataire", adresse=self._hote) from erreur
        except (httpx.ConnectError, httpx.ConnectTimeout) as erreur:
            panne = panne_de_connexion(erreur, self._hote)
            if self._mandataire and panne.code != "transport.certificat":
                panne = PanneEnvironnement("transport.mandataire", adresse=self._hote)
            raise panne from erreur
        except (httpx.TransportError, httpx.DecodingError) as erreur:
            raise PanneEnvironnement("transport.coupe", adresse=self._hote) from erreur


def verifier_adresse(acces: Acces) -> SplitResult:
    """The address as it may be used: `https://` only, nobody's name nor password in it."""
    try:
        adresse = urlsplit(acces.adresse.strip())
        port = adresse.port or acces.port
    except ValueError as erreur:
        raise PanneEnvironnement("transport.adresse", adresse=acces.adresse) from erreur
    if (
        adresse.scheme != "https"
        or not hote_possible(adresse.hostname)
        or adresse.username is not None
        or adresse.query
        or adresse.fragment
    ):
        raise PanneEnvironnement("transport.adresse", adresse=_sans_secret(adresse))
    nom = adresse.hostname or ""
    hote = f"[{nom}]" if ":" in nom else nom
    netloc = f"{hote}:{port}" if port and port != 443 else hote
    chemin = quote(adresse.path, safe="/%~!$&'()*+,;=:@") or "/"
    return adresse._replace(netloc=netloc, path=chemin)


def _sans_secret(adresse: SplitResult) -> str:
    return f"{adresse.scheme}://{adresse.hostname or ''}" if adresse.scheme else adresse.path


class _Arbre(ET.TreeBuilder):
    """A tree without document type: entities cannot grow without end, nor files be read."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse it."""
        raise ET.ParseError("doctype")


def _entrees(octets: bytes) -> tuple[Entree, ...]:
    """The lines of a multistatus answer (RFC 4918, 13); `transport.altere` when it is not one."""
    try:
        racine = ET.fromstring(octets, ET.XMLParser(target=_Arbre()))  # noqa: S314
    except (ET.ParseError, LookupError, ValueError) as erreur:  # unknown encodings among them
        raise PanneEnvironnement("transport.altere", nom="") from erreur
    return tuple(
        Entree(
            lien=(reponse.findtext("{DAV:}href") or "").strip(),
            taille=_entier(reponse.findtext(".//{DAV:}getcontentlength")),
            dossier=reponse.find(".//{DAV:}resourcetype/{DAV:}collection") is not None,
            marque=_marque(reponse),
        )
        for reponse in racine.iterfind("{DAV:}response")
    )


def _marque(reponse: ET.Element) -> str:
    """What changes when the file does: its ETag, else its date; "" when the server tells none."""
    dite = reponse.findtext(".//{DAV:}getetag") or reponse.findtext(".//{DAV:}getlastmodified")
    return (dite or "").strip()[:200]


def _entier(texte: str | None) -> int:
    texte = (texte or "").strip()
    return int(texte) if texte.isascii() and texte.isdigit() and len(texte) < 19 else 0
