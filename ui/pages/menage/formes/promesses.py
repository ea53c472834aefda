"""Promises: made, kept, moved, not kept; and saying who was told, how, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_courte
from app.domain.accompagnement import Canal, CodeEtape, EtatEngagement
from app.domain.engagements import RaisonReport
from app.services import annonces, engagements
from app.services.annonces import AnnonceFaite
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import EngagementFiche
from ui.pages.menage.formes.cadre import Cadre, Choix, choix, parmi, vides
from ui.pages.menage.saisie import Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element, Section

_ECHEANCES = {
    "visite.echeance_passee": "pour_le",
    "visite.echeance_lointaine": "pour_le",
    "engagement.meme_jour": "pour_le",
    "annonce.jour_futur": "dite_le",
}
# The order a hand thinks of them: nearest contact first.
CANAUX = (
    Canal.TELEPHONE,
    Canal.DOMICILE,
    Canal.PERMANENCE,
    Canal.COURRIER,
    Canal.COURRIEL,
    Canal.PORTE_A_PORTE,
    Canal.COLLECTIF,
)


_SUITES = (EtatEngagement.TENU, EtatEngagement.DEPLACE, EtatEngagement.ROMPU)


def engagement(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A promise; or what became of it."""
    if id_ is not None:
        return _devenir(cadre, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return engagements.prendre, engagements.PrendreEngagement(
            cadre.menage_id,
            vides(valeurs["texte"]),
            valeurs["pour_le"],
            valeurs["qui"],
            valeurs["personne"],
            valeurs["etape"],
        )

    return Saisie(
        cadre.cle("engagement"),
        _("Une promesse faite au ménage"),
        [
            Champ("texte", _("Ce qui est promis")),
            Champ("pour_le", _("Pour le"), Genre.DATE),
            Champ("personne", _("À qui"), Genre.CHOIX, _personnes(cadre)),
            Champ("qui", _("Par qui"), Genre.CHOIX, cadre.membres() or ((None, _("moi")),)),
            Champ(
                "etape",
                _("C’est la date de"),
                Genre.CHOIX,
                _etapes(),
                aide=_("Elle bougera avec le calendrier des travaux, après aperçu."),
            ),
        ],
        _("Noter la promesse"),
        _("Promesse notée"),
        commande,
        sous={"saisie.obligatoire": "texte", **_ECHEANCES},
    )


def deplacer(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Another day for a promise, its reason, and whether the household knows."""
    connu = parmi(cadre.fiche.engagements, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return _deplacer(cadre, connu, valeurs)

    return Saisie(
        cadre.cle("deplacer", id_),
        _("Déplacer : {quoi}").format(quoi=connu.texte),
        [Champ("pour_le", _("Nouveau jour"), Genre.DATE), *_pourquoi(), *_prevenu()],
        _("Déplacer la promesse"),
        _("Promesse déplacée"),
        commande,
        valeurs={"raison": RaisonReport.AUTRE},
        aide=_pour(connu),
        sous={"saisie.obligatoire": "motif", **_ECHEANCES},
    )


def rompre(cadre: Cadre, id_: UUID | None) -> Saisie:
    """A promise that will not be kept, its reason, and whether the household knows."""
    connu = parmi(cadre.fiche.engagements, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return _rompre(cadre, connu, valeurs)

    return Saisie(
        cadre.cle("rompre", id_),
        _("Ne sera pas tenue : {quoi}").format(quoi=connu.texte),
        [*_pourquoi(), *_prevenu()],
        _("Noter qu’elle n’est pas tenue"),
        _("Promesse non tenue, notée avec sa raison"),
        commande,
        valeurs={"raison": RaisonReport.AUTRE},
        aide=_pour(connu),
        sous={"saisie.obligatoire": "motif", **_ECHEANCES},
    )


def preciser(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Which milestone a promise gives the date of, so that it follows the works."""
    connu = parmi(cadre.fiche.engagements, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return engagements.preciser, engagements.PreciserEngagement(
            connu.id, valeurs["etape"], valeurs["personne"]
        )

    return Saisie(
        cadre.cle("preciser", id_),
        _("Préciser : {quoi}").format(quoi=connu.texte),
        [
            Champ("etape", _("C’est la date de"), Genre.CHOIX, _etapes()),
            Champ("personne", _("À qui"), Genre.CHOIX, _personnes(cadre)),
        ],
        _("Préciser la promesse"),
        _("Promesse précisée"),
        commande,
        aide=_("Elle bougera avec le calendrier des travaux, après aperçu."),
    )


def annonce(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Who was told, how, when."""
    connue = parmi(cadre.fiche.annonces, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        return annonces.annoncer, annonces.AnnoncerMenage(
            connue.id,
            valeurs["dite_le"] or cadre.jour,
            Canal(valeurs["canal"]),
            vides(valeurs["a_qui"]),
            vides(valeurs["precision"]),
            visite=valeurs["visite"],
        )

    return Saisie(
        cadre.cle("annonce", id_),
        _("Qui a été prévenu ?"),
        [
            Champ("canal", _("Comment"), Genre.CHOIX, choix(*CANAUX)),
            Champ("a_qui", _("À qui")),
            Champ("dite_le", _("Quel jour"), Genre.DATE, passe=True),
            Champ("precision", _("Ce qui a été répondu")),
            Champ(
                "visite",
                _("Noter aussi comme contact"),
                Genre.CHOIX,
                (
                    (None, _("oui pour un appel ou une rencontre")),
                    (True, _("oui")),
                    (False, _("non")),
                ),
            ),
        ],
        _("C’est dit"),
        _("Ménage prévenu"),
        commande,
        valeurs={"dite_le": cadre.jour, "a_qui": _titulaire(cadre), "canal": Canal.TELEPHONE},
        aide=connue.objet,
        sous={"saisie.obligatoire": "a_qui", "annonce.jour_futur": "dite_le"},
    )


def _devenir(cadre: Cadre, id_: UUID) -> Saisie:
    connu = parmi(cadre.fiche.engagements, id_)

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Any:
        match EtatEngagement(valeurs["etat"]):
            case EtatEngagement.TENU:
                return engagements.tenir, engagements.TenirEngagement(connu.id)
            case EtatEngagement.DEPLACE:
                return _deplacer(cadre, connu, valeurs)
            case _:
                return _rompre(cadre, connu, valeurs)

    return Saisie(
        cadre.cle("engagement", id_),
        connu.texte,
        [
            Champ("etat", _("Ce qu’elle devient"), Genre.CHOIX, choix(*_SUITES)),
            Champ("pour_le", _("Nouveau jour"), Genre.DATE, aide=_("Si elle est déplacée.")),
            *_pourquoi(),
            *_prevenu(),
        ],
        _("Enregistrer"),
        _("Promesse mise à jour"),
        commande,
        valeurs={"raison": RaisonReport.AUTRE},
        aide=_pour(connu),
        sous={"saisie.obligatoire": "motif", **_ECHEANCES},
    )


def _deplacer(cadre: Cadre, connu: EngagementFiche, valeurs: Mapping[str, Any]) -> Any:
    if valeurs["pour_le"] is None:
        raise EntreeInvalide("saisie.obligatoire", champ=_("Nouveau jour"))
    return engagements.deplacer, engagements.DeplacerEngagement(
        connu.id,
        valeurs["pour_le"],
        vides(valeurs["motif"]),
        RaisonReport(valeurs["raison"]),
        _faite(cadre, valeurs),
    )


def _rompre(cadre: Cadre, connu: EngagementFiche, valeurs: Mapping[str, Any]) -> Any:
    return engagements.rompre, engagements.RompreEngagement(
        connu.id,
        vides(valeurs["motif"]),
        RaisonReport(valeurs["raison"]),
        _faite(cadre, valeurs),
    )


def _pourquoi() -> list[Element]:
    return [
        Champ(
            "raison",
            _("Pourquoi"),
            Genre.CHOIX,
            choix(*RaisonReport),
        ),
        Champ("motif", _("Raison"), aide=_("Une raison que le ménage peut entendre.")),
    ]


def _prevenu() -> list[Element]:
    """Whether the household knows already; else it stays among what must be told."""
    canaux: Choix = ((None, _("pas encore : à lui annoncer")), *choix(*CANAUX))
    return [
        Section(_("Le ménage le sait-il ?")),
        Champ("canal", _("Prévenu par"), Genre.CHOIX, canaux),
        Champ("a_qui", _("À qui c’est dit"), aide=_("Vide : le ou la titulaire.")),
    ]


def _faite(cadre: Cadre, valeurs: Mapping[str, Any]) -> AnnonceFaite | None:
    if valeurs["canal"] is None:
        return None
    a_qui = vides(valeurs["a_qui"]) or _titulaire(cadre)
    return AnnonceFaite(cadre.jour, Canal(valeurs["canal"]), a_qui)


def _titulaire(cadre: Cadre) -> str:
    noms = [p.nom_complet for p in cadre.fiche.personnes if p.titulaire]
    return noms[0] if noms else cadre.fiche.menage.nom


def _personnes(cadre: Cadre) -> Choix:
    return ((None, "–"), *((p.id, p.nom_complet) for p in cadre.fiche.personnes))


def _etapes() -> Choix:
    codes: list[tuple[object, str]] = [(code.value, majuscule(dire(code))) for code in CodeEtape]
    return ((None, _("rien de particulier")), *codes)


def _pour(connu: EngagementFiche) -> str:
    if connu.pour_le is None:
        return ""
    return _("Promis pour le {jour}").format(jour=date_courte(connu.pour_le))
