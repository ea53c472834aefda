"""The forms of collective cases: the same defect in several homes, acted upon once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core.i18n import _, ngettext
from app.domain.reclamations import EtatReclamation, NatureReclamation, SourceSuivi
from app.services import reclamations as service
from app.services.documents.vocabulaire import majuscule
from app.services.reclamations import ChangerEtatDossier, Joindre, ModifierDossier, Regrouper
from app.services.reclamations.dossiers import DossierLigne
from ui.contexte import Contexte
from ui.pages.reclamations.formes import SOUS, exiger, motifs
from ui.reclamation import champs, phrases
from ui.saisie.champs import ChampLibre, TexteLong
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre

# For the whole case: each household confirms or contests for its own home.
_ETATS = (
    EtatReclamation.QUALIFIEE,
    EtatReclamation.TRANSMISE,
    EtatReclamation.PLANIFIEE,
    EtatReclamation.FAITE,
    EtatReclamation.REJETEE,
    EtatReclamation.CLOSE,
)


def regrouper(ids: tuple[UUID, ...], responsables: Sequence[Any], titre: str = "") -> Saisie:
    """Several complaints followed as one case."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.regrouper, Regrouper(
            ids,
            exiger(valeurs, "titre", _("Défaut commun")),
            responsable_id=valeurs["responsable"],
            description=valeurs["description"],
        )

    n = len(ids)
    return Saisie(
        "reclamation.regrouper",
        ngettext("Regrouper {n} réclamation", "Regrouper {n} réclamations", n).format(n=n),
        [
            Champ("titre", _("Défaut commun"), aide=_("Par exemple : volets roulants bloqués.")),
            ChampLibre("description", _("Description"), fabrique=lambda: TexteLong(3)),
            Champ("responsable", _("Qui répare"), Genre.CHOIX, champs.responsables(responsables)),
        ],
        _("Ouvrir le dossier collectif"),
        _("Dossier collectif ouvert"),
        commande,
        valeurs={"titre": titre},
        aide=_("Chaque ménage garde sa réclamation ; on agit une fois pour toutes."),
    )


def etat(contexte: Contexte, dossier_id: UUID, reference: str) -> Saisie:
    """Where every open member of the case stands now."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        fin = valeurs["etat"] in (EtatReclamation.REJETEE, EtatReclamation.CLOSE)
        return service.changer_etat_dossier, ChangerEtatDossier(
            dossier_id,
            valeurs["etat"],
            exiger(valeurs, "le", _("Depuis le")),
            valeurs["source"],
            valeurs["motif"] if fin else None,
            valeurs["raison"],
        )

    etats = tuple((e, majuscule(phrases.etat(e))) for e in _ETATS)
    return Saisie(
        f"reclamation.dossier_etat.{dossier_id.hex}",
        _("Faire avancer tout le dossier {reference}").format(reference=reference),
        [
            Champ("etat", _("État"), Genre.CHOIX, etats),
            Champ("motif", _("Raison"), Genre.CHOIX, motifs(NatureReclamation.RESERVE),
                  aide=_("Pour clore ou ne pas retenir.")),
            ChampLibre("raison", _("Précision"), fabrique=lambda: TexteLong(3)),
            (
                Champ("le", _("Depuis le"), Genre.DATE, passe=True),
                Champ("source", _("Dit par"), Genre.CHOIX, champs.mots(SourceSuivi)),
            ),
        ],
        _("Faire avancer"),
        _("Dossier collectif suivi"),
        commande,
        valeurs={
            "etat": EtatReclamation.TRANSMISE,
            "le": contexte.clock.today(),
            "source": SourceSuivi.EQUIPE,
        },
        aide=_("Seules celles que cela concerne changent. Chaque ménage confirme pour lui-même."),
        sous=SOUS,
    )  # fmt: skip


def modifier(
    dossier_id: UUID,
    valeurs_: tuple[str, UUID | None, str],
    responsables: Sequence[Any],
) -> Saisie:
    """The words of a case, and who repairs."""
    titre, responsable_id, description = valeurs_

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.modifier_dossier, ModifierDossier(
            dossier_id,
            exiger(valeurs, "titre", _("Défaut commun")),
            valeurs["responsable"],
            valeurs["description"],
        )

    return Saisie(
        f"reclamation.dossier.{dossier_id.hex}",
        _("Corriger le dossier collectif"),
        [
            Champ("titre", _("Défaut commun")),
            ChampLibre("description", _("Description"), fabrique=lambda: TexteLong(3)),
            Champ("responsable", _("Qui répare"), Genre.CHOIX, champs.responsables(responsables)),
        ],
        _("Enregistrer"),
        _("Dossier collectif corrigé"),
        commande,
        valeurs={"titre": titre, "responsable": responsable_id, "description": description},
    )


def joindre(id_: UUID, reference: str, lus: Sequence[DossierLigne]) -> Saisie:
    """A complaint joins a case already open."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.joindre, Joindre(valeurs["dossier"], (id_,))

    choix = tuple((d.id, f"{d.reference} · {d.titre}") for d in lus)
    return Saisie(
        f"reclamation.joindre.{id_.hex}",
        _("{reference} · dossier collectif").format(reference=reference),
        [Champ("dossier", _("Dossier"), Genre.CHOIX, choix)],
        _("Joindre"),
        _("Réclamation jointe au dossier collectif"),
        commande,
        valeurs={"dossier": lus[0].id},
        aide=_("Pour en ouvrir un, choisissez plusieurs réclamations dans la liste (G)."),
    )
