"""Who lives there, who follows them, what they agreed to."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext
from app.domain.telephone import afficher
from app.services.documents.vocabulaire import annees, dire, majuscule
from app.services.menages.lignes import (
    ConsentementFiche,
    FicheMenage,
    PersonneFiche,
    ReferentFiche,
)
from ui.contexte import Contexte
from ui.pages.menage.formes.foyer import partie_en_mots
from ui.pages.menage.onglets import ROLE_ID, Bloc, Onglet
from ui.widgets import Bouton
from ui.widgets.tableau import infobulle


class OngletFoyer(Onglet):
    """Persons, then who follows the household, then what it agreed to share."""

    def __init__(self, contexte: Contexte) -> None:
        theme = contexte.theme
        super().__init__(theme)
        self.personnes = Bloc(
            theme,
            "personne",
            _("Personnes du foyer"),
            (_("Nom"), _("Lien"), _("Âge"), _("Téléphone"), _("À savoir")),
            _("+ personne"),
            _("Aucune personne notée : ajoutez celle qui signe le bail."),
        )
        self.personnes.tableau.etirer(4)
        self.reunir = Bouton(_("Réunir…"), self._reunir, "discret")
        self.reunir.setToolTip(_("La personne choisie est la même qu’une autre du foyer"))
        self.personnes.tete.insertWidget(2, self.reunir)
        self.change = _FoyerChange(self)
        self.personnes.tete.insertWidget(3, self.change)
        self.parties = Bouton("", partial(self.demande.emit, "retour_au_foyer", None), "lien")
        boite = self.personnes.layout()
        assert isinstance(boite, QVBoxLayout)  # noqa: S101 - a Bloc is one
        boite.addWidget(self.parties, 0, Qt.AlignmentFlag.AlignLeft)
        ordre = (self.reunir, self.change, self.personnes.plus, self.personnes.tableau)
        for avant, apres in pairwise((*ordre, self.parties)):
            QWidget.setTabOrder(avant, apres)
        self.suivi = Bloc(
            theme,
            "referent",
            _("Suivi par"),
            ("", ""),
            _("+ référent"),
            _("Personne n’est encore chargé de ce ménage."),
        )
        self.suivi.tableau.etirer(1)
        self.accords = Bloc(
            theme,
            "consentement",
            _("Accords de partage"),
            ("", ""),
            _("+ accord"),
            _("Pas encore demandé : sans accord, rien ne part vers un partenaire."),
        )
        self.accords.tableau.etirer(1)
        self.poser((self.personnes, 5), (self.suivi, 2), (self.accords, 3))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's persons."""
        self.personnes.remplir([(p.id, _personne(p)) for p in fiche.personnes])
        self.reunir.setVisible(len(fiche.personnes) > 1)
        parties = [partie_en_mots(p) for p in fiche.parties]
        n = len(parties)
        self.parties.setText(
            _("Plus dans le foyer : {noms}").format(noms=parties[0])
            if n == 1
            else ngettext(
                "{n} personne n’est plus dans le foyer",
                "{n} personnes ne sont plus dans le foyer",
                n,
            ).format(n=n)
        )
        self.parties.setToolTip(infobulle("\n".join(parties)))
        self.parties.setVisible(bool(n))
        actuels = [r for r in fiche.referents if r.fin is None or r.fin > fiche.jour]
        self.suivi.remplir([(r.id, _referent(r)) for r in actuels])
        self.accords.remplir(
            [(c.id, (majuscule(dire(c.partenaire)), _accord(c))) for c in fiche.consentements]
        )

    def _reunir(self) -> None:
        choisie = self.personnes.tableau.courante()
        if choisie is None:
            premier = self.personnes.tableau.item(0, 0)
            choisie = premier.data(ROLE_ID) if premier is not None else None
        self.demande.emit("reunir", choisie)

    def changer(self, forme: str) -> None:
        """Open the form of a change of the household, for the person one is on."""
        self.demande.emit(forme, self.personnes.tableau.courante())


class _FoyerChange(Bouton):
    """Who comes, who leaves, who takes a home of their own."""

    def __init__(self, onglet: OngletFoyer) -> None:
        super().__init__(_("Le foyer change"), None, "discret")
        self.setProperty("menu", "true")
        menu = QMenu(self)
        for texte, forme in (
            (_("Une personne arrive ou est hébergée…"), "accueillir"),
            (_("Une personne est décédée ou partie…"), "depart"),
            (_("Une partie du foyer prend son logement…"), "decohabiter"),
        ):
            menu.addAction(texte).triggered.connect(partial(_ouvrir, onglet, forme))
        self.setMenu(menu)


def _ouvrir(onglet: OngletFoyer, forme: str, _coche: bool = False) -> None:
    onglet.changer(forme)


def _personne(p: PersonneFiche) -> tuple[str, ...]:
    numeros = ", ".join(afficher(n) for n in (p.tel_mobile, p.tel_fixe) if n)
    savoir = [p.langue, p.contact_prefere]
    if p.information.value != "tout":
        savoir.insert(0, majuscule(dire(p.information)))
    savoir.append(p.information_precision)
    lien = dire(p.lien) + (_(", titulaire") if p.titulaire and p.lien.value != "titulaire" else "")
    dits = " · ".join(x for x in savoir if x)
    return (p.nom_complet, majuscule(lien), annees(p.age_ans), numeros, dits)


def _referent(r: ReferentFiche) -> tuple[str, ...]:
    depuis = _(" depuis le {jour}").format(jour=date_courte(r.debut)) if r.debut else ""
    return (majuscule(dire(r.role)), f"{r.nom}{depuis}")


def _accord(c: ConsentementFiche) -> str:
    jour = date_courte(c.donne_le)
    if c.retire_le:
        dit = _("retiré le {jour}").format(jour=date_courte(c.retire_le))
    elif c.accorde:
        dit = _("oui, le {jour}").format(jour=jour)
    else:
        dit = _("non, le {jour}").format(jour=jour)
    return " · ".join(x for x in (dit, c.objet, c.personne, c.support) if x)
