"""The forms of what is counted on the day: keys and meters."""

from __future__ import annotations

from typing import Any

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from app.services import demenagements as service
from app.services.demenagements import (
    DossierDemenagement,
    Fluide,
    MomentReleve,
    ReleverCompteur,
    RemettreCle,
    SensCle,
)
from app.services.documents.vocabulaire import dire, majuscule
from ui.contexte import Contexte
from ui.pages.demenagement.formes import Valeurs
from ui.saisie.panneau import Saisie
from ui.widgets import Champ, Genre


def cle(contexte: Contexte, dossier: DossierDemenagement) -> Saisie:
    """Keys handed over or given back."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        nombre = str(valeurs["nombre"] or "")
        if not nombre.isascii() or not nombre.isdecimal():
            raise EntreeInvalide("saisie.nombre", champ=_("Nombre"), texte=nombre)
        return service.remettre_cle, RemettreCle(
            lu.id,
            valeurs["logement"],
            SensCle(valeurs["sens"]),
            valeurs["quoi"],
            int(nombre),
            _jour(valeurs),
            valeurs["a_qui"],
        )

    return Saisie(
        f"demenagement.cle.{lu.id.hex}",
        _("Noter des clés"),
        [
            Champ("sens", _("Clés"), Genre.CHOIX, _codes(SensCle)),
            Champ("logement", _("Logement"), Genre.CHOIX, _logements(dossier)),
            (
                Champ("quoi", _("Quelles clés"), part=3),
                Champ("nombre", _("Nombre"), Genre.NOMBRE),
            ),
            Champ("le", _("Le"), Genre.DATE, passe=True),
            Champ("a_qui", _("À qui"), aide=_("Qui les a reçues : le ménage, le gardien…")),
        ],
        _("Enregistrer les clés"),
        _("Clés notées"),
        commande,
        valeurs={
            "sens": SensCle.REMISE,
            "logement": lu.vers_id,
            "quoi": _("porte d’entrée"),
            "nombre": "2",
            "le": contexte.clock.today(),
        },
        sous={
            "demenagement.cles_en_trop": "nombre",
            "demenagement.futur": "le",
            "demenagement.pas_ici": "logement",
        },
    )


def releve(contexte: Contexte, dossier: DossierDemenagement) -> Saisie:
    """A meter read; one that went down is told, and kept when one insists."""
    lu = dossier.demenagement

    def commande(valeurs: Valeurs, _change: Valeurs) -> Any:
        return service.relever, ReleverCompteur(
            lu.id,
            valeurs["logement"],
            Fluide(valeurs["fluide"]),
            MomentReleve(valeurs["moment"]),
            valeurs["valeur"],
            _jour(valeurs),
            valeurs["numero"],
            confirme=valeurs["confirme"],
        )

    depart = lu.depuis_id or lu.vers_id
    sorti = any(r.moment is MomentReleve.SORTIE for r in dossier.releves)
    return Saisie(
        f"demenagement.releve.{lu.id.hex}",
        _("Relever un compteur"),
        [
            (
                Champ("fluide", _("Compteur"), Genre.CHOIX, _codes(Fluide)),
                Champ("moment", _("Relevé à"), Genre.CHOIX, _codes(MomentReleve)),
            ),
            Champ("logement", _("Logement"), Genre.CHOIX, _logements(dossier)),
            (
                Champ("valeur", _("Index"), aide=_("Les chiffres, comme ils sont affichés.")),
                Champ("numero", _("Numéro du compteur")),
            ),
            Champ("le", _("Relevé le"), Genre.DATE, passe=True),
            Champ("confirme", _("C’est bien ce qu’il montre"), Genre.CASE),
        ],
        _("Enregistrer le relevé"),
        _("Compteur relevé"),
        commande,
        valeurs={
            "fluide": Fluide.ELECTRICITE,
            "moment": MomentReleve.ENTREE if sorti else MomentReleve.SORTIE,
            "logement": lu.vers_id if sorti else depart,
            "le": contexte.clock.today(),
        },
        aide=_derniers(dossier),
        sous={
            "demenagement.index_plus_bas": "valeur",
            "demenagement.futur": "le",
            "demenagement.pas_ici": "logement",
        },
    )


def _logements(dossier: DossierDemenagement) -> tuple[tuple[object, str], ...]:
    """The two homes of the move."""
    lu = dossier.demenagement
    vers = (lu.vers_id, _("{adresse} (nouveau)").format(adresse=lu.vers))
    if lu.depuis_id is None:
        return (vers,)
    return ((lu.depuis_id, _("{adresse} (quitté)").format(adresse=lu.depuis or "")), vers)


def _derniers(dossier: DossierDemenagement) -> str:
    """The last reading known of each meter of these homes."""
    connus: dict[Fluide, str] = {}
    for lu in dossier.releves_d_avant:
        connus.setdefault(lu.fluide, f"{majuscule(dire(lu.fluide))} {lu.valeur}")
    if not connus:
        return ""
    return _("Derniers index connus : {quoi}.").format(quoi=", ".join(connus.values()))


def _jour(valeurs: Valeurs) -> Any:
    if valeurs["le"] is None:
        raise EntreeInvalide("saisie.obligatoire", champ=_("Le"))
    return valeurs["le"]


def _codes(codes: Any) -> tuple[tuple[object, str], ...]:
    return tuple((code, majuscule(dire(code))) for code in codes)
