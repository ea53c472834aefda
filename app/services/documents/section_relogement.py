"""Rehousing on paper: where the household goes, what it needs, its offers, its moves."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, heure
from app.core.i18n import jour as jour_court
from app.domain.accompagnement import CodeEtape
from app.domain.budget import Budget
from app.domain.demenagements import Creneau, EtatDemenagement, SensDemenagement
from app.domain.partage import Destinataire
from app.domain.propositions import COMPTEES
from app.domain.relogements import ReponseProposition
from app.services.documents import phrases_relogement as mots
from app.services.documents.blocs import Colonne, paires, paragraphe, section
from app.services.documents.page import Feuillet
from app.services.documents.partage import est_permis
from app.services.documents.sections import tableau
from app.services.documents.vocabulaire import dire, majuscule
from db.queries.fiche_modele import FicheMenage
from db.queries.relogement import (
    DemenagementFiche,
    IndisponibiliteFiche,
    LienFiche,
    PropositionFiche,
)

_PLACE = 7  # lines the titles and a first offer take
_A_VENIR = (EtatDemenagement.PREVU, EtatDemenagement.CONFIRME)
_SENS = MappingProxyType(
    {
        SensDemenagement.ALLER: N_("votre déménagement vers le logement provisoire"),
        SensDemenagement.RETOUR: N_("votre retour dans votre logement"),
        SensDemenagement.DEFINITIF: N_("votre déménagement vers votre nouveau logement"),
    }
)
_ETAPES = MappingProxyType(
    {
        SensDemenagement.ALLER: CodeEtape.DEMENAGEMENT_ALLER.value,
        SensDemenagement.RETOUR: CodeEtape.DEMENAGEMENT_RETOUR.value,
    }
)


def section_relogement(f: Feuillet, fiche: FicheMenage, pour: Destinataire) -> None:
    """Everything this reader may know of the rehousing; nothing known, no section."""
    besoins = mots.besoins(fiche.besoins_relogement)
    if not (
        fiche.trajectoires or besoins or fiche.indisponibilites or fiche.liens
        or fiche.propositions or fiche.demenagements
    ):  # fmt: skip
        return
    section(f, _("Relogement"), suite=3)
    paires(
        f,
        [
            (_("Trajectoire"), _trajectoire(fiche)),
            (_("Besoins"), majuscule(", ".join(besoins))),
            (_("Dates à éviter"), " ; ".join(periode(i) for i in fiche.indisponibilites)),
            (_("À garder près de"), " ; ".join(x for x in map(_lien, fiche.liens) if x)),
        ],
        colonnes=1,
    )
    _demenagements(f, fiche)
    _propositions(f, fiche, pour)


def _trajectoire(fiche: FicheMenage) -> str:
    """ "un autre logement de la cité, décidé le 02/11/2026 (école)"."""
    if not fiche.trajectoires:
        return ""
    derniere = fiche.trajectoires[0]
    dit = _("{quoi}, décidé le {jour}").format(
        quoi=dire(derniere.code), jour=date_courte(derniere.le)
    )
    return majuscule(f"{dit} ({derniere.motif})" if derniere.motif else dit)


def periode(i: IndisponibiliteFiche) -> str:
    """ "du 20/12/2026 au 03/01/2027 (chez son fils)", "le 02/12/2026"."""
    if i.du == i.au:
        dit = _("le {jour}").format(jour=date_courte(i.du))
    else:
        dit = _("du {du} au {au}").format(du=date_courte(i.du), au=date_courte(i.au))
    return f"{dit} ({i.motif})" if i.motif else dit


def _lien(lien: LienFiche) -> str:
    """ "Benali Karim (entraide, garde les enfants)"; nothing for who may not know the link."""
    detail = ", ".join(x for x in (dire(lien.nature), lien.precision) if x)
    return f"{lien.menage} ({detail})" if detail else ""


def _demenagements(f: Feuillet, fiche: FicheMenage) -> None:
    if not fiche.demenagements:
        return
    lignes = []
    for d in fiche.demenagements:
        quand, ou, etat = mots.demenagement(d)
        qui = d.equipe or ""
        lignes.append((quand, majuscule(dire(d.sens)), ou, qui, etat))
    colonnes = (
        Colonne(_("Jour"), fixe=f.style.corps * 8),
        Colonne(_("Déménagement"), 1.6),
        Colonne(_("Où"), 2),
        Colonne(_("Équipe"), 1),
        Colonne(_("État"), 1),
    )
    tableau(f, colonnes, lignes)


def _propositions(f: Feuillet, fiche: FicheMenage, pour: Destinataire) -> None:
    if not fiche.propositions:
        return
    # What a reader may not know is not said to be missing.
    avec_apl = est_permis(PropositionFiche, "apl", pour)
    lignes = []
    for p in fiche.propositions:
        budget = Budget(p.loyer, p.charges, p.apl)
        dire_cout = mots.reste_a_charge if avec_apl else mots.loyer_et_charges
        cout = dire_cout(budget) if _chiffree(p) else ""
        lignes.append(
            (
                " · ".join(x for x in (p.adresse, mots.bien(p)) if x),
                majuscule(mots.jours_de(p, fiche.jour)),
                cout,
                mots.reponse(p, fiche.jour),
            )
        )
    colonnes = (
        Colonne(_("Logement proposé"), 1.6, grasse=True),
        Colonne(_("Quand"), 1.3),
        Colonne(
            _("Reste à charge (loyer + charges − APL)") if avec_apl else _("Loyer + charges"), 1.5
        ),
        Colonne(_("Réponse"), 1.4),
    )
    f.place(f.style.pas * _PLACE)  # the titles of the columns never stay alone
    tableau(f, colonnes, lignes)


def _chiffree(p: PropositionFiche) -> bool:
    """Whether this reader knows any amount of that offer."""
    return any(montant is not None for montant in (p.loyer, p.charges, p.apl))


def propositions_du_menage(f: Feuillet, fiche: FicheMenage) -> None:
    """For the household itself: what it was offered and what it answered."""
    offres = [p for p in fiche.propositions if p.reponse in COMPTEES]
    if not offres:
        return
    section(f, _("Les logements que nous vous avons proposés"))
    for p in offres:
        paragraphe(f, f"• {_offre_du_menage(p)}", apres=0.12)


def _offre_du_menage(p: PropositionFiche) -> str:
    ou = ", ".join(x for x in (p.adresse, p.typologie) if x)
    le = date_courte(p.proposee_le)
    if p.reponse is ReponseProposition.EN_ATTENTE:
        return _("{logement}, proposé le {jour} : nous attendons votre réponse.").format(
            logement=ou, jour=le
        )
    return _("{logement}, proposé le {jour} : votre réponse, {reponse}.").format(
        logement=ou, jour=le, reponse=dire(p.reponse)
    )


def demenagements_prevus(fiche: FicheMenage) -> list[tuple[date, str, str]]:
    """Moves to come, in the words of who will move: day, when, what."""
    return [
        (d.jour, _quand(d), _("{quoi} : {lieu}").format(quoi=_(_SENS[d.sens]), lieu=d.vers))
        for d in fiche.demenagements
        if d.etat in _A_VENIR and d.jour >= fiche.jour
    ]


def etapes_dites(fiche: FicheMenage) -> frozenset[str]:
    """Milestones a move to come already tells."""
    return frozenset(
        _ETAPES[d.sens]
        for d in fiche.demenagements
        if d.etat in _A_VENIR and d.jour >= fiche.jour and d.sens in _ETAPES
    )


def _quand(d: DemenagementFiche) -> str:
    """ "mer. 2 déc. 2026, matin, 8:30"."""
    creneau = "" if d.creneau is Creneau.JOURNEE else dire(d.creneau)
    a = heure(d.heure) if d.heure else ""
    return ", ".join(x for x in (jour_court(d.jour, annee=True), creneau, a) if x)
