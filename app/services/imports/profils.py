"""The kinds of file we take in, their sheets and their fields.

Field names are those of `db.models` wherever a column exists; the others (a full address, a
whole household in one cell) are taken apart on reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from app.core.i18n import N_


class Profil(StrEnum):
    """Kind of file, as the person chooses it."""

    PARC = "parc"
    LOCATAIRES = "locataires"
    SUIVI = "suivi"
    RETOURS = "retours"
    DATES = "dates"
    LOYERS = "loyers"
    COMMISSIONS = "commissions"


LIBELLES_PROFIL: Mapping[Profil, str] = MappingProxyType(
    {
        Profil.PARC: N_("parc de logements"),
        Profil.LOCATAIRES: N_("liste de locataires"),
        Profil.SUIVI: N_("ancien tableau de suivi"),
        Profil.RETOURS: N_("retour de réclamations"),
        Profil.DATES: N_("dates prévues"),
        Profil.LOYERS: N_("loyers après travaux"),
        Profil.COMMISSIONS: N_("décisions de commission"),
    }
)
IMPORTES = (Profil.PARC, Profil.LOCATAIRES, Profil.SUIVI)
"""What the import takes in itself; the others come back from a bailleur and have their own way."""
LIBELLES_AUTRES: Mapping[str, str] = MappingProxyType(
    {
        "reclamations": N_("retour de réclamations"),
        "formulaire": N_("formulaire d’enquête"),
        "cites": N_("liste de cités"),
    }
)
"""Files we recognise in order to say that they go elsewhere."""


class Genre(StrEnum):
    """Kind of sheet: a follow-up workbook holds two."""

    PARC = "parc"
    LOCATAIRES = "locataires"
    SUIVI = "suivi"
    PASSAGES = "passages"
    RETOURS = "retours"
    DATES = "dates"
    LOYERS = "loyers"
    COMMISSIONS = "commissions"


@dataclass(frozen=True, slots=True)
class Champ:
    """A field a column may feed."""

    nom: str
    libelle: str
    """French source text, to be translated when shown."""
    lecture: str
    """Which converter reads its cells."""
    poids: int = 1
    """How much finding it says that the sheet is of this kind."""


@dataclass(frozen=True, slots=True)
class DefinitionGenre:
    """Fields of a kind of sheet; one field of each `requis` group must be there."""

    genre: Genre
    champs: tuple[str, ...]
    requis: tuple[tuple[str, ...], ...]


CHAMPS: Mapping[str, Champ] = MappingProxyType(
    {
        champ.nom: champ
        for champ in (
            Champ("code_ug", N_("Code UG"), "code", 3),
            Champ("numero_contrat", N_("Numéro de contrat"), "code", 2),
            Champ("civilite", N_("Civilité"), "civilite"),
            Champ("nom", N_("Nom"), "nom", 2),
            Champ("prenom", N_("Prénom"), "prenom", 2),
            Champ("nom_complet", N_("Nom et prénom ensemble"), "nom_complet", 2),
            Champ("prenom_nom", N_("Prénom et nom ensemble"), "prenom_nom", 2),
            Champ("naissance", N_("Date de naissance"), "naissance", 2),
            Champ("age", N_("Âge"), "age"),
            Champ("tel_fixe", N_("Téléphone fixe"), "tel_fixe", 2),
            Champ("tel_mobile", N_("Téléphone portable"), "tel_mobile", 2),
            Champ("telephone", N_("Téléphone (fixe ou portable)"), "telephone"),
            Champ("courriel", N_("Courriel"), "courriel", 2),
            Champ("adresse", N_("Adresse complète"), "adresse"),
            Champ("numero", N_("Numéro dans la voie"), "numero"),
            Champ("repetition", N_("Bis, ter…"), "repetition", 2),
            Champ("type_voie", N_("Type de voie"), "type_voie", 2),
            Champ("nom_voie", N_("Nom de voie"), "nom_voie", 2),
            Champ("voie", N_("Voie"), "voie"),
            Champ("complement", N_("Complément d’adresse"), "texte"),
            Champ("code_postal", N_("Code postal"), "code_postal"),
            Champ("commune", N_("Commune"), "commune"),
            Champ("code_insee", N_("Code de la commune (INSEE)"), "code_insee", 2),
            Champ("cite", N_("Cité"), "texte"),
            Champ("tranche", N_("Tranche"), "texte"),
            Champ("typologie", N_("Typologie"), "typologie"),
            Champ("nb_pieces", N_("Nombre de pièces"), "pieces", 2),
            Champ("surface", N_("Surface habitable (m²)"), "surface"),
            Champ("annee", N_("Année de construction"), "annee", 2),
            Champ("type_construction", N_("Individuel ou collectif"), "construction", 2),
            Champ("conventionne", N_("Conventionné"), "oui_non"),
            Champ("qpv", N_("En quartier prioritaire"), "oui_non", 2),
            Champ("dpe_avant", N_("DPE avant travaux"), "dpe", 2),
            Champ("ges_avant", N_("GES avant travaux"), "dpe", 2),
            Champ("dpe_avant_date", N_("Date du DPE"), "dpe_date", 2),
            Champ("loyer_conventionne", N_("Loyer conventionné (€)"), "loyer"),
            Champ("plain_pied", N_("De plain-pied"), "oui_non"),
            Champ("jardin", N_("Jardin"), "oui_non"),
            Champ("dependances", N_("Dépendances"), "texte"),
            Champ("garage", N_("Garage"), "garage"),
            Champ("chambres", N_("Nombre de chambres"), "chambres", 2),
            Champ("x", N_("X Lambert 93 (m)"), "x", 2),
            Champ("y", N_("Y Lambert 93 (m)"), "y", 2),
            Champ("vacant", N_("Logement vacant (oui ou non)"), "vacant", 2),
            Champ("etat", N_("État du logement"), "etat"),
            Champ("loyer", N_("Loyer (€)"), "loyer", 2),
            Champ("charges", N_("Charges (€)"), "montant", 2),
            Champ("apl", N_("APL (€)"), "montant", 2),
            Champ("date_entree", N_("Date d’entrée"), "date_entree", 2),
            Champ("nb_occupants", N_("Nombre d’occupants"), "occupants", 2),
            Champ("statut", N_("Statut de l’occupant"), "statut"),
            Champ("ayant_droit", N_("Ayant droit ANGDM"), "oui_non"),
            Champ("langue", N_("Langue"), "texte"),
            Champ("observations", N_("Observations"), "remarque"),
            Champ("cotitulaire", N_("Cotitulaire"), "cotitulaire"),
            Champ("cotitulaire_prenom", N_("Prénom du cotitulaire"), "nom_simple"),
            Champ("cotitulaire_naissance", N_("Naissance du cotitulaire"), "naissance_seule"),
            Champ("enquete_le", N_("Enquête sociale faite le"), "date_suivi", 3),
            Champ("souhait", N_("Souhait"), "souhait", 3),
            Champ("tiroir_ug", N_("Logement tiroir (code UG)"), "tiroir", 3),
            Champ("dm_aller_le", N_("Déménagement aller"), "date_suivi", 3),
            Champ("dm_retour_prevu_le", N_("Retour prévu le"), "date_suivi", 3),
            Champ("dm_retour_reel_le", N_("Retour fait le"), "date_suivi", 3),
            Champ("dm_aller_quand", N_("Créneau ou heure de l’aller"), "quand_aller"),
            Champ("dm_retour_quand", N_("Créneau ou heure du retour"), "quand_retour"),
            Champ("demenageurs", N_("Déménageurs"), "texte"),
            Champ("jour", N_("Date du passage"), "date_suivi", 2),
            Champ("qui", N_("Personne reçue"), "qui", 2),
            Champ("motif", N_("Motif"), "texte", 3),
            Champ("suite", N_("Suite donnée"), "texte", 2),
            Champ("canal", N_("Mode de contact"), "texte"),
            Champ("reclamation_ref", N_("Référence de la réclamation"), "code", 3),
            Champ("ref_bailleur", N_("Référence du bailleur"), "code", 2),
            Champ("etat_dit", N_("État dit par le bailleur"), "texte", 3),
            Champ("etat_dit_le", N_("Depuis le (état)"), "date_suivi", 2),
            Champ("etat_connu", N_("État connu avant la réunion"), "texte", 2),
            Champ("decision", N_("Décision de la réunion"), "texte", 3),
            Champ("prestataire", N_("Qui répare"), "texte", 2),
            Champ("commentaire", N_("Commentaire"), "texte_long"),
            Champ("rdv_le", N_("Rendez-vous le"), "date_suivi", 2),
            Champ("rdv_quand", N_("Créneau ou heure du rendez-vous"), "quand_rdv"),
            Champ("identifiant", N_("Identifiant donné dans nos envois"), "code", 2),
            Champ("debut_travaux", N_("Début des travaux"), "date_suivi", 3),
            Champ("fin_travaux", N_("Fin des travaux"), "date_suivi", 3),
            Champ("reception_le", N_("Réception des travaux"), "date_suivi", 3),
            Champ("loyer_apres", N_("Loyer après travaux (€)"), "loyer", 4),
            Champ("charges_apres", N_("Charges après travaux (€)"), "montant", 3),
            Champ("troisieme_ligne", N_("Troisième ligne (€)"), "montant", 4),
            Champ("apl_apres", N_("APL après travaux (€)"), "montant", 3),
            Champ("loyer_le", N_("Loyer depuis le"), "date_suivi", 2),
            Champ("logement_propose", N_("Logement proposé (code UG)"), "code", 3),
            Champ("commission_le", N_("Date de la commission"), "date_suivi", 4),
            Champ("reponse_dite", N_("Décision de la commission"), "texte", 4),
            Champ("reponse_le", N_("Date de la décision"), "date_suivi", 2),
            Champ("motif_dit", N_("Motif du refus"), "texte", 2),
        )
    }
)

_PERSONNE = ("civilite", "nom", "prenom", "nom_complet", "prenom_nom", "naissance", "age",
             "tel_fixe", "tel_mobile", "telephone", "courriel")  # fmt: skip
_LIEU = ("adresse", "numero", "repetition", "type_voie", "nom_voie", "voie", "complement",
         "code_postal", "commune", "cite", "tranche")  # fmt: skip
_BATI = ("typologie", "nb_pieces", "surface", "loyer_conventionne")
_IDENTITE = ("nom", "nom_complet", "prenom_nom")
_QUI = ("identifiant", "code_ug", "numero_contrat", "nom", "prenom", "nom_complet")

GENRES: Mapping[Genre, DefinitionGenre] = MappingProxyType(
    {
        Genre.PARC: DefinitionGenre(
            Genre.PARC,
            ("code_ug", *_LIEU, "code_insee", *_BATI, "annee", "type_construction",
             "conventionne", "qpv", "dpe_avant", "ges_avant", "dpe_avant_date", "plain_pied",
             "jardin", "dependances", "garage", "chambres", "x", "y", "vacant", "etat"),
            (("code_ug",), ("adresse", "nom_voie", "voie", "typologie", "surface", "nb_pieces")),
        ),
        Genre.LOCATAIRES: DefinitionGenre(
            Genre.LOCATAIRES,
            ("code_ug", "numero_contrat", *_PERSONNE, *_LIEU, *_BATI, "loyer", "charges", "apl",
             "date_entree", "nb_occupants", "statut", "ayant_droit", "langue", "observations",
             "cotitulaire", "cotitulaire_prenom", "cotitulaire_naissance"),
            (_IDENTITE, ("code_ug", "numero_contrat", "adresse", "nom_voie", "voie")),
        ),
        Genre.SUIVI: DefinitionGenre(
            Genre.SUIVI,
            ("code_ug", *_PERSONNE, *_LIEU, "enquete_le", "souhait", "tiroir_ug", "dm_aller_le",
             "dm_retour_prevu_le", "dm_retour_reel_le", "dm_aller_quand", "dm_retour_quand",
             "demenageurs", "langue", "observations"),
            (
                (*_IDENTITE, "code_ug"),
                ("enquete_le", "souhait", "tiroir_ug", "dm_aller_le", "dm_retour_prevu_le",
                 "dm_retour_reel_le"),
            ),
        ),
        Genre.PASSAGES: DefinitionGenre(
            Genre.PASSAGES,
            ("jour", "qui", "code_ug", "motif", "suite", "canal", "observations"),
            (("jour",), ("motif", "suite")),
        ),
        Genre.RETOURS: DefinitionGenre(
            Genre.RETOURS,
            ("reclamation_ref", "ref_bailleur", "code_ug", "etat_dit", "etat_dit_le", "etat_connu",
             "decision", "prestataire", "commentaire", "rdv_le", "rdv_quand"),
            (
                ("reclamation_ref", "ref_bailleur"),
                ("etat_dit", "decision", "rdv_le", "commentaire"),
            ),
        ),
        Genre.DATES: DefinitionGenre(
            Genre.DATES,
            (*_QUI, "tranche", "cite", "reclamation_ref", "ref_bailleur", "dm_aller_le",
             "dm_retour_prevu_le", "dm_aller_quand", "dm_retour_quand", "debut_travaux",
             "fin_travaux", "reception_le", "rdv_le", "rdv_quand", "commentaire"),
            (
                ("identifiant", "code_ug", "numero_contrat", "tranche"),
                ("dm_aller_le", "dm_retour_prevu_le", "debut_travaux", "fin_travaux",
                 "reception_le"),
            ),
        ),
        Genre.LOYERS: DefinitionGenre(
            Genre.LOYERS,
            (*_QUI, "loyer_apres", "charges_apres", "troisieme_ligne", "apl_apres", "loyer_le",
             "commentaire"),
            (
                ("identifiant", "code_ug", "numero_contrat"),
                ("loyer_apres", "charges_apres", "troisieme_ligne", "apl_apres"),
            ),
        ),
        Genre.COMMISSIONS: DefinitionGenre(
            Genre.COMMISSIONS,
            (*_QUI, "logement_propose", "commission_le", "reponse_dite", "reponse_le",
             "motif_dit", "commentaire"),
            (
                ("identifiant", "code_ug", "numero_contrat", "logement_propose"),
                ("commission_le", "reponse_dite"),
            ),
        ),
    }
)  # fmt: skip

GENRES_DU_PROFIL: Mapping[Profil, tuple[Genre, ...]] = MappingProxyType(
    {
        Profil.PARC: (Genre.PARC,),
        Profil.LOCATAIRES: (Genre.LOCATAIRES,),
        Profil.SUIVI: (Genre.SUIVI, Genre.PASSAGES),
        Profil.RETOURS: (Genre.RETOURS,),
        Profil.DATES: (Genre.DATES,),
        Profil.LOYERS: (Genre.LOYERS,),
        Profil.COMMISSIONS: (Genre.COMMISSIONS,),
    }
)
