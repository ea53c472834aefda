"""The journey: milestones, needs, wishes, feelings."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire, etape, majuscule
from app.services.menages.lignes import BesoinFiche, EtapeFiche, FicheMenage
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Onglet


class OngletParcours(Onglet):
    """Four short tables, each with its own "+ …"; feelings come from visits."""

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        theme = contexte.theme
        super().__init__(theme)
        self._mots = mots
        self.etapes = Bloc(
            theme,
            "etape",
            _("Étapes"),
            (_("Étape"), _("Quand")),
            _("+ étape"),
            _("Notez la première étape prévue, par exemple l’enquête sociale."),
        )
        self.etapes.tableau.etirer(0)
        self.besoins = Bloc(
            theme,
            "besoin",
            _("Besoins"),
            (_("Besoin"), _("Réponse")),
            _("+ besoin"),
            _("Ce dont le ménage a besoin, et ce qu’on y a répondu."),
        )
        self.besoins.tableau.etirer(0)
        self.souhaits = Bloc(
            theme,
            "souhait",
            _("Souhaits"),
            (_("Le"), _("Souhait")),
            _("+ souhait"),
            _("Demandez-lui s’il veut revenir, rester dans la cité ou partir."),
        )
        self.souhaits.tableau.etirer(1)
        self.ressentis = Bloc(
            theme,
            "",
            _("Ressentis"),
            (_("Le"), _("Ressenti")),
            vide=_("Ils se notent en consignant une visite."),
        )
        self.ressentis.tableau.etirer(1)
        self.poser((self.etapes, 4), (self.besoins, 3), (self.souhaits, 3), (self.ressentis, 3))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's journey."""
        self.etapes.remplir([(e.id, _etape(e)) for e in fiche.etapes])
        self.besoins.remplir([(b.id, self._besoin(b)) for b in fiche.besoins])
        self.souhaits.remplir(
            [
                (s.id, (_jour(s.exprime_le), _suite(majuscule(dire(s.code)), s.precision)))
                for s in fiche.souhaits
            ]
        )
        self.ressentis.remplir(
            [
                (
                    r.id,
                    (
                        _jour(r.jour),
                        _suite(
                            _force(majuscule(self._mots.ressenti(r.code)), r.intensite),
                            r.personne,
                        ),
                    ),
                )
                for r in fiche.ressentis
            ]
        )

    def _besoin(self, b: BesoinFiche) -> tuple[str, str]:
        quoi = _suite(majuscule(self._mots.besoin(b.code)), b.precision)
        if b.repondu_le:
            return _suite(quoi, b.reponse), f"✓ {_jour(b.repondu_le)}"
        return quoi, _("attend")


def _etape(e: EtapeFiche) -> tuple[str, str]:
    if e.faite_le:
        quand = f"✓ {_jour(e.faite_le)}"
    else:
        quand = _("prévue {jour}").format(jour=_jour(e.prevue_le)) if e.prevue_le else ""
    return majuscule(etape(e.code)), quand


def _force(ressenti: str, intensite: int | None) -> str:
    return f"{ressenti} {intensite}/5" if intensite else ressenti


def _suite(quoi: str, precision: str | None) -> str:
    return f"{quoi.strip()} – {precision}" if precision else quoi.strip()


def _jour(valeur: date | None) -> str:
    return date_courte(valeur) if valeur else ""
