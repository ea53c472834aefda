"""A reminder in words: the team's wording, the list of complaints, the link of a message.

The same words make the letter and the `mailto:`; they hold what may be shared outside only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from sqlalchemy.orm import Session

from app.core.i18n import _, date_courte, date_longue, ngettext
from app.domain.documents_modeles import CodeDocument, Genre, Modele, blocs, remplir
from app.domain.telephone import afficher
from app.services import modeles_documents
from app.services.catalogues import charger
from app.services.documents.phrases_reclamations import objet
from app.services.documents.vocabulaire import Libelles, majuscule
from app.services.reclamations_dehors import LigneDehors
from db.models import Bailleur, Cite
from db.queries.responsables import ResponsableLigne

LISTE = "{reclamations}"
LIEN_MAX = 1_900
"""Characters of a link: mail programs cut longer ones, some silently."""
_MARQUES = {Genre.POINT: "- ", Genre.FORT: "- ", Genre.CASE: "- ", Genre.TITRE: ""}
_ADRESSE = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")


@dataclass(frozen=True, slots=True)
class Mots:
    """A reminder ready to be laid out; `avant` and `apres` go round the list."""

    responsable: ResponsableLigne
    objet: str
    avant: str
    apres: str
    lignes: tuple[LigneDehors, ...]
    valeurs: Mapping[str, str]
    libelles: Libelles

    def texte(self, combien: int | None = None, *, bref: bool = False) -> str:
        """Everything as plain text, with the first `combien` complaints (all when None).

        `bref` names each by its reference and address only.
        """
        gardees = self.lignes if combien is None else self.lignes[:combien]
        dits = (_bref(li) if bref else dire_ligne(li, self.libelles) for li in gardees)
        liste = [f"- {dit}" for dit in dits]
        if reste := len(self.lignes) - len(gardees):
            liste.append(ngettext("- et {n} autre", "- et {n} autres", reste).format(n=reste))
        morceaux = (_plat(self.avant, self.valeurs), "\n".join(liste),
                    _plat(self.apres, self.valeurs))  # fmt: skip
        return "\n\n".join(m for m in morceaux if m)


def dire_ligne(d: LigneDehors, mots: Libelles) -> str:
    """ "R-0012, 14 rue de Stockholm (NOU00012) : Volets, cuisine. Volet bloqué. Depuis le …"."""
    r = d.ligne
    ou = f"{r.adresse} ({r.code_ug})" if r.adresse and r.code_ug else r.adresse or r.code_ug or ""
    quoi = ". ".join(
        x.rstrip(".") for x in (majuscule(objet(r.categorie, r.lieu, mots)), r.description) if x
    )
    reference = f"{r.reference} / {d.reference_bailleur}" if d.reference_bailleur else r.reference
    depuis = _("Depuis le {jour}.").format(jour=date_courte(r.ouverte_le))
    debut = ", ".join(x for x in (reference, ou) if x)
    return " ".join(f"{debut} : {quoi}. {depuis}".split())


def _bref(d: LigneDehors) -> str:
    r = d.ligne
    return ", ".join(x for x in (r.reference, r.adresse or r.code_ug) if x)


def mots(
    session: Session,
    responsable: ResponsableLigne,
    lignes: Sequence[LigneDehors],
    jour: date,
    auteur: str,
) -> Mots:
    """The reminder of one who repairs, in the team's wording or the shipped one."""
    modele = modeles_documents.dans(session).get(CodeDocument.RELANCE)
    modele = modele or modeles_documents.fourni(CodeDocument.RELANCE)
    libelles = Libelles(charger())
    valeurs = _valeurs(session, responsable, lignes, jour, auteur)
    avant, apres = _couper(modele)
    return Mots(
        responsable, remplir(modele.titre, valeurs), avant, apres, tuple(lignes), valeurs, libelles
    )


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready in a `mailto:`, and the very words it holds.

    `coupees` complaints did not fit; `lien` is None when no usable address is known.
    """

    lien: str | None
    texte: str
    coupees: int


def message(mots_: Mots) -> Message:
    """Subject and text in a link (RFC 6068): all told, else each in brief, else the first ones."""
    trouvee = _ADRESSE.fullmatch((mots_.responsable.courriel or "").strip())
    if trouvee is None:
        return Message(None, "", 0)
    debut = f"mailto:{quote(trouvee[0], safe='@')}?subject={quote(mots_.objet, safe='')}&body="
    n = len(mots_.lignes)
    for combien, bref in ((n, False), *((k, True) for k in range(n, -1, -1))):
        texte = mots_.texte(combien, bref=bref)
        corps = _en_lien(texte)
        if len(debut) + len(corps) <= LIEN_MAX:
            return Message(debut + corps, texte, n - combien)
    place = max(0, LIEN_MAX - len(debut)) // 9  # a letter takes nine characters at most
    court = mots_.texte(0)[:place]
    return Message(debut + _en_lien(court), court, n)


def _en_lien(texte: str) -> str:
    return quote(texte.replace("\n", "\r\n"), safe="")


def _couper(modele: Modele) -> tuple[str, str]:
    """What is before and after the line of the list; the list comes last when none asks for it."""
    lignes = modele.texte.splitlines()
    rangs = [i for i, ligne in enumerate(lignes) if ligne.strip() == LISTE]
    if not rangs:
        return modele.texte, ""
    autres = [ligne for ligne in lignes[rangs[0] + 1 :] if ligne.strip() != LISTE]
    return "\n".join(lignes[: rangs[0]]), "\n".join(autres)


def _plat(texte: str, valeurs: Mapping[str, str]) -> str:
    return "\n\n".join(
        _MARQUES.get(bloc.genre, "") + bloc.texte for bloc in blocs(texte, valeurs) if bloc.texte
    )


def _valeurs(
    session: Session,
    responsable: ResponsableLigne,
    lignes: Sequence[LigneDehors],
    jour: date,
    auteur: str,
) -> Mapping[str, str]:
    """The fields of a reminder; those of an estate only when the complaints are all in one."""
    cites = {li.ligne.cite_id for li in lignes}
    cite = session.get(Cite, cites.pop()) if len(cites) == 1 and None not in cites else None
    bailleur = session.get(Bailleur, cite.bailleur_id) if cite and cite.bailleur_id else None
    nom = f"{responsable.nom} ({responsable.lot})" if responsable.lot else responsable.nom
    return {
        "responsable": nom,
        "nombre_retards": str(len(lignes)),
        "reclamations": ", ".join(li.ligne.reference for li in lignes),
        "aujourd_hui": date_longue(jour),
        "cite": cite.nom if cite else "",
        "permanence": (cite.lieu_permanence or "") if cite else "",
        "telephone_permanence": afficher(cite.telephone) if cite and cite.telephone else "",
        "bailleur": bailleur.nom if bailleur else "",
        "telephone_bailleur": (bailleur.telephone or "") if bailleur else "",
        "signataire": _("{auteur}, pour l’équipe qui accompagne les ménages").format(auteur=auteur),
    }
