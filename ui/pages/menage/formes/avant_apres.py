"""Forms of money and energy: a rent as read, an agreement about energy, a bill or a meter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import N_, _, date_courte, ngettext
from app.domain.apres import Energie, MomentLoyer, SourceConso, SourceLoyer
from app.services import energies, quittances
from app.services.avant_apres import ConsoFiche, QuittanceFiche, VolontaireFiche
from ui.pages.menage.formes.cadre import Cadre, choix
from ui.pages.menage.saisie import Ordre, Saisie
from ui.widgets import Champ, Genre, Section
from ui.widgets.formulaire import Element

_CHAMPS_QUITTANCE = (
    "moment", "le", "source", "loyer", "charges", "apl", "troisieme_ligne", "ressources",
    "precision",
)  # fmt: skip
_CHAMPS_CONSO = ("energie", "du", "au", "source", "kwh", "montant", "dju", "precision")


def _connue(ligne: object, type_: type[Any]) -> Any:
    """The row to put right, None for a new one; raises `RegleMetier("general.introuvable")`."""
    if ligne is not None and not isinstance(ligne, type_):
        raise RegleMetier("general.introuvable")  # an id remembered from before: read it again
    return ligne


def quittance(cadre: Cadre, ligne: object) -> Saisie:
    """What the home costs, as one source told it on a day; or a record put right."""
    connue: QuittanceFiche | None = _connue(ligne, QuittanceFiche)

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        champs = {c: valeurs[c] for c in _CHAMPS_QUITTANCE}
        if connue is None:
            return quittances.noter, quittances.NoterQuittance(cadre.menage_id, champs)
        if not change:
            return None
        return quittances.corriger, quittances.CorrigerQuittance(connue.id, champs)

    if connue is not None:
        valeurs: dict[str, Any] = {c: getattr(connue, c) for c in _CHAMPS_QUITTANCE}
    else:
        valeurs = {"moment": _moment(cadre), "source": SourceLoyer.QUITTANCE, "le": cadre.jour}
    return Saisie(
        cadre.cle("quittance", connue.id if connue is not None else None),
        _("Ce que coûte le logement") if connue is None else _("Corriger ce relevé de loyer"),
        _champs_quittance(),
        _("Enregistrer le relevé"),
        _("Relevé de loyer enregistré"),
        commande,
        valeurs=valeurs,
        aide=_("Laissez vide ce qui n’est pas connu : rien n’est compté comme zéro."),
        sous={
            "quittance.futur": "le",
            "quittance.trop_loin": "le",
            "quittance.deja": "le",
            "quittance.vide": "loyer",
        },
    )


def _moment(cadre: Cadre) -> MomentLoyer:
    """What a record noted today most likely tells of."""
    retour = cadre.fiche.faits.retour
    revenu = retour is not None and retour <= cadre.jour
    return MomentLoyer.APRES if revenu else MomentLoyer.AVANT


def _champs_quittance() -> list[Element]:
    return [
        (
            Champ("moment", _("Moment"), Genre.CHOIX, choix(*MomentLoyer)),
            Champ(
                "le",
                _("Au"),
                Genre.DATE,
                passe=True,
                aide=_("Loyer annoncé : le jour, avec l’année, à compter duquel il sera dû."),
            ),
        ),
        Champ("source", _("Source"), Genre.CHOIX, choix(*SourceLoyer)),
        Section(_("Par mois")),
        (
            Champ("loyer", _("Loyer (€)")),
            Champ("charges", _("Charges (€)")),
            Champ("apl", _("APL/RLS (€)")),
        ),
        Champ(
            "troisieme_ligne",
            _("Troisième ligne (€)"),
            aide=_("Part pour les économies d’énergie. Tapez 0 s’il n’y en a pas."),
        ),
        Champ(
            "ressources",
            _("Ressources par mois (€)"),
            aide=_("Confidentiel : n’est jamais remis au bailleur."),
        ),
        Champ("precision", _("Précision")),
    ]


def retirer_quittance(id_: UUID) -> tuple[Ordre, str]:
    """What takes a record of rent away."""
    return (quittances.retirer, quittances.RetirerQuittance(id_)), N_("Relevé de loyer retiré")


# --- energy ----------------------------------------------------------------------------------


def volontaire(cadre: Cadre, ligne: object) -> Saisie:
    """The household agrees that its energy be followed; or takes its agreement back."""
    if isinstance(ligne, tuple):
        accord, releves = ligne
        return _retrait(cadre, accord, releves)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        return energies.accepter, energies.AccepterSuivi(
            cadre.menage_id, valeurs["personne"], valeurs["le"]
        )

    qui = (
        (None, _("Tout le ménage")),
        *((p.id, p.nom_complet) for p in cadre.fiche.personnes),
    )
    return Saisie(
        cadre.cle("volontaire"),
        _("Le ménage accepte que son énergie soit suivie"),
        [
            Champ("personne", _("Qui a répondu"), Genre.CHOIX, qui),
            Champ("le", _("A accepté le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer l’accord"),
        _("Accord enregistré"),
        commande,
        valeurs={"le": cadre.jour},
        aide=_(
            "Expliquez-lui : ses factures restent dans l’équipe, elles servent à comparer avant et"
            " après, et il peut dire non à tout moment."
        ),
        sous={"energie.accord_futur": "le", "energie.personne": "personne"},
    )


def _retrait(cadre: Cadre, accord: VolontaireFiche, releves: int) -> Saisie:
    """Taking the agreement back asks what becomes of what was noted."""

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if releves and valeurs["effacer"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Ses factures et relevés"))
        return energies.retirer_accord, energies.RetirerAccord(
            accord.id, valeurs["le"], bool(valeurs.get("effacer"))
        )

    elements: list[Element] = [Champ("le", _("Retiré le"), Genre.DATE, passe=True)]
    if releves:
        n = ngettext("{n} relevé noté", "{n} relevés notés", releves).format(n=releves)
        elements.append(
            Champ(
                "effacer",
                _("Ses factures et relevés"),
                Genre.CHOIX,
                (
                    (None, _("À lui demander")),
                    (True, _("Les effacer de son dossier")),
                    (False, _("Les garder, sans plus les compter")),
                ),
                aide=_(
                    "{n}. L’historique garde trace d’un effacement, pour pouvoir l’annuler."
                ).format(n=n),
            )
        )
    return Saisie(
        cadre.cle("volontaire", accord.id),
        _("Le ménage ne veut plus que son énergie soit suivie"),
        elements,
        _("Enregistrer le retrait"),
        _("Retrait enregistré"),
        commande,
        valeurs={"le": cadre.jour, "effacer": None},
        aide=_("Accord donné le {jour}.").format(jour=date_courte(accord.accord_le)),
        sous={"energie.retrait": "le", "saisie.obligatoire": "effacer"},
    )


def conso(cadre: Cadre, ligne: object) -> Saisie:
    """A bill or a meter; or one put right. A proposal (energy, first day) starts a new one."""
    propose = ligne if isinstance(ligne, tuple) else None
    connue: ConsoFiche | None = None if propose else _connue(ligne, ConsoFiche)

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        champs = {c: valeurs[c] for c in _CHAMPS_CONSO}
        if connue is None:
            return energies.noter, energies.NoterConso(cadre.menage_id, champs)
        if not change:
            return None
        return energies.corriger, energies.CorrigerConso(connue.id, champs)

    valeurs: dict[str, Any] = {"energie": Energie.ELECTRICITE, "source": SourceConso.FACTURE}
    if connue is not None:
        valeurs = {c: getattr(connue, c) for c in _CHAMPS_CONSO}
    elif propose is not None:
        energie, du = propose
        valeurs |= {"energie": energie, "du": du}
    return Saisie(
        cadre.cle("conso", connue.id if connue is not None else None),
        _("Une facture ou un relevé") if connue is None else _("Corriger cette consommation"),
        _champs_conso(),
        _("Enregistrer"),
        _("Consommation enregistrée"),
        commande,
        valeurs=valeurs,
        aide=_("Confidentiel : reste dans l’équipe et chez le ménage."),
        sous={
            "energie.dates": "au",
            "energie.futur": "au",
            "energie.vide": "kwh",
            "energie.deja": "du",
        },
    )


def _champs_conso() -> list[Element]:
    return [
        (
            Champ("energie", _("Énergie"), Genre.CHOIX, choix(*Energie)),
            Champ("source", _("Source"), Genre.CHOIX, choix(*SourceConso)),
        ),
        (
            Champ("du", _("Du"), Genre.DATE, passe=True),
            Champ("au", _("Au"), Genre.DATE, passe=True, aide=_("Jour du relevé suivant.")),
        ),
        (
            Champ("kwh", _("Consommation (kWh)")),
            Champ("montant", _("Dépense (€)")),
        ),
        Champ(
            "dju",
            _("Degrés-jours"),
            aide=_("Facultatif : pour comparer un hiver doux à un hiver froid."),
        ),
        Champ("precision", _("Précision")),
    ]


def retirer_conso(id_: UUID) -> tuple[Ordre, str]:
    """What takes a bill or a meter away."""
    return (energies.retirer, energies.RetirerConso(id_)), N_("Relevé d’énergie retiré")


def suite(consos: tuple[ConsoFiche, ...]) -> tuple[Energie, date] | None:
    """The next bill to note: the energy noted last, from the day the last one stops."""
    if not consos:
        return None
    derniere = max(consos, key=lambda c: c.au)
    return derniere.energie, derniere.au
