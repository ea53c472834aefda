"""The forms of a move: planning it, changing its day, its people, its end, keys and meters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.errors import EntreeInvalide
from app.core.i18n import _, jour
from app.domain.accompagnement import EtatEngagement
from app.domain.demenagements import ETAPES
from app.services import demenagements as service
from app.services.demenagements import (
    AnnulerDemenagement,
    Creneau,
    DeplacerDemenagement,
    DossierDemenagement,
    EtatDemenagement,
    FaireDemenagement,
    PointerListe,
    PointLu,
    PreciserDemenagement,
    PreparationDemenagement,
    PrevoirDemenagement,
    RaisonReport,
    SensDemenagement,
)
from app.services.documents.vocabulaire import dire, majuscule
from ui.contexte import Contexte
from ui.pages.demenagement import mots
from ui.saisie.champs import ChampLibre, Heure, TexteLong
from ui.saisie.logement import ChoixLogement
from ui.saisie.panneau import Saisie
from ui.widgets import Champ, Genre
from ui.widgets.formulaire import Element

Valeurs = Mapping[str, Any]
_JOUR_REFUSE = {
    "demenagement.week_end": "motif",
    "demenagement.ferie": "motif",
    "demenagement.passe": "jour",
    "demenagement.meme_jour": "jour",
    "demenagement.retour_avant": "jour",
    "demenagement.pas_parti": "jour",
}
_LOGEMENT_REFUSE = {
    "occupation.logement_pris": "vers",
    "occupation.logement_promis": "vers",
    "occupation.deja": "vers",
    "occupation.pas_son_logement": "vers",
}


def prevoir(contexte: Contexte, prepare: PreparationDemenagement) -> Saisie:
    """A new move of the household."""
    origine = prepare.origine
    chez_lui = origine.logement.adresse if origine is not None else ""

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        sens = SensDemenagement(valeurs["sens"])
        vers = valeurs["vers"]
        if vers is None and sens is SensDemenagement.RETOUR and origine is not None:
            vers = origine.logement_id
        if vers is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Vers"))
        if valeurs["jour"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Jour"))
        return service.prevoir, PrevoirDemenagement(
            prepare.fiche.menage.id,
            sens,
            vers,
            valeurs["jour"],
            Creneau(valeurs["creneau"]),
            valeurs["heure"],
            valeurs["equipe"],
            valeurs["pilote"],
            valeurs["fin_prevue"],
            motif=valeurs["motif"],
        )

    return Saisie(
        f"demenagement.prevoir.{prepare.fiche.menage.id.hex}",
        _("Prévoir un déménagement"),
        [
            Champ("sens", _("Déménagement"), Genre.CHOIX, _choix(SensDemenagement)),
            ChampLibre(
                "vers",
                _("Vers"),
                aide=_("Pour un retour, laissez vide : {adresse}.").format(adresse=chez_lui)
                if chez_lui
                else "",
                fabrique=lambda: ChoixLogement(contexte, prepare.cite_id or contexte.cite.id),
            ),
            *_quand(),
            Champ(
                "fin_prevue",
                _("Retour prévu le"),
                Genre.DATE,
                aide=_("Pour un logement provisoire : le logement pourra être promis ensuite."),
            ),
            *_qui(prepare),
        ],
        _("Prévoir le déménagement"),
        _("Déménagement prévu"),
        commande,
        valeurs={
            "sens": prepare.sens,
            "creneau": Creneau.JOURNEE,
            "pilote": prepare.pilote_probable(),
        },
        sous=_JOUR_REFUSE | _LOGEMENT_REFUSE,
    )


def deplacer(_contexte: Contexte, dossier: DossierDemenagement) -> Saisie:
    """Another day, half of the day or hour; says what will have to be told."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, change: Valeurs) -> Any:
        if not change.keys() & {"jour", "creneau", "heure", "fin_prevue"}:
            return None
        if valeurs["jour"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Jour"))
        return service.deplacer, DeplacerDemenagement(
            lu.id,
            valeurs["jour"],
            Creneau(valeurs["creneau"]),
            valeurs["heure"],
            RaisonReport(valeurs["raison"]),
            valeurs["explication"],
            valeurs["motif"],
            fin_prevue=valeurs.get("fin_prevue"),
        )

    retour: list[Element] = []
    if lu.sens is SensDemenagement.ALLER:
        retour = [Champ("fin_prevue", _("Retour prévu le"), Genre.DATE)]
    return Saisie(
        f"demenagement.deplacer.{lu.id.hex}",
        _("Changer la date"),
        [
            *_quand(),
            *retour,
            Champ("raison", _("Pourquoi"), Genre.CHOIX, _choix(RaisonReport)),
            ChampLibre(
                "explication",
                _("Raison donnée au ménage"),
                aide=_("Ce qu’on lui dira, en mots simples."),
                fabrique=lambda: TexteLong(3),
            ),
        ],
        _("Changer la date"),
        _("Date changée"),
        commande,
        valeurs={
            "jour": lu.jour,
            "creneau": lu.creneau,
            "heure": lu.heure,
            "raison": RaisonReport.RETARD,
            "fin_prevue": _fin_prevue(dossier),
        },
        aide=_a_annoncer(dossier),
        sous=_JOUR_REFUSE
        | {"occupation.logement_pris": "jour", "occupation.logement_promis": "jour"},
    )


def preciser(
    _contexte: Contexte, dossier: DossierDemenagement, prepare: PreparationDemenagement
) -> Saisie:
    """Who is there on the day, and what they should know."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, change: Valeurs) -> Any:
        if not change:
            return None
        return service.preciser, PreciserDemenagement(
            lu.id, valeurs["equipe"], valeurs["pilote"], valeurs["fixe"], valeurs["remarque"]
        )

    return Saisie(
        f"demenagement.preciser.{lu.id.hex}",
        _("Équipe et remarques"),
        [
            *_qui(prepare, sauf=(lu.equipe_id, lu.equipe or "", lu.pilote_id, lu.pilote or "")),
            ChampLibre(
                "remarque",
                _("À savoir le jour même"),
                aide=_("Imprimé sur les feuilles du jour : rien de confidentiel."),
                fabrique=lambda: TexteLong(4),
            ),
            Champ("fixe", _("Ne pas déplacer"), Genre.CASE, aide=_("Le plan n’y touche pas.")),
        ],
        _("Enregistrer"),
        _("Déménagement précisé"),
        commande,
        valeurs={
            "equipe": lu.equipe_id,
            "pilote": lu.pilote_id,
            "remarque": lu.remarque or "",
            "fixe": lu.fixe,
        },
    )


def faire(contexte: Contexte, dossier: DossierDemenagement) -> Saisie:
    """It took place: on which day."""
    lu = dossier.demenagement
    aujourdhui = contexte.clock.today()

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        if valeurs["jour"] is None:
            raise EntreeInvalide("saisie.obligatoire", champ=_("Jour"))
        return service.faire, FaireDemenagement(lu.id, valeurs["jour"])

    return Saisie(
        f"demenagement.faire.{lu.id.hex}",
        _("Le déménagement a eu lieu"),
        [Champ("jour", _("Jour"), Genre.DATE, passe=True)],
        _("Noter comme fait"),
        _("Déménagement fait"),
        commande,
        valeurs={"jour": min(lu.jour, aujourdhui)},
        aide=_("Le ménage vit à sa nouvelle adresse à partir de ce jour."),
        sous={
            "demenagement.futur": "jour",
            "saisie.periode": "jour",
            "occupation.logement_pris": "jour",
        },
    )


def annuler(_contexte: Contexte, dossier: DossierDemenagement) -> Saisie:
    """It will not take place."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.annuler, AnnulerDemenagement(lu.id, valeurs["motif"])

    return Saisie(
        f"demenagement.annuler.{lu.id.hex}",
        _("Annuler le déménagement"),
        [
            ChampLibre(
                "motif",
                _("Raison de l’annulation"),
                aide=_("Le logement redevient libre à ces dates ; tout reste dans l’historique."),
                fabrique=lambda: TexteLong(3),
            )
        ],
        _("Annuler le déménagement"),
        _("Déménagement annulé"),
        commande,
        aide=_a_annoncer(dossier),
        sous={"saisie.obligatoire": "motif"},
    )


def precision(_contexte: Contexte, dossier: DossierDemenagement, point: PointLu) -> Saisie:
    """Where a line stands, and what one wants to remember of it."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, change: Valeurs) -> Any:
        if not change:
            return None
        return service.pointer, PointerListe(
            lu.id, point.code, service.EtatPoint(valeurs["etat"]), valeurs["precision"]
        )

    return Saisie(
        f"demenagement.point.{lu.id.hex}.{point.code}",
        point.libelle,
        [
            Champ("etat", _("Où il en est"), Genre.CHOIX, _choix(service.EtatPoint)),
            ChampLibre("precision", _("Précision"), fabrique=lambda: TexteLong(3)),
        ],
        _("Enregistrer"),
        _("Préparation notée"),
        commande,
        valeurs={"etat": point.etat, "precision": point.precision or ""},
        aide=" ".join(
            t
            for t in (
                point.conseil,
                _("Pour le {jour}.").format(jour=jour(point.pour_le)),
            )
            if t
        ),
    )


def _quand() -> list[Element]:
    """The day, the half of it, the hour, and why when nobody works that day."""
    return [
        Champ("jour", _("Jour"), Genre.DATE),
        (
            Champ("creneau", _("Créneau"), Genre.CHOIX, _choix(Creneau)),
            ChampLibre("heure", _("Heure"), fabrique=Heure),
        ),
        Champ("motif", _("Si week-end ou férié, pourquoi")),
    ]


def _qui(
    prepare: PreparationDemenagement, sauf: tuple[Any, str, Any, str] = (None, "", None, "")
) -> list[Element]:
    """Crew and pilote; who is already chosen stays a choice even after leaving the team."""
    equipes: dict[object, str] = {None: _("pas encore choisis")}
    equipes |= {e.id: e.nom for e in prepare.deplaceurs()}
    pilotes: dict[object, str] = {None: _("pas encore choisi")}
    pilotes |= {m.id: m.nom_complet for m in prepare.equipe.membres}
    equipes.setdefault(sauf[0], sauf[1])
    pilotes.setdefault(sauf[2], sauf[3])
    return [
        Champ("equipe", _("Déménageurs"), Genre.CHOIX, tuple(equipes.items())),
        Champ("pilote", _("Pilote social"), Genre.CHOIX, tuple(pilotes.items())),
    ]


def _choix(codes: Any) -> tuple[tuple[object, str], ...]:
    return tuple((code, majuscule(dire(code))) for code in codes)


def _fin_prevue(dossier: DossierDemenagement) -> Any:
    """The end foreseen for the stay this move begins."""
    lu = dossier.demenagement
    return next(
        (
            o.fin_prevue
            for o in dossier.fiche.occupations
            if o.logement_id == lu.vers_id and o.debut == lu.jour
        ),
        None,
    )


def _a_annoncer(dossier: DossierDemenagement) -> str:
    """Whether the household had been given the day: then it is to be told again."""
    lu = dossier.demenagement
    code = ETAPES.get(lu.sens)
    promis = any(
        e.etat is EtatEngagement.A_TENIR and code is not None and e.etape_code == code
        for e in dossier.fiche.engagements
    )
    if promis:
        return _("Ce jour lui a été promis : le changement sera à lui annoncer.")
    if lu.etat is EtatDemenagement.CONFIRME:
        return _("Ce jour lui est confirmé : le changement sera à lui annoncer.")
    return _("{sens} : ce jour ne lui a pas encore été donné, rien à annoncer.").format(
        sens=mots.sens(lu.sens)
    )
