"""Sentences of the permanence."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, jour, langue, ngettext
from app.domain.catalogues import Catalogue, Catalogues
from app.services.comptes_rendus import CompteRendu, Decompte
from app.services.permanences import PermanenceLue, Seance, VisiteLue, dire_horaires

SEPARATEUR = " · "


def dire_titre(p: PermanenceLue) -> str:
    """ "mar. 24 nov. · Maison du projet · 14:00–17:00"."""
    return SEPARATEUR.join((jour(p.jour), p.lieu, dire_horaires(p.debut, p.fin)))


def dire_seance(s: Seance) -> str:
    """ "Maison du projet · 14:00–17:00 · Cité Nouméa"."""
    return SEPARATEUR.join((s.lieu, dire_horaires(s.debut, s.fin), s.cite))


def dire_comptes(p: PermanenceLue) -> str:
    """ "7 visites · 2 passages anonymes"."""
    visites = ngettext("{n} visite", "{n} visites", p.nb_visites).format(n=p.nb_visites)
    if not p.nb_anonymes:
        return visites
    anonymes = ngettext("{n} passage anonyme", "{n} passages anonymes", p.nb_anonymes)
    return SEPARATEUR.join((visites, anonymes.format(n=p.nb_anonymes)))


def dire_qui(v: VisiteLue) -> str:
    """The household, or "(anonyme)"."""
    if v.menage_id is None:
        return _("(anonyme)")
    return (
        _("{nom} – première rencontre").format(nom=v.menage_nom)
        if v.premiere_fois
        else (v.menage_nom)
    )


def dire_motifs(v: VisiteLue, catalogues: Catalogues) -> str:
    """Why they came, and the first words of what was said."""
    dits = [catalogues.motifs.libelle(m, langue()) for m in v.motifs]
    dits += [
        catalogues.ressentis.libelle(r.code, langue())
        + (f" {r.intensite}/5" if r.intensite else "")
        for r in v.ressentis
    ]
    dits += [n.texte.splitlines()[0] for n in v.notes[:1]]
    return SEPARATEUR.join(dits)


def dire_suites(v: VisiteLue, catalogues: Catalogues) -> str:
    """What it led to: promise, task, referral, complaint."""
    dits = [_("promis : {texte}").format(texte=_echeance(p.texte, p.pour_le)) for p in v.promesses]
    dits += [_("à faire : {texte}").format(texte=_echeance(t.titre, t.pour_le)) for t in v.taches]
    dits += [f"→ {catalogues.orientations.libelle(o, langue())}" for o in v.orientations]
    dits += [_("→ réclamation {reference}").format(reference=r.reference) for r in v.reclamations]
    return SEPARATEUR.join(dits)


def _echeance(texte: str, pour_le: date | None) -> str:
    return f"{texte} ({jour(pour_le)})" if pour_le else texte


def dire_bilan(rendu: CompteRendu, catalogues: Catalogues) -> tuple[str, ...]:
    """The report in a few sentences."""
    p = rendu.permanence
    phrases = [
        ngettext("{n} visite de {menages}", "{n} visites de {menages}", p.nb_visites).format(
            n=p.nb_visites, menages=_menages(rendu.menages)
        )
        + (
            ngettext(
                ", et {n} passage anonyme.", ", et {n} passages anonymes.", rendu.anonymes
            ).format(n=rendu.anonymes)
            if rendu.anonymes
            else "."
        )
    ]
    nouveaux = [v.menage_nom for v in rendu.premieres_fois]
    if nouveaux:
        phrases.append(
            _("Rencontrés pour la première fois : {noms}.").format(noms=", ".join(nouveaux))
        )
    for intitule, comptes, catalogue in (
        (_("Motifs : {liste}."), rendu.par_motif, catalogues.motifs),
        (_("Ressentis : {liste}."), rendu.par_ressenti, catalogues.ressentis),
        (_("Orientations : {liste}."), rendu.par_orientation, catalogues.orientations),
    ):
        if comptes:
            phrases.append(intitule.format(liste=_liste(comptes, catalogue)))
    phrases.append(_suites(rendu))
    return tuple(p for p in phrases if p)


def _menages(n: int) -> str:
    return ngettext("{n} ménage", "{n} ménages", n).format(n=n)


def _liste(comptes: tuple[Decompte, ...], catalogue: Catalogue) -> str:
    return ", ".join(
        catalogue.libelle(d.code, langue()) + (f" ({d.n})" if d.n > 1 else "") for d in comptes
    )


def _suites(rendu: CompteRendu) -> str:
    p, t, r = rendu.nb_promesses, rendu.nb_taches, rendu.nb_reclamations
    dits = [
        ngettext("{n} promesse à tenir", "{n} promesses à tenir", p).format(n=p) if p else "",
        ngettext("{n} chose à faire", "{n} choses à faire", t).format(n=t) if t else "",
        ngettext("{n} réclamation ouverte", "{n} réclamations ouvertes", r).format(n=r)
        if r
        else "",
    ]
    liste = ", ".join(d for d in dits if d)
    return _("Il en reste : {liste}.").format(liste=liste) if liste else ""
