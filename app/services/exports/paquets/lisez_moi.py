"""What a package says of itself in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.core.i18n import _, date_longue, nombre
from app.domain.envois import Etendue, Format
from app.domain.paquets import RETRAITS, Manifeste
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.fiches import fiches_permises
from app.services.exports.selection import retenues
from app.services.exports.selection.changements import MERES

if TYPE_CHECKING:
    from app.services.exports.paquets.lecture import TableComposee


def intitule(manifeste: Manifeste) -> str:
    """ "Suivi mensuel – envoi n° 12 du 24 novembre 2026"."""
    return _("{profil} – envoi n° {numero} du {jour}").format(
        profil=manifeste.profil,
        numero=manifeste.sequence,
        jour=date_longue(manifeste.cree_a.date()),
    )


def ecrire(tables: Sequence[TableComposee], profil: ProfilLu, manifeste: Manifeste) -> bytes:
    """The text to read first, as any Windows opens it."""
    lignes = [intitule(manifeste), "", *_etendue(manifeste, profil), ""]
    lignes += [_format(format_, profil) for format_ in profil.formats]
    lignes += ["", *(f"- {t.titre} : {nombre(t.nombre)}" for t in tables), ""]
    if profil.pseudonymes:
        lignes.append(
            _(
                "Les identifiants vous sont propres : ils restent les mêmes d’un envoi à l’autre,"
                " et un autre destinataire en reçoit d’autres."
            )
        )
    lignes += [
        _("exemple/ contient une ligne inventée par table, pour préparer vos logiciels."),
        _("manifeste.json dit ce que contient l’envoi et porte la signature de l’expéditeur."),
        _("Ces données concernent des personnes : ne les gardez que le temps utile."),
    ]
    return ("\r\n".join(lignes) + "\r\n").encode("utf-8-sig")


def _etendue(manifeste: Manifeste, profil: ProfilLu) -> list[str]:
    if manifeste.etendue is Etendue.COMPLET:
        return [_("Envoi complet : il remplace tout ce qui précède.")]
    dits = [
        _("Ce qui a changé depuis l’envoi n° {numero}.").format(numero=manifeste.depuis),
        _("Appliquez les envois dans l’ordre de leurs numéros ; un plus ancien se laisse de côté."),
        _("D’abord, effacez chez vous les lignes que nomme la table « {retraits} ».").format(
            retraits=RETRAITS
        ),
        _("Pour un ménage nommé dans cette table, effacez tout ce qui le concerne :"),
        _("les lignes où menage_id porte son identifiant ;"),
    ]
    if suites := _suites(profil):
        dits.append(
            _("puis, dans {tables}, celles qui renvoient à une ligne effacée.").format(
                tables=", ".join(suites)
            )
        )
    return [
        *dits,
        _("Ensuite, remplacez les lignes de même identifiant et ajoutez les nouvelles."),
    ]


def _suites(profil: ProfilLu) -> list[str]:
    """The tables whose rows are about a household without naming it."""
    return [
        p.nom
        for p in retenues(profil)
        if "menage_id" not in p.table.c and any(cle in p.table.c for cle in MERES)
    ]


def _format(format_: Format, profil: ProfilLu) -> str:
    if format_ is Format.PDF and not fiches_permises(profil):
        return _("Ce profil laisse des données de côté : l’envoi n’a pas de fiches en PDF.")
    textes = {
        Format.XLSX: _("envoi.xlsx se lit dans un tableur : un onglet par table."),
        Format.CSV_FR: _("csv_fr/ : une table par fichier, pour un tableur français."),
        Format.CSV_INTERNATIONAL: _("csv_international/ : les mêmes, pour les logiciels."),
        Format.JSONL: _("jsonl/ : les mêmes, un objet JSON par ligne."),
        Format.PDF: _("pdf/ : une fiche par ménage, nommée par son identifiant."),
    }
    return textes[format_]
