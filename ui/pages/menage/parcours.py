"""The journey: milestones, needs, wishes, feelings."""

from __future__ import annotations

from datetime import date

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire, etape, intensite, majuscule
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
        self.etapes.tableau.largeurs(150)
        self.besoins = Bloc(
            theme,
            "besoin",
            _("Besoins"),
            (_("Besoin"), _("Réponse")),
            _("+ besoin"),
            _("Ce dont le ménage a besoin, et ce qu’on y a répondu."),
        )
        self.besoins.tableau.largeurs(150)
        self.souhaits = Bloc(
            theme,
            "souhait",
            _("Souhaits"),
            (_("Le"), _("Souhait")),
            _("+ souhait"),
            _("Demandez-lui s’il veut revenir, rester dans la cité ou partir."),
        )
        self.souhaits.tableau.largeurs(84)
        self.ressentis = Bloc(
            theme,
            "",
            _("Ressentis"),
            (_("Le"), _("Ressenti")),
            vide=_("Ils se notent en consignant une visite."),
        )
        self.ressentis.tableau.largeurs(84)
        self.poser((self.etapes, 3), (self.besoins, 3), (self.souhaits, 3), (self.ressentis, 3))

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
                            f"{majuscule(self._mots.ressenti(r.code))} {intensite(r.intensite)}",
                            r.personne,
                        ),
                    ),
                )
                for r in fiche.ressentis
            ]
        )

    def _besoin(self, b: BesoinFiche) -> tuple[str, str]:
        if b.repondu_le:
            reponse = _suite(_("répondu le {jour}").format(jour=_jour(b.repondu_le)), b.reponse)
        else:
            reponse = _("sans réponse depuis le {jour}").format(jour=_jour(b.ouvert_le))
        return _suite(majuscule(self._mots.besoin(b.code)), b.precision), reponse


def _etape(e: EtapeFiche) -> tuple[str, str]:
    if e.faite_le:
        quand = "✓ " + _("faite le {jour}").format(jour=_jour(e.faite_le))
    else:
        quand = _("prévue le {jour}").format(jour=_jour(e.prevue_le)) if e.prevue_le else ""
    return majuscule(etape(e.code)), quand


def _suite(quoi: str, precision: str | None) -> str:
    return f"{quoi.strip()} – {precision}" if precision else quoi.strip()


def _jour(valeur: date | None) -> str:
    return date_courte(valeur) if valeur else ""
