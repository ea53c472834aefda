"""Who lives there, who follows them, what they agreed to."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext
from app.domain.telephone import afficher
from app.services.documents.vocabulaire import dire, majuscule
from app.services.menages.lignes import ConsentementFiche, FicheMenage, PersonneFiche
from ui.contexte import Contexte
from ui.pages.menage.onglets import Faits, Onglet, Tableau


class OngletFoyer(Onglet):
    """Persons on the left; what the household agreed to share and who follows it on the right."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.personnes = Tableau(
            _("Personnes du foyer"),
            (_("Nom"), _("Lien"), _("Âge"), _("Téléphone"), _("À savoir")),
        )
        self.personnes.largeurs(200, 120, 70, 220)
        self.accords = Faits(_("Accords de partage"))
        self.suivi = Faits(_("Suivi"))
        droite = QVBoxLayout()
        droite.setSpacing(12)
        droite.addWidget(self.suivi)
        droite.addWidget(self.accords, 1)
        ligne = QHBoxLayout()
        ligne.setSpacing(24)
        ligne.addWidget(self.personnes, 3)
        ligne.addLayout(droite, 2)
        self.corps.addLayout(ligne, 1)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's persons."""
        self.personnes.remplir([(p.id, _personne(p)) for p in fiche.personnes])
        self.suivi.remplir(
            [
                (majuscule(dire(r.role)), r.nom)
                for r in fiche.referents
                if r.fin is None or r.fin > fiche.jour
            ]
            or [(_("Référent"), "")]
        )
        self.accords.remplir(
            [(majuscule(dire(c.partenaire)), _accord(c)) for c in fiche.consentements]
            or [(_("Bailleur"), _("pas encore demandé"))]
        )


def _personne(p: PersonneFiche) -> tuple[str, ...]:
    numeros = ", ".join(afficher(n) for n in (p.tel_mobile, p.tel_fixe) if n)
    age = "" if p.age_ans is None else ngettext("{n} an", "{n} ans", p.age_ans).format(n=p.age_ans)
    savoir = [p.langue, p.contact_prefere]
    if p.information.value != "tout":
        savoir.insert(0, majuscule(dire(p.information)))
    savoir.append(p.information_precision)
    lien = dire(p.lien) + (_(", titulaire") if p.titulaire and p.lien.value != "titulaire" else "")
    return (p.nom_complet, majuscule(lien), age, numeros, " · ".join(x for x in savoir if x))


def _accord(c: ConsentementFiche) -> str:
    if not c.accorde:
        return _("refus le {jour}").format(jour=date_courte(c.donne_le))
    if c.retire_le:
        return _("accord retiré le {jour}").format(jour=date_courte(c.retire_le))
    return _("accord le {jour}").format(jour=date_courte(c.donne_le))
