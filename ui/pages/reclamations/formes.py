"""The forms that follow a complaint: qualifying, answering, its states, what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _
from app.domain.accompagnement import Canal
from app.domain.reclamations import (
    EtatReclamation,
    GenreEchange,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SensEchange,
    SourceSuivi,
    suites,
)
from app.services import reclamations as service
from app.services import relances
from app.services.documents.vocabulaire import majuscule
from app.services.reclamations import (
    ChangerEtatReclamation,
    CorrigerOuverture,
    NoterEchange,
    QualifierReclamation,
    Repondre,
    Securiser,
)
from app.services.reclamations.lecture import ReclamationLigne, ReclamationLue
from app.services.relances import NoterRelance, RelancePrete
from ui.contexte import Contexte
from ui.reclamation import champs, phrases
from ui.saisie.champs import ChampLibre, Heure, TexteLong
from ui.saisie.panneau import Saisie, Valeurs
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

_FIN = (EtatReclamation.REJETEE, EtatReclamation.CLOSE)
_QUI_REPARE = (Interlocuteur.ENTREPRISE, Interlocuteur.BAILLEUR, Interlocuteur.COMMUNE)
_MOTS: Mapping[EtatReclamation | None, str] = MappingProxyType(
    {
        EtatReclamation.CONTESTEE: N_("Ce que dit le ménage"),
        EtatReclamation.REJETEE: N_("Pourquoi, en une phrase que le ménage peut lire"),
        EtatReclamation.CLOSE: N_("Pourquoi, en une phrase que le ménage peut lire"),
        None: N_("Pourquoi, s’il faut le dire"),
    }
)
_AIDES: Mapping[EtatReclamation | None, str] = MappingProxyType(
    {
        EtatReclamation.CONTESTEE: N_("La réparation redevient attendue, son délai repart."),
        EtatReclamation.REJETEE: N_("Le ménage doit pouvoir comprendre ce refus."),
        EtatReclamation.CLOSE: N_("Sans confirmation du ménage, il faut dire pourquoi."),
    }
)
SOUS = {
    "reclamation.futur": "le",
    "reclamation.avant_ouverture": "le",
    "reclamation.avant_etat": "le",
    "reclamation.raison": "raison",
    "reclamation.motif": "motif",
    "reclamation.reouverture_hors_gpa": "raison",
}


def etat(contexte: Contexte, ligne: ReclamationLigne, vers: EtatReclamation | None) -> Saisie:
    """The complaint in another state: which one when `vers` is None, since when, who says so."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        voulu = vers or valeurs["etat"]
        return service.changer_etat, ChangerEtatReclamation(
            ligne.id,
            voulu,
            exiger(valeurs, "le", _("Depuis le")),
            valeurs["source"],
            valeurs["motif"] if voulu in _FIN else None,
            valeurs["raison"],
        )

    finit = vers is None or vers in _FIN
    quoi: list[Element] = []
    if vers is None:
        choix = tuple((e, majuscule(phrases.etat(e))) for e in suites(ligne.etat))
        quoi = [Champ("etat", _("État"), Genre.CHOIX, choix)]
    pourquoi: list[Element] = []
    if finit:
        pourquoi = [Champ("motif", _("Raison"), Genre.CHOIX, motifs(ligne.nature))]
    return Saisie(
        f"reclamation.etat.{ligne.id.hex}.{vers.value if vers else ''}",
        f"{ligne.reference} · {_(phrases.VERS[vers])}" if vers else _("Changer l’état"),
        [
            *quoi,
            *pourquoi,
            ChampLibre("raison", _(_MOTS.get(vers, _MOTS[None])), fabrique=lambda: TexteLong(3)),
            (
                Champ("le", _("Depuis le"), Genre.DATE, passe=True),
                Champ("source", _("Dit par"), Genre.CHOIX, champs.mots(SourceSuivi)),
            ),
        ],
        _(phrases.VERS[vers]) if vers else _("Changer l’état"),
        _("État changé"),
        commande,
        valeurs={
            "le": contexte.clock.today(),
            "source": SourceSuivi.MENAGE
            if vers in (EtatReclamation.CONFIRMEE, EtatReclamation.CONTESTEE)
            else SourceSuivi.EQUIPE,
        },
        aide=_(_AIDES[vers]) if vers in _AIDES else "",
        sous=SOUS if finit else {**SOUS, "reclamation.motif": "raison"},
    )


def qualifier(contexte: Contexte, lue: ReclamationLue, responsables: Sequence[Any]) -> Saisie:
    """What it is, where, how urgent, who repairs."""
    ligne, detail = lue.ligne, lue.entiere.detail
    catalogues = contexte.catalogues()

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.qualifier, QualifierReclamation(
            ligne.id,
            valeurs["categorie"],
            valeurs["lieu"],
            valeurs["urgence"],
            exiger(valeurs, "description", _("Ce qui ne va pas")),
            valeurs["responsable"],
            valeurs["contact"] or None,
            valeurs["reference_bailleur"] or None,
        )

    recue = ligne.etat is EtatReclamation.RECUE
    return Saisie(
        f"reclamation.qualifier.{ligne.id.hex}",
        _("Qualifier la réclamation") if recue else _("Corriger la réclamation"),
        [
            Champ("categorie", _("Catégorie"), Genre.CHOIX, champs.categories(catalogues)),
            (
                Champ("lieu", _("Où dans le logement"), Genre.CHOIX,
                      champs.lieux(catalogues, ligne.lieu)),
                Champ("urgence", _("Urgence"), Genre.CHOIX, champs.urgences()),
            ),
            ChampLibre("description", _("Ce qui ne va pas"), fabrique=lambda: TexteLong(3)),
            Champ("responsable", _("Qui répare"), Genre.CHOIX, champs.responsables(responsables),
                  aide=_("La liste se tient dans Réglages.")),
            (
                Champ("contact", _("Interlocuteur")),
                Champ("reference_bailleur", _("Référence du bailleur")),
            ),
        ],
        _("Qualifier") if recue else _("Enregistrer"),
        _("Réclamation qualifiée") if recue else _("Réclamation corrigée"),
        commande,
        valeurs={
            "categorie": ligne.categorie,
            "lieu": ligne.lieu,
            "urgence": ligne.urgence,
            "description": ligne.description,
            "responsable": ligne.responsable_id,
            "contact": detail.contact,
            "reference_bailleur": detail.reference_bailleur,
        },
        aide=_("Les délais suivent la catégorie et l’urgence."),
        sous=SOUS,
    )  # fmt: skip


def ouverture(_contexte: Contexte, lue: ReclamationLue) -> Saisie:
    """When and how it really came to be known; its clocks follow."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.corriger_ouverture, CorrigerOuverture(
            lue.ligne.id,
            exiger(valeurs, "le", _("Signalée le")),
            valeurs["heure"],
            valeurs["origine"],
        )

    return Saisie(
        f"reclamation.ouverture.{lue.ligne.id.hex}",
        _("Corriger le jour et l’heure du signalement"),
        [
            (
                Champ("le", _("Signalée le"), Genre.DATE, passe=True, part=2),
                ChampLibre("heure", _("À"), fabrique=Heure),
            ),
            Champ("origine", _("Signalée"), Genre.CHOIX, champs.mots(OrigineReclamation)),
        ],
        _("Enregistrer"),
        _("Signalement corrigé"),
        commande,
        valeurs={
            "le": lue.ligne.ouverte_le,
            "heure": lue.entiere.detail.ouverte_a,
            "origine": lue.entiere.detail.origine,
        },
        aide=_("Les délais repartent de cette heure."),
        sous=SOUS,
    )


def repondre(contexte: Contexte, lue: ReclamationLue) -> Saisie:
    """What the household was answered; the first answer stops its clock."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.repondre, Repondre(
            lue.ligne.id,
            exiger(valeurs, "texte", _("Ce qui lui a été dit")),
            valeurs["canal"],
            exiger(valeurs, "le", _("Le")),
            valeurs["heure"],
        )

    return Saisie(
        f"reclamation.repondre.{lue.ligne.id.hex}",
        _("Réponse au ménage"),
        [
            ChampLibre("texte", _("Ce qui lui a été dit"), fabrique=lambda: TexteLong(3)),
            *_quand(),
        ],
        _("Noter la réponse"),
        _("Réponse notée"),
        commande,
        valeurs={"canal": champs.CANAUX[0], "le": contexte.clock.today()},
        aide="" if lue.entiere.detail.repondue_a else _("La première réponse arrête son délai."),
        sous=SOUS,
    )


def securiser(contexte: Contexte, lue: ReclamationLue) -> Saisie:
    """The danger is out of the way."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        jour = exiger(valeurs, "le", _("Le"))
        return service.securiser, Securiser(lue.ligne.id, jour, valeurs["heure"])

    return Saisie(
        f"reclamation.securiser.{lue.ligne.id.hex}",
        _("Mise en sécurité"),
        [
            (
                Champ("le", _("Le"), Genre.DATE, passe=True, part=2),
                ChampLibre("heure", _("À"), fabrique=Heure),
            )
        ],
        _("Le danger est écarté"),
        _("Mise en sécurité notée"),
        commande,
        valeurs={"le": contexte.clock.today()},
        aide=_("Eau coupée, prise condamnée, chauffage d’appoint… La réparation reste attendue."),
        sous=SOUS,
    )


def echange(contexte: Contexte, lue: ReclamationLue, genre: GenreEchange) -> Saisie:
    """A word with whoever repairs, the bailleur, the household; or a reminder."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        avec = valeurs["avec"]
        connu = lue.entiere.responsable
        responsable = connu.id if connu and avec in _QUI_REPARE else None
        return service.noter_echange, NoterEchange(
            lue.ligne.id,
            exiger(valeurs, "texte", _("Ce qui s’est dit")),
            avec,
            genre,
            valeurs["sens"],
            valeurs["canal"],
            exiger(valeurs, "le", _("Le")),
            valeurs["heure"],
            responsable,
        )

    relance = genre is GenreEchange.RELANCE
    return Saisie(
        f"reclamation.{genre.value}.{lue.ligne.id.hex}",
        _("Relance") if relance else _("Noter un échange"),
        [
            (
                Champ("avec", _("Avec"), Genre.CHOIX, champs.mots(Interlocuteur)),
                Champ("sens", _("Sens"), Genre.CHOIX, champs.mots(SensEchange)),
            ),
            ChampLibre("texte", _("Ce qui s’est dit"), fabrique=lambda: TexteLong(3)),
            *_quand(),
        ],
        _("Noter la relance") if relance else _("Noter l’échange"),
        _("Relance notée") if relance else _("Échange noté"),
        commande,
        valeurs={
            "avec": _interlocuteur(lue) if relance else Interlocuteur.MENAGE,
            "sens": SensEchange.EMIS,
            "canal": champs.CANAUX[0],
            "le": contexte.clock.today(),
        },
        sous=SOUS,
    )


def relance(ligne: ReclamationLigne, prete: RelancePrete) -> Saisie:
    """The reminder as it will be read; by mail, the program of the computer opens with it."""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        canal = valeurs["canal"]
        if canal is Canal.COURRIEL and prete.lien is not None:
            QDesktopServices.openUrl(QUrl(prete.lien))
        return relances.noter, NoterRelance(prete.a.responsable.id, (ligne.id,), canal)

    canaux = [Canal.TELEPHONE, Canal.COURRIER]
    if prete.lien is not None:
        canaux.insert(0, Canal.COURRIEL)
    return Saisie(
        f"reclamation.relancer.{ligne.id.hex}",
        _("Relancer {nom}").format(nom=prete.a.responsable.nom),
        [Champ("canal", _("Par quel moyen"), Genre.CHOIX, champs.mots(canaux))],
        _("Relancer"),
        _("Relance notée"),
        commande,
        valeurs={"canal": canaux[0]},
        aide=f"{prete.objet}\n\n{prete.message or prete.texte}",
    )


def motifs(nature: NatureReclamation) -> champs.Choix:
    """Why one ends without its household; a réserve alone is lifted."""
    reserve = nature is NatureReclamation.RESERVE
    codes = (m for m in MotifReclamation if reserve or m is not MotifReclamation.RESERVE_LEVEE)
    return ((None, _("à choisir")), *champs.mots(codes))


def exiger(valeurs: Valeurs, cle: str, libelle: str) -> Any:
    """The value of a field that must be filled; the error is told under it."""
    if not valeurs[cle]:
        raise EntreeInvalide("saisie.obligatoire", champ=libelle)
    return valeurs[cle]


def _quand() -> list[Element]:
    return [
        Champ("canal", _("Par quel moyen"), Genre.CHOIX, champs.mots(champs.CANAUX)),
        (
            Champ("le", _("Le"), Genre.DATE, passe=True, part=2),
            ChampLibre("heure", _("À"), fabrique=Heure),
        ),
    ]


def _interlocuteur(lue: ReclamationLue) -> Interlocuteur:
    """Who is reminded: whoever repairs, else the bailleur."""
    connu = lue.entiere.responsable
    return Interlocuteur.BAILLEUR if connu is None else Interlocuteur(connu.genre.value)
