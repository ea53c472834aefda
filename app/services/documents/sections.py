"""The sections of a sheet for the team or the bailleur; an empty one is left out."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import _, date_courte, euros, ngettext, nombre
from app.domain.menages import Information
from app.domain.partage import Destinataire
from app.services.documents.blocs import Colonne, Tableau, paires, paragraphe, section
from app.services.documents.entete import telephones
from app.services.documents.page import Feuillet
from app.services.documents.partage import peut_lire
from app.services.documents.phrases_relogement import parties_en_mots
from app.services.documents.vocabulaire import (
    Libelles,
    annees,
    dire,
    le,
    majuscule,
)
from db.queries.fiche_modele import FicheMenage, LogementFiche, PersonneFiche
from db.queries.fiche_reclamations import ReclamationFiche
from db.queries.fiche_suivi import (
    BesoinFiche,
    ConsentementFiche,
    EngagementFiche,
    RessentiFiche,
    SouhaitFiche,
    TacheFiche,
)

_RECENTS = 8  # tasks done lately


def tableau(f: Feuillet, colonnes: Sequence[Colonne], lignes: Sequence[Sequence[str]]) -> None:
    """A table without the columns nobody filled (or that this reader may not receive)."""
    utiles = [i for i, _c in enumerate(colonnes) if any(ligne[i] for ligne in lignes)]
    Tableau(f, [colonnes[i] for i in utiles]).dessiner([[x[i] for i in utiles] for x in lignes])


def section_foyer(f: Feuillet, fiche: FicheMenage, pour: Destinataire) -> None:
    """Who lives there."""
    n = len(fiche.personnes)
    section(f, ngettext("Le foyer : {n} personne", "Le foyer : {n} personnes", n).format(n=n))
    if not fiche.personnes:
        paragraphe(f, _("Aucune personne notée : à compléter à la prochaine visite."))
    lignes = [
        (
            p.nom_complet,
            dire(p.lien) or (_("titulaire") if p.titulaire else ""),
            annees(p.age_ans),
            telephones(p),
            _a_savoir(p),
        )
        for p in fiche.personnes
    ]
    colonnes = (
        Colonne("", 2.0, grasse=True),
        Colonne("", 1.2),
        Colonne("", fixe=f.style.corps * 4.4),
        Colonne("", fixe=f.style.corps * 9.2),
        Colonne("", 1.7),
    )
    tableau(f, colonnes, lignes)
    if parties := parties_en_mots(fiche):
        paragraphe(f, parties)
    m = fiche.menage
    declares = m.nb_occupants or 0
    paires(
        f,
        [
            (_("Statut"), majuscule(dire(m.statut))),
            (_("Contrat"), m.numero_contrat or ""),
            (_("Entrée"), le(m.date_entree) if m.date_entree else ""),
            (_("Ayant droit ANGDM"), _("oui") if m.ayant_droit else ""),
            (_("Occupants déclarés"), nombre(declares) if declares > n else ""),
            (_("Langues"), m.langue or ""),
            (_("Pour joindre"), m.contact_prefere or ""),
            (_("Suivi"), _suivi(fiche)),
            (_("Témoin"), _temoin(fiche)),
        ],
    )
    if peut_lire(ConsentementFiche, pour):
        accords = [accord(c) for c in fiche.consentements]
        texte = " ; ".join(accords) or _("aucun recueilli, à demander")
        paragraphe(f, _("Accords de partage : {accords}.").format(accords=texte))


def _suivi(fiche: FicheMenage) -> str:
    """ "clos le 24/11/2026 (parcours terminé)"; "" while it is open."""
    derniere = next((c for c in fiche.clotures if c.rouvert_le is None), None)
    if derniere is not None:
        return _("clos le {date} ({motif})").format(
            date=date_courte(derniere.le), motif=dire(derniere.motif)
        )
    return _("clos") if fiche.menage.suivi == "clos" else ""


def _temoin(fiche: FicheMenage) -> str:
    debout = [t for t in fiche.temoignages if t.retire_le is None]
    if not debout:
        return ""
    dit = _("oui, depuis le {date}").format(date=date_courte(debout[0].accord_le))
    return ", ".join(x for x in (dit, debout[0].modalite) if x)


def accord(c: ConsentementFiche) -> str:
    """An agreement in words: "bailleur, oui le 12/03/2026"."""
    qui = dire(c.partenaire)
    if c.retire_le is not None:
        return _("{qui}, retiré le {date}").format(qui=qui, date=date_courte(c.retire_le))
    date = date_courte(c.donne_le)
    if c.accorde:
        return _("{qui}, oui le {date}").format(qui=qui, date=date)
    return _("{qui}, non le {date}").format(qui=qui, date=date)


def _a_savoir(p: PersonneFiche) -> str:
    information = (
        dire(p.information) if p.information in (Information.RENDEZ_VOUS, Information.RIEN) else ""
    )
    morceaux = (information, p.information_precision, p.contact_prefere, p.langue, p.courriel)
    return ", ".join(m for m in morceaux if m)


def section_logement(f: Feuillet, fiche: FicheMenage) -> None:
    """The home: what it is, what it costs."""
    section(f, _("Le logement"))
    if fiche.foyer is None:
        paragraphe(f, _("Aucun logement rattaché : à préciser avec le bailleur."))
        return
    m = fiche.menage
    paires(
        f,
        [
            *_logement(fiche.foyer),
            (_("Loyer"), euros(m.loyer) if m.loyer is not None else ""),
            (_("Charges"), euros(m.charges) if m.charges is not None else ""),
            (_("APL"), euros(m.apl) if m.apl is not None else ""),
            (_("Connu le"), date_courte(m.loyer_date) if m.loyer_date else ""),
        ],
    )


def _logement(logement: LogementFiche) -> list[tuple[str, str]]:
    pieces = logement.nb_pieces
    taille = [
        logement.typologie or "",
        ngettext("{n} pièce", "{n} pièces", pieces).format(n=pieces) if pieces else "",
        _("{surface} m²").format(surface=nombre(logement.surface)) if logement.surface else "",
    ]
    plus = [
        _("de plain-pied") if logement.plain_pied else "",
        _("jardin") if logement.jardin else "",
        logement.dependances or "",
    ]
    avant = "/".join(c for c in (logement.dpe_avant, logement.ges_avant) if c)
    apres = "/".join(c for c in (logement.dpe_apres, logement.ges_apres) if c)
    return [
        (_("Taille"), ", ".join(t for t in taille if t)),
        (_("Construit en"), str(logement.annee) if logement.annee else ""),
        (_("DPE avant"), avant),
        (_("DPE après"), apres),
        (_("En plus"), ", ".join(p for p in plus if p)),
    ]


def phrase_souhait(souhait: SouhaitFiche) -> str:
    """ "revenir dans son logement (12/03/2026) : près de sa sœur"."""
    texte = dire(souhait.code)
    if souhait.exprime_le:
        texte = f"{texte} ({date_courte(souhait.exprime_le)})"
    return f"{texte} : {souhait.precision}" if souhait.precision else texte


def section_besoins(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """What they need, open needs first."""
    if not fiche.besoins:
        return
    section(f, _("Besoins"), suite=4)
    tries = sorted(fiche.besoins, key=lambda b: b.repondu_le is not None)
    lignes = []
    for b in tries:
        quoi = majuscule(mots.besoin(b.code))
        reponse = _("en attente")
        if b.repondu_le is not None:
            reponse = _("répondu le {date}").format(date=date_courte(b.repondu_le))
        if b.reponse:
            reponse = f"{reponse} : {b.reponse}"
        lignes.append(
            (f"{quoi} : {b.precision}" if b.precision else quoi, date_courte(b.ouvert_le), reponse)
        )
    date = Colonne(_("Depuis"), fixe=f.style.corps * 6.6)
    tableau(f, (Colonne(_("Besoin"), 2), date, Colonne(_("Réponse"), 1.6)), lignes)


def section_taches(f: Feuillet, fiche: FicheMenage) -> None:
    """What the team has to do, then what it did lately."""
    if not fiche.taches:
        return
    section(f, _("À faire par l’équipe"), suite=4)
    a_faire = [t for t in fiche.taches if t.faite_le is None]
    faites = [t for t in fiche.taches if t.faite_le is not None][:_RECENTS]
    lignes = [
        (
            "☐" if t.faite_le is None else "☑",
            t.titre,
            le(t.pour_le),
            t.affectee_a or "",
            _("fait le {date}").format(date=date_courte(t.faite_le)) if t.faite_le else "",
        )
        for t in (*sorted(a_faire, key=lambda t: (t.pour_le is None, t.pour_le)), *faites)
    ]
    colonnes = (
        Colonne("", fixe=f.style.corps * 2),
        Colonne(_("Quoi"), 2.4),
        Colonne(_("Pour le"), fixe=f.style.corps * 6.6),
        Colonne(_("Par"), 1),
        Colonne("", 1),
    )
    tableau(f, colonnes, lignes)


def section_reclamations(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """Complaints and where they stand."""
    if not fiche.reclamations:
        return
    section(f, _("Réclamations"), suite=4)
    lignes = []
    for r in fiche.reclamations:
        etat = dire(r.etat)
        if r.etat_le is not None:
            etat = _("{etat} depuis le {date}").format(etat=etat, date=date_courte(r.etat_le))
        quoi = mots.reclamation(r.categorie)
        quoi = f"{quoi} : {r.description}" if r.description else quoi
        lignes.append((r.reference, quoi, date_courte(r.ouverte_le), etat))
    colonnes = (
        Colonne(_("N°"), fixe=f.style.corps * 6, grasse=True),
        Colonne(_("Quoi"), 2.4),
        Colonne(_("Reçue le"), fixe=f.style.corps * 6.6),
        Colonne(_("État"), 1.2),
    )
    tableau(f, colonnes, lignes)


def rien_de_note(fiche: FicheMenage, pour: Destinataire) -> str:
    """One line naming the sections left out because nobody noted anything, or ""."""
    vides = [
        nom
        for nom, type_, lignes in (
            (_("ressentis"), RessentiFiche, fiche.ressentis),
            (_("besoins"), BesoinFiche, fiche.besoins),
            (_("promesses"), EngagementFiche, fiche.engagements),
            (_("tâches"), TacheFiche, fiche.taches),
            (_("réclamations"), ReclamationFiche, fiche.reclamations),
        )
        if not lignes and peut_lire(type_, pour)
    ]
    return _("Rien de noté pour l’instant : {quoi}.").format(quoi=", ".join(vides)) if vides else ""
