"""From a file to the lines it says, typed, every one of them; nothing is compared yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.demenagements import Creneau
from app.domain.texte import resserrer
from app.services.imports import fichier
from app.services.imports.apercu import motif
from app.services.imports.lignes import Anomalie, Gravite, LigneLue, LotLu, Saut, Tableau, Valeur
from app.services.imports.valeurs import en_texte
from app.services.retours.modele import LigneDite
from app.services.retours.refus import case_refusee

_NOTRE = re.compile(r"R[^0-9A-Z]*0*([0-9]{1,9})")
_DATES = ("etat_dit_le", "rdv_le")
REFUS_MAX = 4_000
"""Characters of a comment we keep: beyond, a cell holds a document, not a comment."""


def reference_lue(ecrite: str) -> str:
    """Our reference as we write it: "r 12", "R0012" and "R–12" are R-0012; others unchanged."""
    trouve = _NOTRE.fullmatch(ecrite.upper())
    return f"R-{int(trouve[1]):04d}" if trouve else ecrite.upper()


@dataclass(frozen=True, slots=True)
class FichierLu:
    """The lines of a file about complaints; `notes` are told by line number."""

    lot: LotLu
    lignes: tuple[LigneDite, ...]
    notes: Mapping[int, tuple[Anomalie, ...]]
    en_reunion: bool


def lire(vu: fichier.Apercu, lot: LotLu) -> FichierLu:
    """Every line under the header of the one sheet that suits."""
    tableau, feuille = lot.tableaux[0], lot.feuilles[0]
    champs = lot.correspondances[0].champs()
    en_reunion = "decision" in champs
    coupee = _coupee(vu, tableau, feuille.lignes)
    lignes, notes = [], {}
    for lue in feuille.lignes:
        dite = _ligne(lue, tableau, champs, en_reunion=en_reunion)
        if lue.numero == coupee:
            dite = LigneDite(
                lue.numero,
                reference=dite.reference,
                rejet=motif("retours.ligne_coupee", Gravite.IGNOREE),
            )
        lignes.append(dite)
        douteuses = tuple(a for a in lue.anomalies if a.champ not in _DATES or not _bloque(a))
        if douteuses:
            notes[lue.numero] = douteuses
    return FichierLu(lot, tuple(lignes), notes, en_reunion)


def _bloque(anomalie: Anomalie) -> bool:
    return anomalie.gravite is Gravite.IGNOREE


def _ligne(
    lue: LigneLue, tableau: Tableau, champs: Mapping[str, int], *, en_reunion: bool
) -> LigneDite:
    """One line, with the reason why it is not data or cannot be used."""
    if lue.saut is not None:
        seule = _reference_seule(lue, tableau, champs)
        if seule:
            return LigneDite(
                lue.numero, seule, en_reunion=en_reunion, rejet=motif("retours.sans_etat")
            )
        return LigneDite(lue.numero, saut=lue.saut.value)
    v = lue.valeurs
    illisible = next((a for a in lue.anomalies if a.champ in _DATES and _bloque(a)), None)
    mot = _texte(v, "decision" if en_reunion else "etat_dit")
    return LigneDite(
        lue.numero,
        reference=reference_lue(_texte(v, "reclamation_ref")),
        ref_bailleur=_texte(v, "ref_bailleur"),
        code_ug=_texte(v, "code_ug"),
        mot=resserrer(mot),
        le=_jour(v, "etat_dit_le"),
        mot_connu=_texte(v, "etat_connu"),
        en_reunion=en_reunion,
        prestataire=resserrer(_texte(v, "prestataire")),
        commentaire=_texte(v, "commentaire")[:REFUS_MAX],
        rdv=_jour(v, "rdv_le"),
        creneau=Creneau(_texte(v, "dm_rdv_creneau") or Creneau.JOURNEE),
        heure=_texte(v, "dm_rdv_heure"),
        rejet=lue.rejet or (illisible and case_refusee(illisible)),
    )


def _texte(valeurs: Mapping[str, Valeur], champ: str) -> str:
    return str(valeurs.get(champ, ""))


def _jour(valeurs: Mapping[str, Valeur], champ: str) -> date | None:
    lu = valeurs.get(champ)
    return lu if isinstance(lu, date) else None


def _reference_seule(lue: LigneLue, tableau: Tableau, champs: Mapping[str, int]) -> str:
    """The reference of a line that holds nothing else, "" when it is a title or blank."""
    if lue.saut is not Saut.TITRE:
        return ""
    brute = tableau.feuille.lignes[lue.numero - 1]
    position = champs.get("reclamation_ref", -1)
    dite = "".join(en_texte(brute[position]).split()) if 0 <= position < len(brute) else ""
    return reference_lue(dite) if _NOTRE.fullmatch(dite.upper()) else ""


def _coupee(vu: fichier.Apercu, tableau: Tableau, lignes: Iterable[LigneLue]) -> int:
    """The number of a last line that stops before its end in a text file, 0 when there is none.

    Every other line has all its cells: the file was cut while it was copied.
    """
    if vu.classeur.format != "csv":
        return 0
    pleines = [li.numero for li in lignes if li.saut not in (Saut.VIDE, Saut.TOTAL)]
    if len(pleines) < 2:
        return 0
    largeurs = [len(tableau.feuille.lignes[n - 1]) for n in pleines]
    entier = len(tableau.entetes)
    return pleines[-1] if largeurs[-1] < entier and min(largeurs[:-1]) >= entier else 0
