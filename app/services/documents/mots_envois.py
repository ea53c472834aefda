"""The words of exchanges with a bailleur: pairs of code and French word, for the vocabulary."""

from __future__ import annotations

from enum import StrEnum

from app.core.i18n import N_
from app.domain.envois import (
    EtatColis,
    EtatRetour,
    Etendue,
    Format,
    Frequence,
    GenreDestination,
    GenreRetour,
    IssueEssai,
    Protection,
)

PAIRES: tuple[tuple[StrEnum, str], ...] = (
    (EtatColis.PREPARE, N_("prêt à partir")),
    (EtatColis.DEPOSE, N_("déposé")),
    (EtatColis.ACCUSE, N_("bien reçu")),
    (EtatColis.REFUSE, N_("refusé par le destinataire")),
    (EtatColis.ANNULE, N_("annulé")),
    (GenreDestination.DOSSIER, N_("dossier ou clé USB")),
    (GenreDestination.SFTP, N_("serveur SFTP")),
    (GenreDestination.WEBDAV, N_("espace en ligne (WebDAV)")),
    (Protection.AGE, N_("fermé à une clé")),
    (Protection.ZIP_AES, N_("fermé par une phrase")),
    (Format.XLSX, N_("classeur Excel")),
    (Format.CSV_FR, N_("tableaux CSV, à la française")),
    (Format.CSV_INTERNATIONAL, N_("CSV pour un logiciel")),
    (Format.JSONL, N_("JSON pour un logiciel")),
    (Format.PDF, N_("fiches PDF")),
    (Etendue.COMPLET, N_("tout")),
    (Etendue.DELTA, N_("ce qui a changé")),
    (Frequence.A_LA_DEMANDE, N_("à la demande")),
    (Frequence.HEBDOMADAIRE, N_("chaque semaine")),
    (Frequence.MENSUELLE, N_("chaque mois")),
    (IssueEssai.DEPOSE, N_("déposé")),
    (IssueEssai.DEJA_LA, N_("déjà déposé")),
    (IssueEssai.ECHEC, N_("manqué")),
    (GenreRetour.ACCUSE, N_("accusé de réception")),
    (GenreRetour.RECLAMATIONS, N_("état des réclamations")),
    (GenreRetour.DATES, N_("dates prévues")),
    (GenreRetour.LOYERS, N_("loyers après travaux")),
    (GenreRetour.LOCATAIRES, N_("locataires")),
    (GenreRetour.PARC, N_("logements")),
    (GenreRetour.COMMISSIONS, N_("décisions de commission")),
    (GenreRetour.INCONNU, N_("fichier non reconnu")),
    (EtatRetour.A_LIRE, N_("à lire")),
    (EtatRetour.APPLIQUE, N_("pris en compte")),
    (EtatRetour.ECARTE, N_("mis de côté")),
)
