"""The coverage of an estate on paper: how far each good practice went, and nobody's name."""

from __future__ import annotations

from app.core.errors import EntreeInvalide
from app.core.i18n import _, date_longue, ngettext, nombre
from app.domain.menages import Phase
from app.services.couverture import Couverture, LigneCouverture, LireCouverture, couverture
from app.services.documents.blocs import Colonne, Tableau, paragraphe, section
from app.services.documents.commandes import Imprime, ImprimerCouverture
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import FORMES, dire, majuscule
from db.uow import UnitOfWork

_CHIFFRE = 56.0


def imprimer_couverture(cmd: ImprimerCouverture, uow: UnitOfWork) -> Imprime:
    """The coverage of an estate or a batch; raises `PanneEnvironnement` for the disk."""
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    lue = couverture(LireCouverture(cmd.cite_id, cmd.tranche_id), uow)
    document = Document(style_document(), _("Bonnes pratiques d’une cité"), uow.clock.now())
    with atelier(cmd.sortie.parent) as lieu:
        pages = composer_couverture(document, lue, cmd.lieu, date_longue(uow.clock.today()))
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        with lieu.publier() as (fichier,):
            return Imprime(fichier, pages)


def composer_couverture(document: Document, lue: Couverture, lieu: str, jour: str) -> int:
    """Add the report, phase by phase; says how many pages it took."""
    titre = _("Bonnes pratiques : où nous en sommes")
    f = Feuillet(
        document,
        Cartouche(
            gauche=lieu or titre,
            droite=jour,
            pied=_("Pour l’équipe. Des nombres, aucun nom."),
            rappel=titre,
        ),
    )
    nom_en_grand(f, titre)
    n = lue.menages
    suivis = ngettext("{n} ménage suivi", "{n} ménages suivis", n).format(n=nombre(n))
    paragraphe(f, f"{lieu} · {suivis}" if lieu else suivis, apres=0)
    if not lue.lignes:
        paragraphe(f, _("Aucun ménage n’est suivi ici : rien à compter."))
        return f.clore()
    for phase in Phase:
        siennes = [li for li in lue.lignes if li.phase is phase]
        if siennes:
            section(f, f"{FORMES[phase]} {majuscule(dire(phase))}")
            Tableau(f, _colonnes()).dessiner([_ligne(li) for li in siennes])
    return f.clore()


def _colonnes() -> list[Colonne]:
    chiffres = (_("Faites"), _("Acceptées"), _("Proposées"), _("Refus"), _("À proposer"))
    return [
        Colonne(_("Bonne pratique")),
        *(Colonne(nom, fixe=_CHIFFRE, droite=True) for nom in chiffres),
    ]


def _ligne(li: LigneCouverture) -> tuple[str, ...]:
    c = li.compte
    attend = nombre(c.a_proposer)
    if c.plus_tard:
        attend += " " + _("(+ {n} plus tard)").format(n=nombre(c.plus_tard))
    comptes = (c.faites, c.acceptees, c.proposees, c.declinees + c.sans_objet)
    return (majuscule(li.libelle), *(nombre(x) if x else "–" for x in comptes), attend)
