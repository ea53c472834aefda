"""The words of the paper: codes said as a neighbour would say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, heure, langue, ngettext
from app.domain.accompagnement import (
    Canal,
    CodeEtape,
    CodeSouhait,
    EtatEngagement,
    EtatPermanence,
    FamilleBesoin,
    NatureNote,
    Partenaire,
)
from app.domain.attachements import (
    AccordPhoto,
    Decision,
    EtatAttachement,
    NatureAttachement,
)
from app.domain.catalogues import Catalogue, Catalogues
from app.domain.clotures import MotifCloture
from app.domain.engagements import RaisonReport
from app.domain.enquetes.campagnes import EtatEnquete, EtatSuivi, MomentCampagne, MotifRefus
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Civilite, Information, Lien, Phase, Role, StatutMenage, Suivi
from app.domain.parcours_modele import GenreElement
from app.domain.partage import Destinataire, Partage
from app.domain.pratiques import EtatPratique
from app.domain.reclamations import EtatReclamation
from app.domain.temoins import EtatRencontre
from app.services.documents import mots_apres, mots_envois, mots_reclamations, mots_relogement

# Pairs, not a mapping by member: members of two enums with the same value are equal.
_PAIRES: tuple[tuple[StrEnum, str], ...] = (
    (Phase.AVANT, N_("avant les travaux")),
    (Phase.PENDANT, N_("pendant les travaux")),
    (Phase.APRES, N_("après les travaux")),
    (Canal.PERMANENCE, N_("permanence")),
    (Canal.DOMICILE, N_("visite à domicile")),
    (Canal.TELEPHONE, N_("téléphone")),
    (Canal.COURRIER, N_("courrier")),
    (Canal.COURRIEL, N_("courriel")),
    (Canal.PORTE_A_PORTE, N_("porte-à-porte")),
    (Canal.COLLECTIF, N_("rencontre collective")),
    (CodeEtape.ENQUETE, N_("enquête sociale")),
    (CodeEtape.LOGEMENT_TEMOIN, N_("visite du logement témoin")),
    (CodeEtape.AVIS_TRAVAUX, N_("avis de travaux")),
    (CodeEtape.DEMENAGEMENT_ALLER, N_("départ vers le logement provisoire")),
    (CodeEtape.RECEPTION, N_("réception des travaux")),
    (CodeEtape.DEMENAGEMENT_RETOUR, N_("retour dans le logement")),
    (CodeEtape.PRISE_EN_MAIN, N_("prise en main du logement")),
    (CodeSouhait.RETOUR, N_("revenir dans son logement")),
    (CodeSouhait.AUTRE_CITE, N_("un autre logement de la cité")),
    (CodeSouhait.AILLEURS, N_("partir ailleurs")),
    (CodeSouhait.NE_SAIT_PAS, N_("ne sait pas encore")),
    (EtatEngagement.A_TENIR, N_("à tenir")),
    (EtatEngagement.TENU, N_("tenu")),
    (EtatEngagement.DEPLACE, N_("déplacé")),
    (EtatEngagement.ROMPU, N_("non tenu")),
    (EtatReclamation.RECUE, N_("reçue")),
    (EtatReclamation.QUALIFIEE, N_("qualifiée")),
    (EtatReclamation.TRANSMISE, N_("transmise")),
    (EtatReclamation.PLANIFIEE, N_("date fixée")),
    (EtatReclamation.FAITE, N_("réparée, à confirmer")),
    (EtatReclamation.CONFIRMEE, N_("réparée, confirmée par le ménage")),
    (EtatReclamation.CONTESTEE, N_("contestée")),
    (EtatReclamation.CLOSE, N_("close sans confirmation")),
    (EtatReclamation.REJETEE, N_("non retenue")),
    (NatureNote.VISITE, N_("visite")),
    (NatureNote.OBSERVATION, N_("observation")),
    (NatureNote.SUITE, N_("suite à donner")),
    (NatureNote.PASSATION, N_("passation")),
    (NatureNote.IMPORT, N_("repris d’un ancien fichier")),
    (NatureOccupation.ORIGINE, N_("logement d’origine")),
    (NatureOccupation.TIROIR, N_("logement provisoire")),
    (NatureOccupation.DEFINITIF, N_("logement définitif")),
    (Lien.TITULAIRE, N_("titulaire")),
    (Lien.COTITULAIRE, N_("cotitulaire")),
    (Lien.CONJOINT, N_("conjoint·e")),
    (Lien.ENFANT, N_("enfant")),
    (Lien.ASCENDANT, N_("parent, grand-parent")),
    (Lien.FRATRIE, N_("frère ou sœur")),
    (Lien.HEBERGE, N_("hébergé·e")),
    (Lien.AUTRE, N_("autre")),
    (Role.MEDIATRICE, N_("médiatrice")),
    (Role.PILOTE, N_("pilote social")),
    (Role.COORDINATION, N_("coordination")),
    (Role.AUTRE, N_("équipe")),
    (StatutMenage.LOCATAIRE, N_("locataire")),
    (StatutMenage.PROPRIETAIRE, N_("propriétaire")),
    (StatutMenage.HEBERGE, N_("hébergé")),
    (StatutMenage.AUTRE, N_("autre")),
    (Information.TOUT, N_("tout peut lui être dit")),
    (Information.RENDEZ_VOUS, N_("rendez-vous seulement")),
    (Information.RIEN, N_("ne rien lui dire")),
    (Civilite.MADAME, N_("Madame")),
    (Civilite.MONSIEUR, N_("Monsieur")),
    (Suivi.OUVERT, N_("suivi en cours")),
    (Suivi.CLOS, N_("suivi clos")),
    (FamilleBesoin.ACCOMPAGNEMENT, N_("accompagnement")),
    (FamilleBesoin.LOGEMENT, N_("logement")),
    (Partage.EQUIPE, N_("l’équipe")),
    (Partage.BAILLEUR, N_("l’équipe et le bailleur")),
    (Partage.CONFIDENTIEL, N_("confidentiel")),
    (EtatLogement.OCCUPE, N_("occupé")),
    (EtatLogement.VACANT, N_("vacant")),
    (EtatLogement.TIROIR, N_("logement provisoire")),
    (EtatLogement.EN_TRAVAUX, N_("en travaux")),
    (EtatLogement.VENDU, N_("vendu")),
    (EtatLogement.A_DEMOLIR, N_("à démolir")),
    (Partenaire.BAILLEUR, N_("bailleur")),
    (Partenaire.COMMUNE, N_("commune")),
    (Partenaire.SERVICES_SOCIAUX, N_("services sociaux")),
    (Partenaire.ENTREPRISES, N_("entreprises")),
    (Partenaire.AUTRE, N_("autre partenaire")),
    (EtatRencontre.PROPOSEE, N_("proposée")),
    (EtatRencontre.ACCEPTEE, N_("acceptée")),
    (EtatRencontre.DECLINEE, N_("déclinée")),
    (EtatRencontre.FAITE, N_("faite")),
    (Destinataire.EQUIPE, N_("équipe")),
    (Destinataire.MENAGE, N_("ménage")),
    (Destinataire.BAILLEUR, N_("bailleur")),
    (MotifCloture.PARCOURS_TERMINE, N_("parcours terminé")),
    (MotifCloture.DEPART, N_("départ du ménage")),
    (MotifCloture.SOUHAIT, N_("souhait du ménage")),
    (MotifCloture.DECES, N_("décès")),
    (MotifCloture.AUTRE, N_("autre raison")),
    (RaisonReport.METEO, N_("météo")),
    (RaisonReport.RETARD, N_("retard du chantier")),
    (RaisonReport.TECHNIQUE, N_("imprévu technique")),
    (RaisonReport.AUTRE, N_("autre raison")),
    (EtatPratique.PROPOSEE, N_("proposée")),
    (EtatPratique.ACCEPTEE, N_("acceptée")),
    (EtatPratique.DECLINEE, N_("déclinée")),
    (EtatPratique.FAITE, N_("faite")),
    (EtatPratique.SANS_OBJET, N_("sans objet")),
    (EtatRencontre.PROPOSEE, N_("proposée")),
    (EtatRencontre.ACCEPTEE, N_("acceptée")),
    (EtatRencontre.DECLINEE, N_("déclinée")),
    (EtatRencontre.FAITE, N_("faite")),
    (NatureAttachement.OBJET, N_("objet d’affection")),
    (NatureAttachement.AMENAGEMENT, N_("aménagement fait par le ménage")),
    (Decision.GARDER, N_("à garder")),
    (Decision.ADAPTER, N_("à adapter")),
    (Decision.DEPLACER, N_("à déplacer")),
    (Decision.PHOTOGRAPHIER, N_("à photographier")),
    (Decision.COMPENSER, N_("à compenser")),
    (Decision.PERDU, N_("perdu")),
    (EtatAttachement.A_DECIDER, N_("à décider")),
    (EtatAttachement.A_DIRE, N_("à dire au ménage")),
    (EtatAttachement.DIT, N_("dit au ménage")),
    (AccordPhoto.DOSSIER, N_("le dossier de l’équipe")),
    (AccordPhoto.BAILLEUR, N_("l’équipe et le bailleur")),
    (AccordPhoto.PUBLIC, N_("album et exposition")),
    (EtatPermanence.PREVUE, N_("prévue")),
    (EtatPermanence.OUVERTE, N_("ouverte")),
    (EtatPermanence.CLOSE, N_("close")),
    (EtatPermanence.ANNULEE, N_("annulée")),
    (EtatEnquete.EN_COURS, N_("en cours")),
    (EtatEnquete.TERMINEE, N_("terminée")),
    (EtatEnquete.ABANDONNEE, N_("abandonnée")),
    (EtatSuivi.A_FAIRE, N_("à faire")),
    (EtatSuivi.ABSENT, N_("absent")),
    (EtatSuivi.REFUS, N_("refus")),
    (EtatSuivi.EN_COURS, N_("en cours")),
    (EtatSuivi.FAITE, N_("faite")),
    (MomentCampagne.AVANT, N_("avant les travaux")),
    (MomentCampagne.APRES, N_("après le retour")),
    (MomentCampagne.AUTRE, N_("autre moment")),
    (MotifRefus.PAS_INTERESSE, N_("n’y voit pas d’intérêt")),
    (MotifRefus.VIE_PRIVEE, N_("ne veut pas parler de sa vie privée")),
    (MotifRefus.DEJA_REPONDU, N_("a déjà répondu à d’autres")),
    (MotifRefus.CONFIANCE, N_("n’a pas confiance dans la suite donnée")),
    (MotifRefus.SANTE, N_("n’est pas en état de répondre")),
    (MotifRefus.AUTRE, N_("autre raison")),
    (GenreElement.ETAPE, N_("étape")),
    (GenreElement.PRATIQUE, N_("bonne pratique")),
)
_MOTS = MappingProxyType(
    {
        (type(code), code): mot
        for code, mot in (
            *_PAIRES,
            *mots_relogement.PAIRES,
            *mots_reclamations.PAIRES,
            *mots_apres.PAIRES,
            *mots_envois.PAIRES,
        )
    }
)
SIGNES = {
    EtatAttachement.A_DECIDER: "○",
    EtatAttachement.A_DIRE: "◐",
    EtatAttachement.DIT: "●",
}
FORMES = {Phase.AVANT: "◔", Phase.PENDANT: "◑", Phase.APRES: "●"}


def dire(code: StrEnum | None) -> str:
    """A code in the language spoken now, "" for None."""
    return _(_MOTS[type(code), code]) if code is not None else ""


def majuscule(texte: str) -> str:
    """`texte` with a capital first letter."""
    return texte[:1].upper() + texte[1:]


def etape(code: str, mots: Libelles | None = None) -> str:
    """A milestone in words; one no catalogue knows is shown as it was named."""
    if mots is not None:
        return mots.etape(code)
    return dire(CodeEtape(code)) if code in CodeEtape._value2member_map_ else code.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Libelles:
    """Labels of the catalogues in the language spoken now."""

    catalogues: Catalogues

    def motif(self, code: str) -> str:
        """Why somebody came."""
        return _libelle(self.catalogues.motifs, code)

    def ressenti(self, code: str) -> str:
        """How somebody feels."""
        return _libelle(self.catalogues.ressentis, code)

    def ton(self, code: str) -> str:
        """Whether a feeling is agreable, penible or neutre; "" for a word no catalogue knows."""
        entree = self.catalogues.ressentis.trouver(code)
        return entree.ton if entree else ""

    def besoin(self, code: str) -> str:
        """What somebody needs."""
        return _libelle(self.catalogues.besoins, code)

    def orientation(self, code: str) -> str:
        """To whom somebody was referred."""
        return _libelle(self.catalogues.orientations, code)

    def etape(self, code: str) -> str:
        """A milestone of the journey."""
        connue = self.catalogues.etapes.trouver(code)
        return connue.libelle(langue()) if connue else etape(code)

    def pratique(self, code: str) -> str:
        """A good practice."""
        connue = self.catalogues.pratiques.trouver(code)
        return connue.libelle(langue()) if connue else code.replace("_", " ")

    def point(self, code: str) -> str:
        """A line of the checklist of a move."""
        return _libelle(self.catalogues.demenagement, code)

    def point_montre(self, code: str) -> str:
        """What is shown in a renovated home."""
        return _libelle(self.catalogues.prise_en_main, code)

    def sujet(self, code: str) -> str:
        """What a point of contact answers for."""
        return _libelle(self.catalogues.sujets, code)

    def reclamation(self, code: str) -> str:
        """What a complaint is about."""
        return _libelle(self.catalogues.reclamations, code)

    def lieu(self, code: str) -> str:
        """Where in the home a defect is."""
        return _libelle(self.catalogues.lieux, code)


def _libelle(catalogue: Catalogue, code: str) -> str:
    return catalogue.libelle(code, langue())


def intensite(n: int | None) -> str:
    """A strength from 1 to 5 as shapes and figures: "●●●○○ 3/5"."""
    return f"{'●' * n}{'○' * (5 - n)} {n}/5" if n else ""


def le(jour: date | None) -> str:
    """A day, or a dash when it is not known."""
    return date_courte(jour) if jour else "–"


def heures(debut: time | None, fin: time | None) -> str:
    """ "14:00–17:00", "14:00", or ""."""
    return "–".join(heure(h) for h in (debut, fin) if h)


def retard(pour: date | None, jour: date) -> str:
    """ "en retard de 3 jours", "" when it is not late."""
    if pour is None or pour >= jour:
        return ""
    n = (jour - pour).days
    return ngettext("en retard de {n} jour", "en retard de {n} jours", n).format(n=n)


def annees(n: int | None) -> str:
    """ "42 ans", "" when the age is not known."""
    return "" if n is None else ngettext("{n} an", "{n} ans", n).format(n=n)
