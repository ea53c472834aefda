"""The sheet a household keeps: large print, plain words, what is planned, promised, whom to call.

No narrative is printed here, even one the bailleur may read: it may speak of somebody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from app.core.i18n import N_, _, date_courte, euros, heure
from app.core.i18n import jour as jour_court
from app.domain.accompagnement import CodeEtape, CodeSouhait, EtatEngagement
from app.domain.menages import Lien, Phase
from app.domain.partage import Destinataire
from app.domain.pratiques import EtatPratique
from app.domain.reclamations import FINIES
from app.services.documents.blocs import paires, paragraphe, section
from app.services.documents.courbe import dessiner_courbe
from app.services.documents.entete import adresse_de, barre_phase, nom_en_grand, reserver_la_carte
from app.services.documents.page import Feuillet
from app.services.documents.section_apres import apres_du_menage
from app.services.documents.section_attachements import section_attachements
from app.services.documents.section_relogement import (
    demenagements_prevus,
    etapes_dites,
    propositions_du_menage,
)
from app.services.documents.sections_enquete import section_enquete_du_menage
from app.services.documents.vocabulaire import Libelles, annees, dire, etape, majuscule
from app.services.enquetes.resume import ResumeEnquete
from db.queries.fiche_modele import FicheMenage, PersonneFiche
from db.queries.fiche_suivi import ConsentementFiche, EngagementFiche
from db.queries.fil_modele import EntreeFil, VisiteFil

_DERNIERS = 6
_SOUHAITS = MappingProxyType(
    {
        CodeSouhait.RETOUR: N_("revenir dans votre logement"),
        CodeSouhait.AUTRE_CITE: N_("un autre logement de la cité"),
        CodeSouhait.AILLEURS: N_("partir ailleurs"),
        CodeSouhait.NE_SAIT_PAS: N_("vous ne savez pas encore"),
    }
)
_ETAPES = MappingProxyType(
    {
        CodeEtape.ENQUETE.value: N_("Visite chez vous pour l’enquête sociale"),
        CodeEtape.AVIS_TRAVAUX.value: N_("Courrier qui annonce les travaux"),
        CodeEtape.DEMENAGEMENT_ALLER.value: N_("Votre déménagement vers le logement provisoire"),
        CodeEtape.RECEPTION.value: N_("Fin des travaux de votre logement"),
        CodeEtape.DEMENAGEMENT_RETOUR.value: N_("Votre retour dans votre logement"),
        CodeEtape.PRISE_EN_MAIN.value: N_("Visite pour découvrir votre logement rénové"),
    }
)


def composer_pour_le_menage(
    f: Feuillet,
    fiche: FicheMenage,
    fil: tuple[EntreeFil, ...],
    mots: Libelles,
    vignettes: Mapping[UUID, bytes],
    enquete: ResumeEnquete | None = None,
) -> None:
    """Fill the pages of the household's own sheet."""
    placer_la_carte = reserver_la_carte(f, fiche, Destinataire.MENAGE, mots)
    nom_en_grand(f, fiche.menage.nom)
    adresse = adresse_de(fiche.foyer)
    if adresse:
        paragraphe(f, adresse, apres=0.1)
    if fiche.actuel is not None:
        texte = _("En ce moment, vous vivez : {adresse}.").format(adresse=adresse_de(fiche.actuel))
        paragraphe(f, texte, police=f.style.grasse, apres=0.1)
    f.y -= f.style.pas * 0.2
    barre_phase(f, fiche.phase)
    paragraphe(f, _moment(fiche.phase), apres=0.1)
    _prevu(f, fiche)
    _change(f, fiche)
    _promis(f, fiche)
    _propose(f, fiche, mots)
    propositions_du_menage(f, fiche)
    section_attachements(f, fiche.attachements, vignettes, Destinataire.MENAGE)
    _signale(f, fiche, mots)
    apres_du_menage(f, fiche, mots, lambda marque, texte: _point(f, marque, texte))
    _dit(f, fiche, mots)
    section_enquete_du_menage(f, enquete)
    _note(f, fiche)
    _echanges(f, fil, mots)
    section(f, _("Vos droits"))
    paragraphe(
        f,
        _(
            "Vous pouvez demander à voir tout ce que nous notons sur votre foyer, le faire "
            "corriger, et retirer à tout moment votre accord de partage. Dites-le à la permanence."
        ),
    )
    placer_la_carte()


def _moment(phase: Phase) -> str:
    return {
        Phase.AVANT: _("Les travaux de votre logement n’ont pas encore commencé."),
        Phase.PENDANT: _("Les travaux de votre logement sont en cours."),
        Phase.APRES: _("Les travaux sont faits : vous êtes installé·e dans votre logement."),
    }[phase]


def _point(f: Feuillet, marque: str, texte: str) -> None:
    """One line of a list, its mark in the margin."""
    style = f.style
    retrait = style.corps * 1.5
    f.place(style.pas)
    f.mot(f.gauche, f.y - style.corps, marque, style.normale)
    paragraphe(f, texte, retrait=retrait, apres=0.12)


def _prevu(f: Feuillet, fiche: FicheMenage) -> None:
    prevus = [
        (
            r.jour,
            f"{jour_court(r.jour)}{f' {heure(r.heure)}' if r.heure else ''}",
            ", ".join(x for x in (r.objet, r.lieu) if x),
        )
        for r in fiche.rendez_vous
        if r.annule_le is None and r.jour >= fiche.jour
    ]
    dites = etapes_dites(fiche)
    prevus += [
        (e.prevue_le, jour_court(e.prevue_le, annee=True), _etape(e.code))
        for e in fiche.etapes
        if e.prevue_le is not None and e.faite_le is None and e.code not in dites
    ]
    prevus += demenagements_prevus(fiche)
    section(f, _("Ce qui est prévu pour vous"))
    if not prevus:
        paragraphe(
            f, _("Aucune date n’est fixée. Nous vous préviendrons dès que nous en aurons une.")
        )
    for _jour, quand, quoi in sorted(prevus):
        _point(f, "▶", _("{quand} : {quoi}").format(quand=majuscule(quand), quoi=quoi))


def _etape(code: str) -> str:
    return _(_ETAPES[code]) if code in _ETAPES else majuscule(etape(code))


def _promis(f: Feuillet, fiche: FicheMenage) -> None:
    en_cours = [e for e in fiche.engagements if e.etat is EtatEngagement.A_TENIR]
    section(f, _("Ce que nous vous avons promis"))
    if not en_cours:
        paragraphe(f, _("Nous n’avons pas de promesse en attente envers vous."))
    for e in en_cours:
        _point(f, "▢", _promesse(e, fiche))


def _promesse(e: EngagementFiche, fiche: FicheMenage) -> str:
    texte = majuscule(e.texte)
    if e.pour_le is None:
        return texte
    if e.pour_le < fiche.jour:
        return _("{quoi}. C’était prévu pour le {date} : nous sommes en retard.").format(
            quoi=texte.rstrip("."), date=date_courte(e.pour_le)
        )
    return _("{quoi}, au plus tard le {quand}").format(quoi=texte, quand=jour_court(e.pour_le))


def _change(f: Feuillet, fiche: FicheMenage) -> None:
    """What moved, told already or told by this very sheet."""
    if not fiche.annonces:
        return
    section(f, _("Ce qui a changé pour vous"))
    for a in fiche.annonces[:_DERNIERS]:
        for ligne in a.objet.splitlines():
            _point(f, "▶", ligne)


def _propose(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    """Practices offered, accepted, done or declined: the latest word for each."""
    derniers = {p.code: p for p in reversed(fiche.pratiques)}
    dits = [p for p in derniers.values() if p.etat is not EtatPratique.SANS_OBJET]
    if not dits:
        return
    section(f, _("Ce que nous vous avons proposé"))
    for p in dits:
        marque = "☑" if p.etat is EtatPratique.FAITE else "▢"
        texte = _("{quoi} ({etat} le {date})").format(
            quoi=majuscule(mots.pratique(p.code)), etat=dire(p.etat), date=date_courte(p.le)
        )
        _point(f, marque, texte)


def _signale(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    ouvertes = [r for r in fiche.reclamations if r.etat not in FINIES]
    if not ouvertes:
        return
    section(f, _("Ce que vous avez signalé"))
    for r in ouvertes:
        quoi = mots.reclamation(r.categorie)
        quoi = f"{quoi} : {r.description}" if r.description else quoi
        texte = _("{quoi}. Dossier {reference}, reçu le {date} : {etat}.").format(
            quoi=quoi.rstrip("."),
            reference=r.reference,
            date=date_courte(r.ouverte_le),
            etat=dire(r.etat),
        )
        _point(f, "▢", texte)


def _dit(f: Feuillet, fiche: FicheMenage, mots: Libelles) -> None:
    dits = []
    if fiche.souhaits:
        souhait = fiche.souhaits[0]
        texte = _("Votre souhait : {souhait}").format(souhait=_(_SOUHAITS[souhait.code]))
        dits.append(f"{texte}, {souhait.precision}" if souhait.precision else texte)
    for b in fiche.besoins:
        quoi = majuscule(mots.besoin(b.code))
        if b.reponse:
            quoi = _("{quoi}. Notre réponse : {reponse}").format(quoi=quoi, reponse=b.reponse)
        dits.append(quoi)
    ressentis = list(dict.fromkeys(mots.ressenti(r.code) for r in fiche.ressentis[:4]))
    if ressentis:
        dits.append(_("Votre ressenti : {quoi}").format(quoi=", ".join(ressentis)))
    if not dits:
        return
    section(f, _("Ce que vous nous avez dit"))
    for texte in dits:
        _point(f, "•", texte)
    dessiner_courbe(
        f, fiche.ressentis, fiche.faits, mots, jour=fiche.jour, sejours=fiche.occupations
    )


def _note(f: Feuillet, fiche: FicheMenage) -> None:
    m = fiche.menage
    section(f, _("Ce que nous avons noté sur votre foyer"))
    for p in fiche.personnes:
        detail = ", ".join(x for x in (_lien(p), annees(p.age_ans)) if x)
        _point(f, "•", f"{p.nom_complet} ({detail})" if detail else p.nom_complet)
    paires(
        f,
        [
            (_("Loyer"), euros(m.loyer) if m.loyer is not None else ""),
            (_("Charges"), euros(m.charges) if m.charges is not None else ""),
            (_("APL"), euros(m.apl) if m.apl is not None else ""),
            (_("Ressources par mois"), euros(m.ressources) if m.ressources is not None else ""),
            (_("Pour vous joindre"), m.contact_prefere or ""),
        ],
        colonnes=1,
    )
    for c in fiche.consentements:
        _point(f, "•", _accord(c))
    paragraphe(f, _("Si quelque chose est faux, dites-le-nous : nous le corrigerons."), apres=0.1)


def _lien(p: PersonneFiche) -> str:
    return "" if p.lien is Lien.AUTRE else dire(p.lien)


def _echanges(f: Feuillet, fil: tuple[EntreeFil, ...], mots: Libelles) -> None:
    visites = [e.contenu for e in fil if isinstance(e.contenu, VisiteFil)][:_DERNIERS]
    if not visites:
        return
    section(f, _("Nos derniers échanges"))
    for v in visites:
        motifs = ", ".join(mots.motif(code) for code in v.motifs)
        quoi = f"{dire(v.canal)}, {motifs}" if motifs else dire(v.canal)
        _point(
            f,
            "•",
            _("{quand} : {quoi}").format(
                quand=majuscule(jour_court(v.jour, annee=True)), quoi=quoi
            ),
        )


def _accord(c: ConsentementFiche) -> str:
    """An agreement in the words of the person who gave it."""
    partenaire = dire(c.partenaire)
    if c.retire_le is not None:
        texte = _("Le {date}, vous avez retiré votre accord de partage avec : {partenaire}.")
        return texte.format(date=date_courte(c.retire_le), partenaire=partenaire)
    texte = (
        _("Le {date}, vous avez accepté le partage de votre suivi avec : {partenaire}.")
        if c.accorde
        else _("Le {date}, vous avez refusé le partage de votre suivi avec : {partenaire}.")
    )
    return texte.format(date=date_courte(c.donne_le), partenaire=partenaire)
