"""A move as its reader may receive it, and the fields of its documents filled from that.

Everything is projected by the sharing classes first: a field whose columns the reader may not
receive is empty, and shows as missing before printing (promise 24).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from app.core.i18n import _, date_complete, date_longue, euros, heure, langue, nombre
from app.domain.demenagements import Creneau, SensDemenagement
from app.domain.menages import Information
from app.domain.partage import Destinataire
from app.domain.telephone import afficher
from app.domain.texte import plier
from app.services.documents.entete import adresse_de
from app.services.documents.partage import expurger, lecteur
from db.queries.fiche_modele import FicheMenage, LogementFiche
from db.queries.papiers import (
    ClePapier,
    DemenagementPapier,
    DossierPapier,
    RelevePapier,
)


@dataclass(frozen=True, slots=True)
class Imprimable:
    """A move with nothing its reader may not receive."""

    fiche: FicheMenage
    demenagement: DemenagementPapier
    depuis: LogementFiche | None
    vers: LogementFiche | None
    cles: tuple[ClePapier, ...]
    releves: tuple[RelevePapier, ...]

    @property
    def tiroir(self) -> LogementFiche | None:
        """The temporary home this move leads to or leaves."""
        if self.demenagement.sens is SensDemenagement.ALLER:
            return self.vers
        return self.depuis if self.demenagement.sens is SensDemenagement.RETOUR else None


def pour_lecteur(fiche: FicheMenage, dossier: DossierPapier, pour: Destinataire) -> Imprimable:
    """The move projected for that reader.

    A move is a row of its own: what is left of it always names the day and the household.
    """
    qui = lecteur(fiche, pour)
    vu = qui.voit(dossier.demenagement)
    if vu is None:
        raise AssertionError("the day of a move may reach every reader")
    return Imprimable(
        expurger(fiche, qui),
        vu,
        qui.voit(dossier.depuis) if dossier.depuis else None,
        qui.voit(dossier.vers),
        qui.voit_tous(dossier.cles),
        qui.voit_tous(dossier.releves),
    )


def langue_du_menage(langues: str | None) -> str:
    """The language of ours in which a household is written to: English when it reads no French."""
    dites = plier(langues or "")
    if "francais" not in dites and ("anglais" in dites or "english" in dites):
        return "en"
    return langue()


def valeurs(i: Imprimable) -> Mapping[str, str]:
    """Every field in words, in the language spoken now; "" when it is not known."""
    d, fiche = i.demenagement, i.fiche
    cite, tranche = fiche.cite, fiche.tranche
    return {
        "menage": d.menage,
        "contrat": fiche.menage.numero_contrat or "",
        "adresse_origine": adresse_de(fiche.foyer),
        "adresse_tiroir": adresse_de(i.tiroir),
        "adresse_depart": adresse_de(i.depuis),
        "adresse_arrivee": adresse_de(i.vers),
        "logement_arrivee": taille(i.vers),
        "code_arrivee": i.vers.code_ug if i.vers else "",
        "jour": date_complete(d.jour),
        "creneau": moment(d.creneau, d.heure),
        "heure": heure(d.heure) if d.heure else "",
        "equipe": equipe(d),
        "telephone_equipe": _telephone(d.telephone_equipe),
        "pilote": d.pilote or "",
        "telephone_pilote": _telephone(d.telephone_pilote),
        "retour_prevu": _jour(d.retour_prevu),
        "cite": cite.nom if cite else "",
        "tranche": tranche.nom if tranche else "",
        "debut_travaux": _jour(tranche.debut_travaux if tranche else None),
        "fin_travaux": _jour(tranche.fin_travaux if tranche else None),
        "bailleur": (cite.bailleur or "") if cite else "",
        "telephone_bailleur": _telephone(cite.bailleur_telephone if cite else None),
        "permanence": (cite.lieu_permanence or "") if cite else "",
        "telephone_permanence": _telephone(cite.telephone if cite else None),
        "loyer": _euros(fiche.menage.loyer),
        "charges": _euros(fiche.menage.charges),
        "volume": _("{n} m³").format(n=d.volume_m3) if d.volume_m3 is not None else "",
        "animaux": animaux(d),
        "joindre": " ; ".join(f"{nom}, {numeros}" for nom, numeros in personnes_a_joindre(i)[:2]),
        "aujourd_hui": date_longue(fiche.jour),
    }


def moment(creneau: Creneau, a: time | None) -> str:
    """ "le matin, à partir de 8:30", "l’après-midi", "dans la journée"."""
    dit = {
        Creneau.MATIN: _("le matin"),
        Creneau.APRES_MIDI: _("l’après-midi"),
        Creneau.JOURNEE: _("dans la journée"),
    }[creneau]
    if a is None:
        return dit
    return _("{moment}, à partir de {heure}").format(moment=dit, heure=heure(a))


def animaux(d: DemenagementPapier) -> str:
    """ "oui : un chat", "non", "" when nobody asked."""
    if d.animaux is None:
        return ""
    if not d.animaux:
        return _("non")
    precision = d.animaux_precision
    return _("oui : {quoi}").format(quoi=precision) if precision else _("oui")


def equipe(d: DemenagementPapier) -> str:
    """ "Les Bras du Nord (équipe 1)": the firm, and which of its crews."""
    if d.organisme and d.equipe and d.organisme != d.equipe:
        return f"{d.organisme} ({d.equipe})"
    return d.organisme or d.equipe or ""


def taille(logement: LogementFiche | None) -> str:
    """ "T3, 62 m²", "" when nothing is known."""
    if logement is None:
        return ""
    surface = logement.surface
    metres = _("{n} m²").format(n=nombre(surface.normalize() + 0)) if surface else ""
    return ", ".join(p for p in (logement.typologie or "", metres) if p)


def personnes_a_joindre(i: Imprimable) -> tuple[tuple[str, str], ...]:
    """Names and numbers of those who may be told of the day, titulaires first."""
    ceux = [p for p in i.fiche.personnes if p.information is not Information.RIEN]
    joignables = [(p, [n for n in (p.tel_mobile, p.tel_fixe) if n]) for p in ceux]
    tries = sorted(joignables, key=lambda pn: not pn[0].titulaire)
    return tuple((p.nom_complet, ", ".join(afficher(n) for n in nums)) for p, nums in tries if nums)


def _telephone(numero: str | None) -> str:
    return afficher(numero) if numero else ""


def _jour(jour: date | None) -> str:
    return date_complete(jour) if jour else ""


def _euros(montant: Decimal | None) -> str:
    return euros(montant) if montant is not None else ""
