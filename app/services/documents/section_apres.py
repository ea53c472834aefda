"""What follows the works on paper: réception, inventories, visits of the home, offers, rents."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.core.i18n import _, date_courte
from app.domain.partage import Destinataire
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.domain.receptions import ResultatReception
from app.services.documents import phrases_apres as phrases
from app.services.documents.blocs import Colonne, paires, paragraphe, section
from app.services.documents.page import Feuillet
from app.services.documents.phrases_avant_apres import jour_du_loyer
from app.services.documents.sections import tableau
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from db.queries.fiche_modele import FicheMenage
from db.queries.prises_en_main import PointPriseFiche, PriseFiche

Point = Callable[[str, str], None]
"""Draws one line of a list, its mark in the margin."""


def section_apres(f: Feuillet, fiche: FicheMenage, mots: Libelles, pour: Destinataire) -> None:
    """Everything this reader may know of it; nothing known, no section."""
    if not (
        fiche.receptions or fiche.etats_des_lieux or fiche.prises or fiche.soutiens
        or fiche.quittances or fiche.volontaires
    ):  # fmt: skip
        return
    section(f, _("Après les travaux"), suite=3)
    paires(
        f,
        [
            (_("Réception"), _reception(fiche)),
            (_("États des lieux"), _etats(fiche)),
            (_("Prise en main"), " ; ".join(_visite(p, fiche) for p in _visites(fiche))),
            (_("À revoir"), majuscule(", ".join(points_a_revoir(fiche, mots)))),
            (_("Soutiens"), " ; ".join(_soutiens(fiche))),
            (_("Suivi de l’énergie"), _energie(fiche)),
        ],
        colonnes=1,
    )
    if fiche.quittances:
        lignes = []
        for q in fiche.quittances:
            _quoi, sujet, detail = phrases.loyer(q)
            quand = majuscule(jour_du_loyer(q.le, fiche.jour))
            lignes.append((quand, majuscule(sujet), detail.replace("\n", " · ")))
        colonnes = (
            Colonne(_("Loyer au"), fixe=f.style.corps * 7),
            Colonne(_("D’après"), 1.2),
            Colonne(_("Par mois"), 2),
        )
        tableau(f, colonnes, lignes)
    if pour is Destinataire.EQUIPE and fiche.volontaires:
        paragraphe(f, _("Les consommations se lisent à l’écran, onglet Avant / après."))


def _reception(fiche: FicheMenage) -> str:
    """ "le 21/09/2026, avec réserves, levées le 12/10/2026"."""
    derniere = next(
        (r for r in fiche.receptions if r.resultat is not ResultatReception.REFUSEE), None
    )
    if derniere is None:
        return (
            _("refusée le {date}").format(date=date_courte(fiche.receptions[0].le))
            if (fiche.receptions)
            else ""
        )
    _quoi, sujet, _detail = phrases.reception(derniere)
    return _("le {date}, {suite}").format(date=date_courte(derniere.le), suite=sujet)


def _etats(fiche: FicheMenage) -> str:
    dits = []
    for e in reversed(fiche.etats_des_lieux):
        signe = "" if e.signe_le else _("non signé")
        dit = _("{moment} le {date}").format(moment=dire(e.moment), date=date_courte(e.le))
        dits.append(", ".join(x for x in (dit, signe) if x))
    return majuscule(" ; ".join(dits))


def _visites(fiche: FicheMenage) -> list[PriseFiche]:
    """Those held and those to come, in order of days."""
    dites = [p for p in fiche.prises if p.etat is not EtatPriseEnMain.ANNULEE]
    return sorted(dites, key=lambda p: (p.jour is None, p.jour, p.id))


def _visite(p: PriseFiche, fiche: FicheMenage) -> str:
    """ "au retour, faite le 02/10/2026 (12 points montrés, 2 à revoir)"."""
    jour = date_courte(p.jour) if p.jour else "–"
    dit = _("{visite}, {etat} le {date}").format(
        visite=dire(p.moment), etat=dire(p.etat), date=jour
    )
    bref = phrases.points_en_bref(x for x in fiche.points_pris if x.prise_id == p.id)
    return majuscule(f"{dit} ({bref})" if bref else dit)


def points_a_revoir(fiche: FicheMenage, mots: Libelles) -> list[str]:
    """What must be shown again: the latest word about each point."""
    derniers: dict[str, PointPriseFiche] = {}
    for p in fiche.points_pris:  # the oldest visit first
        derniers[p.code] = p
    return [
        mots.point_montre(p.code) for p in derniers.values() if p.etat is EtatPointMontre.A_REVOIR
    ]


def _soutiens(fiche: FicheMenage) -> list[str]:
    dits = []
    for s in fiche.soutiens:
        _quoi, sujet, detail = phrases.soutien(s)
        quoi = detail.partition("\n")[0] if s.action or s.quoi else ""
        dits.append(f"{sujet} ({quoi})" if quoi else sujet)
    return [d for d in dits if d]


def _energie(fiche: FicheMenage) -> str:
    debout = next((v for v in fiche.volontaires if v.retire_le is None), None)
    if debout is None:
        return _("accord retiré") if fiche.volontaires else ""
    return _("d’accord depuis le {date}").format(date=date_courte(debout.accord_le))


def apres_du_menage(f: Feuillet, fiche: FicheMenage, mots: Libelles, point: Point) -> None:
    """For the household itself: what it was shown, what comes next, what goes on."""
    lignes = [*_dit_au_menage(fiche, mots)]
    if not lignes:
        return
    section(f, _("Dans votre logement rénové"))
    for marque, texte in lignes:
        point(marque, texte)


def _dit_au_menage(fiche: FicheMenage, mots: Libelles) -> Iterable[tuple[str, str]]:
    recue = next((r for r in fiche.receptions if r.resultat is not ResultatReception.REFUSEE), None)
    if recue is not None:
        texte = _("Les travaux ont été réceptionnés le {date} : {resultat}.")
        yield "☑", texte.format(date=date_courte(recue.le), resultat=dire(recue.resultat))
    for p in _visites(fiche):
        if p.etat is EtatPriseEnMain.FAITE and p.faite_le is not None:
            texte = _("Nous avons fait le tour de votre logement avec vous le {date}.")
            yield "☑", texte.format(date=date_courte(p.faite_le))
    revoir = points_a_revoir(fiche, mots)
    if revoir:
        yield "▢", _("Nous reverrons avec vous : {quoi}.").format(quoi=", ".join(revoir))
    for p in _visites(fiche):
        if p.etat is EtatPriseEnMain.PREVUE and p.prevue_le is not None:
            quoi = (
                _("Nous viendrons voir comment se passe votre premier hiver, le {date}.")
                if p.moment is MomentPriseEnMain.HIVER
                else _("Nous ferons le tour de votre logement avec vous le {date}.")
            )
            yield "▢", quoi.format(date=date_courte(p.prevue_le))
    for s in _soutiens(fiche):
        yield "•", f"{s}."
