"""How the réception of a dwelling is said in a cell."""

from __future__ import annotations

from datetime import datetime

from app.core.i18n import _, date_courte, langue, ngettext, nombre
from app.domain.catalogues import Catalogues
from app.services.documents.vocabulaire import dire, majuscule
from app.services.receptions import ReceptionLigne, ReceptionsCite, ResultatReception
from app.services.reclamations.lecture import ReclamationLigne

PROCHE = 60  # days before the guarantee ends: what is left to lift must be asked for now


def recue(ligne: ReceptionLigne) -> str:
    """The day, or the one foreseen, or the refusal."""
    if ligne.le is not None:
        return date_courte(ligne.le)
    if ligne.resultat is ResultatReception.REFUSEE and ligne.decidee_le is not None:
        return _("refusée le {jour}").format(jour=date_courte(ligne.decidee_le))
    if ligne.prevue_le is not None:
        return _("prévue le {jour}").format(jour=date_courte(ligne.prevue_le))
    return ""


def resultat(ligne: ReceptionLigne) -> str:
    """What was decided, and whether it was for the whole batch."""
    if ligne.resultat is None:
        return _("d’après le calendrier") if ligne.le is not None else ""
    dit = majuscule(dire(ligne.resultat))
    return _("{resultat} (tranche)").format(resultat=dit) if ligne.de_tranche else dit


def reserves(ligne: ReceptionLigne) -> str:
    """ "2 sur 5", "levées le 12/01/2027", "" when there never was any."""
    if not ligne.total:
        return ""
    if not ligne.ouvertes:
        if ligne.levees_le is None or ligne.de_tranche:
            return _("toutes levées ({n})").format(n=nombre(ligne.total))
        return _("levées le {jour}").format(jour=date_courte(ligne.levees_le))
    dit = _("{n} sur {total}").format(n=nombre(ligne.ouvertes), total=nombre(ligne.total))
    return f"⚠ {dit}" if presse(ligne) else dit


def garantie(ligne: ReceptionLigne) -> str:
    """ "14/11/2027 · 344 j", "finie le 14/11/2027"."""
    if ligne.fin_gpa is None or ligne.jours_gpa is None:
        return ""
    jour = date_courte(ligne.fin_gpa)
    if ligne.jours_gpa < 0:
        return _("finie le {jour}").format(jour=jour)
    return _("{jour} · {n} j").format(jour=jour, n=nombre(ligne.jours_gpa))


def occupants(ligne: ReceptionLigne) -> str:
    """Who lives there, and since when back."""
    dits = [
        _("{nom}, revenu le {jour}").format(nom=o.nom, jour=date_courte(o.retour_le))
        if o.retour_le is not None
        else o.nom
        for o in ligne.occupants
    ]
    return " ; ".join(dits) or _("vide")


def presse(ligne: ReceptionLigne) -> bool:
    """Whether réserves are still open while the guarantee is about to end, or has."""
    proche = ligne.jours_gpa is not None and ligne.jours_gpa <= PROCHE
    return bool(ligne.ouvertes) and (proche or bool(ligne.en_retard))


def phrase(lues: ReceptionsCite) -> str:
    """The estate in one line: received, réserves left, guarantees about to end."""
    if not lues.lignes:
        return ""
    recues = sum(li.le is not None for li in lues.lignes)
    dits = [
        ngettext(
            "{n} logement réceptionné sur {total}",
            "{n} logements réceptionnés sur {total}",
            recues,
        ).format(n=nombre(recues), total=nombre(len(lues.lignes)))
    ]
    ouvertes = sum(li.ouvertes for li in lues.lignes)
    if ouvertes:
        dits.append(
            ngettext("{n} réserve à lever", "{n} réserves à lever", ouvertes).format(
                n=nombre(ouvertes)
            )
        )
    presses = sum(presse(li) for li in lues.lignes)
    if presses:
        dits.append(
            ngettext(
                "⚠ {n} logement presse : délai dépassé ou garantie bientôt finie",
                "⚠ {n} logements pressent : délai dépassé ou garantie bientôt finie",
                presses,
            ).format(n=nombre(presses))
        )
    revenus = sum(any(o.retour_le for o in li.occupants) for li in lues.lignes)
    dits.append(
        ngettext("{n} ménage revenu", "{n} ménages revenus", revenus).format(n=nombre(revenus))
    )
    return " · ".join(dits)


def lieu(catalogues: Catalogues, ligne: ReclamationLigne) -> str:
    """The room of a réserve."""
    return catalogues.lieux.libelle(ligne.lieu, langue()) if ligne.lieu else ""


def quoi(ligne: ReclamationLigne) -> str:
    """A réserve in one line."""
    return f"{ligne.reference} – {ligne.description}"


def echeance(ligne: ReclamationLigne, maintenant: datetime) -> str:
    """ "en retard", or where it stands."""
    if ligne.echeance is not None and ligne.echeance < maintenant:
        return _("⚠ {etat}, en retard").format(etat=dire(ligne.etat))
    return majuscule(dire(ligne.etat))
