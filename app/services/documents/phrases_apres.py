"""Sentences about what follows the works that paper and screen say alike. Light: no drawing."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.i18n import _, date_courte, euros, ngettext
from app.domain.apres import GenreSoutien
from app.domain.prises_en_main import EtatPointMontre, MomentPriseEnMain
from app.domain.receptions import MomentEtatDesLieux, ResultatReception
from app.services.documents.vocabulaire import dire, le, majuscule
from db.queries.avant_apres import QuittanceFiche, VolontaireFiche
from db.queries.fiche_apres import EtatFiche, ReceptionFiche
from db.queries.prises_en_main import PointPriseFiche, PriseFiche
from db.queries.soutiens import SoutienFiche

Dit = tuple[str, str, str]
"""What it was, about what, and what was said of it."""


def reception(r: ReceptionFiche) -> Dit:
    """The works were received."""
    sujet = dire(r.resultat)
    if r.levees_le is not None:
        sujet = _("{resultat}, levées le {date}").format(resultat=sujet, date=le(r.levees_le))
    quoi = (
        _("réception des travaux refusée")
        if r.resultat is ResultatReception.REFUSEE
        else _("réception des travaux")
    )
    return quoi, "" if r.resultat is ResultatReception.REFUSEE else sujet, r.precision or ""


def etat_des_lieux(e: EtatFiche) -> Dit:
    """An inventory, signed or not."""
    quoi = (
        _("état des lieux de sortie")
        if e.moment is MomentEtatDesLieux.SORTIE
        else _("état des lieux d’entrée")
    )
    signe = _("pas encore signé")
    if e.signe_le is not None:
        signe = _("signé le {date}").format(date=date_courte(e.signe_le))
    presents = _("présents : {qui}").format(qui=e.presents) if e.presents else ""
    return quoi, ", ".join(x for x in (e.adresse, signe) if x), _lignes(presents, e.remarque)


def prise_en_main(p: PriseFiche) -> Dit:
    """A visit where the home was taken in hand."""
    quoi = {
        MomentPriseEnMain.RETOUR: _("prise en main du logement"),
        MomentPriseEnMain.HIVER: _("visite du premier hiver"),
    }.get(p.moment, _("visite de prise en main"))
    guide = _("guide remis") if p.guide_remis else ""
    avec = _("avec {qui}").format(qui=p.qui) if p.qui else ""
    return quoi, guide, _lignes(p.remarque, avec)


def soutien(s: SoutienFiche) -> Dit:
    """Something offered after the return."""
    quoi = s.action if s.genre is GenreSoutien.ACTION_COLLECTIVE else s.quoi
    sujet = " : ".join(x for x in (majuscule(dire(s.genre)), dire(s.etat)) if x)
    avec = _("avec {qui}").format(qui=s.qui) if s.qui else ""
    return _("soutien après le retour"), sujet, _lignes(quoi, avec)


def loyer(q: QuittanceFiche) -> Dit:
    """What the home costs a month, as one source tells it."""
    dits = [
        texte.format(montant=euros(montant))
        for texte, montant in (
            (_("loyer {montant}"), q.loyer),
            (_("charges {montant}"), q.charges),
            (_("troisième ligne {montant}"), q.troisieme_ligne),
            (_("aide au logement {montant}"), q.apl),
        )
        if montant is not None
    ]
    sujet = ", ".join((dire(q.moment), _("source : {source}").format(source=dire(q.source))))
    return _("loyer relevé"), sujet, _lignes(majuscule(", ".join(dits)), q.precision)


def energie(v: VolontaireFiche) -> Dit:
    """Its agreement that energy be followed."""
    retire = ""
    if v.retire_le is not None:
        retire = _("accord retiré le {date}").format(date=date_courte(v.retire_le))
    return _("accepte que son énergie soit suivie"), v.personne or "", majuscule(retire)


def points_en_bref(points: Iterable[PointPriseFiche]) -> str:
    """ "12 points montrés, 2 à revoir"; "" when nothing was shown."""
    tous = list(points)
    montres = sum(1 for p in tous if p.etat is EtatPointMontre.MONTRE)
    revoir = sum(1 for p in tous if p.etat is EtatPointMontre.A_REVOIR)
    dits = []
    if montres:
        dit = ngettext("{n} point montré", "{n} points montrés", montres)
        dits.append(dit.format(n=montres))
    if revoir:
        dits.append(ngettext("{n} à revoir", "{n} à revoir", revoir).format(n=revoir))
    return ", ".join(dits)


def _lignes(*lignes: str | None) -> str:
    return "\n".join(ligne for ligne in lignes if ligne)
