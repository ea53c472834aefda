"""Rehousing in words, for paper and screen alike: budget, offers, trajectory, needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, euros, ngettext, nombre
from app.domain.budget import Budget, Poste
from app.domain.demenagements import Creneau, EtatDemenagement
from app.domain.relogements import MotifRefus, ReponseProposition
from app.services.documents.vocabulaire import annees, dire, majuscule
from db.queries.fiche_modele import FicheMenage, PersonneFiche
from db.queries.relogement import BesoinsFiche, DemenagementFiche, PropositionFiche

POSTES: Mapping[Poste, str] = MappingProxyType(
    {
        Poste.LOYER: N_("le loyer"),
        Poste.CHARGES: N_("les charges"),
        Poste.APL: N_("l’APL"),
        Poste.RESSOURCES: N_("les ressources"),
    }
)
SIGNES: Mapping[ReponseProposition, str] = MappingProxyType(
    {
        ReponseProposition.EN_ATTENTE: "◇",
        ReponseProposition.ACCEPTEE: "✓",
        ReponseProposition.REFUSEE: "✕",
        ReponseProposition.RETIREE: "–",
    }
)


def liste_de(mots: Iterable[str]) -> str:
    """ "le loyer, les charges et l’APL"."""
    dits = list(mots)
    if len(dits) < 2:
        return "".join(dits)
    return _("{debut} et {dernier}").format(debut=", ".join(dits[:-1]), dernier=dits[-1])


def manquants(postes: Iterable[Poste]) -> str:
    """ "il manque les charges et l’APL", "" when nothing does."""
    quoi = liste_de(_(POSTES[p]) for p in postes)
    return _("il manque {quoi}").format(quoi=quoi) if quoi else ""


def reste_a_charge(budget: Budget) -> str:
    """ "410,00 € + 35,00 € − 180,00 € = 265,00 €", what is missing in its place."""

    def montant(valeur: Decimal | None) -> str:
        return "?" if valeur is None else euros(valeur)

    calcul = f"{montant(budget.loyer)} + {montant(budget.charges)} − {montant(budget.apl)}"
    if budget.reste is None:
        return f"{calcul} : {manquants(budget.manquants_reste)}"
    return f"{calcul} = {euros(budget.reste)}"


def loyer_et_charges(budget: Budget) -> str:
    """ "455,50 € + 40,00 €", a question mark for what nobody knows."""
    connus = (budget.loyer, budget.charges)
    return " + ".join("?" if m is None else euros(m) for m in connus)


def taux_d_effort(budget: Budget) -> str:
    """ "265,00 € ÷ 1 450,00 € = 18,3 %", or why there is none."""
    if budget.taux is not None and budget.reste is not None and budget.ressources is not None:
        taux = _("{n} %").format(n=nombre((budget.taux * 100).quantize(Decimal("0.1"))))
        return f"{euros(budget.reste)} ÷ {euros(budget.ressources)} = {taux}"
    if budget.sans_ressources:
        return _("sans objet : aucune ressource")
    return manquants(budget.manquants)


def ecart_de_reste(difference: Decimal | None) -> str:
    """ "soit 32,00 € de plus par mois"; "" when nobody can tell."""
    if difference is None:
        return ""
    if not difference:
        return _("soit autant qu’aujourd’hui")
    if difference > 0:
        return _("soit {montant} de plus par mois").format(montant=euros(difference))
    return _("soit {montant} de moins par mois").format(montant=euros(-difference))


def reponse(p: PropositionFiche, jour: date) -> str:
    """ "◇ en attente depuis 12 jours", "✕ refusée le 12/11/2026 : loyer trop élevé"."""
    mot = f"{SIGNES[p.reponse]} {dire(p.reponse)}"
    if p.reponse is ReponseProposition.EN_ATTENTE:
        n = max(0, (jour - p.proposee_le).days)
        depuis = ngettext("depuis {n} jour", "depuis {n} jours", n).format(n=n)
        return f"{mot} {depuis}" if n else mot
    if p.repondue_le is not None:
        mot = _("{reponse} le {jour}").format(reponse=mot, jour=date_courte(p.repondue_le))
    raison = raison_du_refus(p.motif, p.precision)
    return f"{mot} : {raison}" if raison else mot


def raison_du_refus(motif: MotifRefus | None, precision: str | None) -> str:
    """ "loyer trop élevé, 80 € de plus"."""
    return ", ".join(x for x in (dire(motif), precision) if x)


def bien(p: PropositionFiche) -> str:
    """What an offered home is: "T3 · 68 m² · de plain-pied · jardin"."""
    surface = _("{surface} m²").format(surface=nombre(p.surface)) if p.surface else ""
    plus = [
        _("de plain-pied") if p.plain_pied else "",
        _("jardin") if p.jardin else "",
        _("garage") if p.garage else "",
        _("animaux non admis") if p.animaux is False else "",
    ]
    return " · ".join(x for x in (p.typologie or "", surface, *plus) if x)


def jours_de(p: PropositionFiche, jour: date) -> str:
    """ "proposé le 03/11/2026 · visite le 10/11/2026 · commission du 24/11/2026"."""
    dits = [_("proposé le {jour}").format(jour=date_courte(p.proposee_le))]
    if p.visite_le is not None:
        mot = _("visité le {jour}") if p.visite_le <= jour else _("visite prévue le {jour}")
        dits.append(mot.format(jour=date_courte(p.visite_le)))
    if p.commission_le is not None:
        dits.append(_("commission du {jour}").format(jour=date_courte(p.commission_le)))
    return " · ".join(dits)


def compte(n: int, prevues: int) -> str:
    """ "2 propositions sur 3"."""
    return ngettext("{n} proposition sur {prevues}", "{n} propositions sur {prevues}", n).format(
        n=n, prevues=prevues
    )


def besoins(b: BesoinsFiche | None) -> list[str]:
    """What was typed of the needs, one phrase each."""
    if b is None:
        return []
    dits = []
    if b.chambres is not None:
        dits.append(ngettext("{n} chambre", "{n} chambres", b.chambres).format(n=b.chambres))
    oui_non = (
        (b.plain_pied, _("de plain-pied"), ""),
        (b.appareil, _("électricité sans coupure"), ""),
        (b.animaux, b.animaux_precision or _("animaux"), _("sans animaux")),
        (b.jardin, _("jardin"), ""),
        (b.garage, _("garage"), ""),
        (b.scolarises, _("enfants scolarisés"), ""),
        (b.un_seul_demenagement, _("accepte un autre logement pour ne déménager qu’une fois"), ""),
    )
    dits += [oui if vrai else non for vrai, oui, non in oui_non if vrai is not None]
    if b.apres_le is not None:
        dits.append(_("pas de déménagement avant le {jour}").format(jour=date_courte(b.apres_le)))
    if b.volume_m3 is not None:
        dits.append(_("{n} m³ à déménager").format(n=nombre(b.volume_m3)))
    return [d for d in dits if d]


def demenagement(d: DemenagementFiche) -> tuple[str, str, str]:
    """When, where, and where it stands: "02/12/2026, matin", "14 rue … → 8 rue …", "confirmé"."""
    creneau = "" if d.creneau is Creneau.JOURNEE else dire(d.creneau)
    quand = ", ".join(x for x in (date_courte(d.jour), creneau) if x)
    ou = " → ".join(x for x in (d.depuis, d.vers) if x)
    etat = dire(d.etat)
    if d.etat is EtatDemenagement.ANNULE and d.etat_le is not None:
        etat = _("{etat} le {jour}").format(etat=etat, jour=date_courte(d.etat_le))
    return quand, ou, majuscule(etat)


def parties_en_mots(fiche: FicheMenage) -> str:
    """ "N’est plus dans le foyer : Ewa Wójcik (a pris son propre logement, 02/11/2026)." or ""."""
    dites = [_partie(p) for p in fiche.parties if p.partie_le is not None]
    if not dites:
        return ""
    return _("Ne sont plus dans le foyer : {noms}.").format(noms=" ; ".join(dites))


def _partie(p: PersonneFiche) -> str:
    morceaux = [dire(p.partie_motif), date_courte(p.partie_le) if p.partie_le else ""]
    detail = ", ".join(x for x in (*morceaux, annees(p.age_ans)) if x)
    return f"{p.nom_complet} ({detail})" if detail else p.nom_complet
