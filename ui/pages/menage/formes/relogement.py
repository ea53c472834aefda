"""Forms of rehousing: where it goes, offers and answers, needs, dates to avoid, links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, date_courte, ngettext
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from app.services import (
    besoins_relogement,
    indisponibilites,
    liens,
    menages,
    propositions,
    trajectoires,
)
from app.services.besoins_relogement import BesoinsLus, Source
from app.services.documents.phrases_relogement import jours_de
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import PropositionFiche
from ui.pages.menage.champs import ChampLibre, ChoixLogement
from ui.pages.menage.formes.cadre import Cadre, choix, parmi, vides
from ui.pages.menage.saisie import Ordre, Saisie
from ui.saisie.menage import ChoixMenage
from ui.widgets import Champ, Genre, Section
from ui.widgets.formulaire import Element

_JOURS_OFFRE = ("proposee_le", "visite_le", "commission_le")
_MONTANTS = ("loyer", "charges", "apl")
_ERREURS_OFFRE = {
    "proposition.futur": "proposee_le",
    "proposition.visite_avant": "visite_le",
    "proposition.reponse_avant": "proposee_le",
}


def trajectoire(cadre: Cadre, code: object) -> Saisie:
    """Where it goes from now on; `code` is what to propose."""
    actuelle = cadre.fiche.trajectoires[0] if cadre.fiche.trajectoires else None

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        return trajectoires.decider, trajectoires.DeciderTrajectoire(
            cadre.menage_id, Trajectoire(valeurs["code"]), vides(valeurs["motif"]), valeurs["le"]
        )

    aide = _("Ce qui était décidé avant reste dans l’histoire.")
    if actuelle is not None:
        aide = _("Décidé le {jour} : {quoi}. {aide}").format(
            jour=date_courte(actuelle.le), quoi=dire(actuelle.code), aide=aide
        )
    return Saisie(
        cadre.cle("trajectoire"),
        _("La trajectoire du ménage"),
        [
            Champ("code", _("Où il va"), Genre.CHOIX, choix(*Trajectoire)),
            Champ("motif", _("Pourquoi"), aide=_("Famille, travail, école, un seul déménagement…")),
            Champ("le", _("Décidé le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer la trajectoire"),
        _("Trajectoire enregistrée"),
        commande,
        valeurs={"le": cadre.jour, "code": code if isinstance(code, Trajectoire) else None},
        aide=aide,
        sous={
            "trajectoire.futur": "le",
            "trajectoire.avant": "le",
            "trajectoire.deja": "code",
        },
    )


def retirer_pas(id_: UUID) -> tuple[Ordre, str]:
    """What takes a decision away."""
    commande = trajectoires.RetirerTrajectoire(id_)
    return (trajectoires.retirer, commande), N_("Trajectoire retirée")


# --- offers ----------------------------------------------------------------------------------


def proposition(cadre: Cadre, ligne: object) -> Saisie:
    """A home to offer; or an offer (its row, or its id) to say more of."""
    if ligne is not None:
        return _preciser(cadre, _offre(cadre, ligne))

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if valeurs["logement"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Logement proposé"))
        champs = {c: valeurs[c] for c in (*_JOURS_OFFRE[1:], *_MONTANTS)}
        return propositions.proposer, propositions.ProposerLogement(
            cadre.menage_id, valeurs["logement"], valeurs["proposee_le"], champs
        )

    cite_id = cadre.fiche.cite.id if cadre.fiche.cite else cadre.contexte.cite.id
    return Saisie(
        cadre.cle("proposition"),
        _("Proposer un logement"),
        [
            ChampLibre(
                "logement",
                _("Logement proposé"),
                fabrique=lambda: ChoixLogement(cadre.contexte, cite_id),
            ),
            *_champs_offre(),
        ],
        _("Enregistrer la proposition"),
        _("Proposition enregistrée"),
        commande,
        valeurs={"proposee_le": cadre.jour},
        sous={
            **_ERREURS_OFFRE,
            "proposition.deja": "logement",
            "proposition.chez_lui": "logement",
            "proposition.logement": "logement",
            "proposition.prise": "logement",
        },
    )


def _champs_offre() -> list[Element]:
    return [
        Champ("proposee_le", _("Proposé le"), Genre.DATE, passe=True),
        (
            Champ("visite_le", _("Visite le"), Genre.DATE),
            Champ("commission_le", _("Commission du"), Genre.DATE),
        ),
        Section(_("Ce qu’il coûterait par mois")),
        (
            Champ("loyer", _("Loyer annoncé (€)")),
            Champ("charges", _("Charges annoncées (€)")),
            Champ("apl", _("APL estimée (€)")),
        ),
    ]


def _preciser(cadre: Cadre, connue: PropositionFiche) -> Saisie:
    def commande(_valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        if not change:
            return None
        return propositions.modifier, propositions.ModifierProposition(connue.id, dict(change))

    return Saisie(
        cadre.cle("proposition", connue.id),
        _("Proposition : {adresse}").format(adresse=connue.adresse),
        _champs_offre(),
        _("Enregistrer la proposition"),
        _("Proposition enregistrée"),
        commande,
        valeurs=asdict(connue),
        aide=_("Laissez vide ce que vous ne savez pas : rien ne sera inventé."),
        sous=_ERREURS_OFFRE,
    )


def reponse(cadre: Cadre, ligne: object) -> Saisie:
    """What the household answers: `ligne` is the offer, or its id, or it and where it leads."""
    suite: Trajectoire | None = None
    if isinstance(ligne, tuple):
        ligne, suite = ligne
    connue = _offre(cadre, ligne)
    repondue = connue.reponse is not ReponseProposition.EN_ATTENTE
    definitif = suite is not None and suite is not Trajectoire.RETOUR

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if valeurs["reponse"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Sa réponse"))
        return propositions.repondre, propositions.RepondreProposition(
            connue.id,
            ReponseProposition(valeurs["reponse"]),
            valeurs["le"],
            valeurs["motif"],
            vides(valeurs["precision"]),
            valeurs.get("trajectoire"),
        )

    champs: list[Element] = [
        Champ(
            "reponse",
            _("Sa réponse"),
            Genre.CHOIX,
            (
                *(() if repondue else ((None, "–"),)),
                *choix(ReponseProposition.ACCEPTEE, ReponseProposition.REFUSEE),
                *(choix(ReponseProposition.EN_ATTENTE) if repondue else ()),
            ),
        ),
        Champ("le", _("Répondu le"), Genre.DATE, passe=True),
        Champ("motif", _("Motif du refus"), Genre.CHOIX, ((None, "–"), *choix(*MotifRefus))),
        Champ("precision", _("Précision")),
    ]
    if definitif:
        champs.append(
            Champ(
                "trajectoire",
                _("S’il accepte, sa trajectoire devient"),
                Genre.CHOIX,
                ((None, _("inchangée")), *choix(*Trajectoire)),
                aide=_("« Inchangée » si ce logement n’est que provisoire."),
            )
        )
    return Saisie(
        cadre.cle("reponse", connue.id),
        _("Réponse : {adresse}").format(adresse=connue.adresse),
        champs,
        _("Enregistrer la réponse"),
        _("Réponse enregistrée"),
        commande,
        valeurs={
            "reponse": connue.reponse if repondue else None,
            "le": connue.repondue_le or cadre.jour,
            "motif": connue.motif,
            "precision": connue.precision,
            "trajectoire": suite,
        },
        aide=majuscule(jours_de(connue, cadre.jour)),
        sous={
            "proposition.motif": "motif",
            "proposition.futur": "le",
            "proposition.reponse_avant": "le",
            "proposition.prise": "reponse",
            "proposition.retiree": "reponse",
        },
    )


def _offre(cadre: Cadre, ligne: object) -> PropositionFiche:
    if isinstance(ligne, PropositionFiche):
        return ligne
    return parmi(cadre.fiche.propositions, ligne if isinstance(ligne, UUID) else None)


def retirer_proposition(id_: UUID) -> tuple[Ordre, str]:
    """What takes an offer back."""
    commande = propositions.RetirerProposition(id_)
    return (propositions.retirer, commande), N_("Proposition retirée")


# --- needs, resources ------------------------------------------------------------------------


def besoins_du_relogement(cadre: Cadre, lus: object) -> Saisie:
    """Needs of the home; what is known (a `BesoinsLus`) is proposed where nobody typed."""
    connus = cadre.fiche.besoins_relogement
    valeurs: dict[str, Any] = asdict(connus) if connus is not None else {}
    reprises: list[str] = []
    chambres = ""
    if isinstance(lus, BesoinsLus):
        for un in lus.proposes:
            if un.champ == "chambres":
                n = int(un.valeur)
                chambres = ngettext(
                    "Vide : {n} chambre, d’après la famille.",
                    "Vide : {n} chambres, d’après la famille.",
                    n,
                ).format(n=n)
            elif un.source is not Source.FAMILLE:
                valeurs[un.champ] = un.valeur
                reprises.append(_source(cadre, un.source, un.dit))

    def commande(saisis: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        if not change and not reprises:
            return None
        return besoins_relogement.noter, besoins_relogement.NoterBesoins(
            cadre.menage_id, dict(saisis)
        )

    aide = _("Le besoin, jamais le diagnostic. Ce qui n’est pas dit reste vide.")
    if reprises:
        aide = _("Repris de ce qui est déjà noté : {quoi}. Vérifiez, puis enregistrez.").format(
            quoi=", ".join(dict.fromkeys(reprises))
        )
    return Saisie(
        cadre.cle("besoins_relogement"),
        _("Ce qu’il lui faut comme logement"),
        _champs_besoins(chambres),
        _("Enregistrer les besoins"),
        _("Besoins enregistrés"),
        commande,
        valeurs=valeurs,
        aide=aide,
        sous={"besoins.chambres": "chambres"},
    )


def _source(cadre: Cadre, source: Source, dit: str) -> str:
    return cadre.mots.besoin(dit) if source is Source.BESOIN else f"« {dit} »"


def _champs_besoins(chambres: str) -> list[Element]:
    return [
        Champ("chambres", _("Chambres nécessaires"), aide=chambres),
        (
            Champ("plain_pied", _("Besoin de plain-pied"), Genre.OUI_NON),
            Champ("appareil", _("Électricité sans coupure"), Genre.OUI_NON),
        ),
        (
            Champ("animaux", _("Animaux"), Genre.OUI_NON, part=1),
            Champ("animaux_precision", _("Quels animaux"), part=2),
        ),
        (
            Champ("jardin", _("Besoin d’un jardin"), Genre.OUI_NON),
            Champ("garage", _("Besoin d’un garage"), Genre.OUI_NON),
        ),
        (
            Champ("scolarises", _("Enfants scolarisés"), Genre.OUI_NON),
            Champ("volume_m3", _("Volume à déménager (m³)")),
        ),
        Champ("apres_le", _("Pas de déménagement avant le"), Genre.DATE),
        Champ(
            "un_seul_demenagement",
            _("Préfère ne déménager qu’une fois"),
            Genre.CASE,
            aide=_("Il accepterait un autre logement pour de bon, s’il lui convient."),
        ),
    ]


def ressources(cadre: Cadre, _id: object) -> Saisie:
    """The resources of the household, by themselves: on the screen of the team only."""
    connu = cadre.fiche.menage

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        if not change:
            return None
        champs = {c: valeurs[c] for c in ("ressources", "ressources_date")}
        return menages.modifier, menages.ModifierMenage(connu.id, champs)

    jour: date | None = connu.ressources_date or cadre.jour
    return Saisie(
        cadre.cle("ressources"),
        _("Les ressources du ménage"),
        [
            Champ(
                "ressources",
                _("Ressources par mois (€)"),
                aide=_("Toutes les ressources du foyer, sans l’APL."),
            ),
            Champ("ressources_date", _("Ressources connues le"), Genre.DATE, passe=True),
        ],
        _("Enregistrer les ressources"),
        _("Ressources enregistrées"),
        commande,
        valeurs={"ressources": connu.ressources, "ressources_date": jour},
        aide=_("Confidentiel : ne sort ni sur la fiche de l’équipe, ni vers le bailleur."),
    )


# --- dates to avoid, links -------------------------------------------------------------------


def indisponibilite(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Days on which the household cannot move; or a period to put right."""
    connue = parmi(cadre.fiche.indisponibilites, id_) if id_ is not None else None

    def commande(valeurs: Mapping[str, Any], _change: Mapping[str, Any]) -> Ordre:
        if valeurs["du"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Du"))
        dits = (valeurs["du"], valeurs["au"], vides(valeurs["motif"]))
        if connue is not None:
            modifier = indisponibilites.ModifierIndisponibilite(connue.id, *dits)
            return indisponibilites.modifier, modifier
        ajouter = indisponibilites.AjouterIndisponibilite(*dits, menage_id=cadre.menage_id)
        return indisponibilites.ajouter, ajouter

    return Saisie(
        cadre.cle("indisponibilite", id_),
        _("Dates à éviter"),
        [
            (
                Champ("du", _("Du"), Genre.DATE),
                Champ("au", _("Au"), Genre.DATE, aide=_("Compris. Vide : ce seul jour.")),
            ),
            Champ("motif", _("Raison"), aide=_("Examen, vacances chez un proche, naissance…")),
        ],
        _("Enregistrer ces dates"),
        _("Dates enregistrées"),
        commande,
        valeurs=asdict(connue) if connue is not None else {},
        aide=_("On ne lui proposera pas de déménager ces jours-là."),
        sous={"indisponibilite.periode": "au", "indisponibilite.longue": "au"},
    )


def lien(cadre: Cadre, id_: UUID | None) -> Saisie:
    """Whom the household should stay near; or why, to put right."""
    connu = parmi(cadre.fiche.liens, id_) if id_ is not None else None

    def commande(valeurs: Mapping[str, Any], change: Mapping[str, Any]) -> Ordre | None:
        dits = (NatureLien(valeurs["nature"]), vides(valeurs["precision"]))
        if connu is not None:
            return (liens.modifier, liens.ModifierLien(connu.id, *dits)) if change else None
        if valeurs["autre"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("L’autre ménage"))
        return liens.lier, liens.LierMenages(cadre.menage_id, valeurs["autre"], *dits)

    champs: list[Element] = [
        Champ("nature", _("Lien"), Genre.CHOIX, choix(*NatureLien)),
        Champ("precision", _("Précision"), aide=_("Garde les enfants, fait ses courses…")),
    ]
    if connu is None:
        champs.insert(
            0,
            ChampLibre(
                "autre",
                _("L’autre ménage"),
                fabrique=lambda: ChoixMenage(cadre.contexte, cadre.menage_id),
            ),
        )
    titre = _("À garder près de {menage}").format(menage=connu.menage) if connu else ""
    return Saisie(
        cadre.cle("lien", id_),
        titre or _("À garder près d’un autre ménage"),
        champs,
        _("Enregistrer la proximité"),
        _("Proximité enregistrée"),
        commande,
        valeurs={"nature": connu.nature, "precision": connu.precision} if connu else {},
        aide=_("Le plan cherchera à les reloger ensemble, le temps des travaux."),
        sous={"lien.soi": "autre", "lien.deja": "autre", "menage.fusionne": "autre"},
    )


def retirer_lien(id_: UUID) -> tuple[Ordre, str]:
    """What takes a link away."""
    return (liens.delier, liens.DelierMenages(id_)), N_("Proximité retirée")


def retirer_indisponibilite(id_: UUID) -> tuple[Ordre, str]:
    """What takes days to avoid away."""
    commande = indisponibilites.RetirerIndisponibilite(id_)
    return (indisponibilites.retirer, commande), N_("Dates retirées")
