"""The coverage of an estate on paper: how far each good practice went, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.errors import EntreeInvalide
from app.core.i18n import N_, _, date_longue, ngettext, nombre
from app.domain.menages import Phase
from app.services.couverture import Couverture, LigneCouverture, LireCouverture, couverture
from app.services.documents.blocs import Colonne, Tableau, paragraphe
from app.services.documents.commandes import Imprime, ImprimerCouverture
from app.services.documents.ecriture import atelier, enregistrer
from app.services.documents.entete import nom_en_grand
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.styles import style_document
from app.services.documents.vocabulaire import FORMES, majuscule
from db.uow import UnitOfWork

_PHASE = 76.0
_MOTS: Mapping[Phase, str] = MappingProxyType(
    {Phase.AVANT: N_("avant"), Phase.PENDANT: N_("pendant"), Phase.APRES: N_("après")}
)


def imprimer_couverture(cmd: ImprimerCouverture, uow: UnitOfWork) -> Imprime:
    """The coverage of an estate or a batch; raises `PanneEnvironnement` for the disk."""
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    lue = couverture(LireCouverture(cmd.cite_id, cmd.tranche_id), uow)
    document = Document(
        style_document(paysage=True), _("Bonnes pratiques d’une cité"), uow.clock.now()
    )
    with atelier(cmd.sortie.parent) as lieu:
        pages = composer_couverture(document, lue, cmd.lieu, date_longue(uow.clock.today()))
        enregistrer(document, lieu.reserver(cmd.sortie.name), cmd.sortie)
        with lieu.publier() as (fichier,):
            return Imprime(fichier, pages)


def composer_couverture(document: Document, lue: Couverture, lieu: str, jour: str) -> int:
    """Add the report, practices in the order of the journey; says how many pages it took."""
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
    Tableau(f, _colonnes()).dessiner([_ligne(li) for li in lue.lignes])
    return f.clore()


def _colonnes() -> list[Colonne]:
    chiffres = (
        (_("Faites"), 52),
        (_("Acceptées"), 70),
        (_("Proposées"), 70),
        (_("Refus"), 52),
        (_("À proposer"), 74),
        (_("Plus tard"), 64),
    )
    return [
        Colonne(_("Quand"), fixe=_PHASE),
        Colonne(_("Bonne pratique")),
        *(Colonne(nom, fixe=float(large), droite=True) for nom, large in chiffres),
    ]


def _ligne(li: LigneCouverture) -> tuple[str, ...]:
    c = li.compte
    refus = c.declinees + c.sans_objet
    comptes = (c.faites, c.acceptees, c.proposees, refus, c.a_proposer, c.plus_tard)
    quand = f"{FORMES[li.phase]} {_(_MOTS[li.phase])}"
    return (quand, majuscule(li.libelle), *(nombre(x) if x else "–" for x in comptes))
