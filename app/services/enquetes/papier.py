"""Questionnaires on paper: blank to be filled by hand, filled to be signed, before and after.

Importing this module loads no drawing library: each service does on its first use. Files appear
whole or not at all; what leaves for a household or the bailleur is logged in the same transaction
that lets it appear (promises 13 and 25).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.catalogues import Catalogues
from app.domain.enquetes.enonces import enoncer
from app.domain.enquetes.fiche import repetition_des_personnes
from app.domain.enquetes.formulaire import Formulaire
from app.domain.enquetes.relecture import LigneLue, relire
from app.domain.partage import Destinataire
from app.services import catalogues
from app.services.documents.commandes import Imprime
from app.services.enquetes import comparaison
from app.services.enquetes.comparaison import ComparerMenage
from app.services.enquetes.pieces import LirePiece
from app.services.enquetes.pieces import lire as lire_piece
from app.services.enquetes.questionnaires import QuestionnaireOuvert, ouvrir_dans
from app.services.enquetes.saisies import remplissage
from db.models import Envoi
from db.queries import enquetes as lecture
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.uow import UnitOfWork

if TYPE_CHECKING:
    from app.services.documents.page import Document
    from app.services.documents.vocabulaire import Libelles

__all__ = [
    "Imprime",
    "ImprimerAvantApres",
    "ImprimerFormulaire",
    "ImprimerRemplie",
    "imprimer_avant_apres",
    "imprimer_formulaire",
    "imprimer_remplie",
]
_COTE_IMAGE = 900  # pixels of a picture on paper, long edge
_QUALITE = 82


@dataclass(frozen=True, slots=True)
class ImprimerFormulaire:
    """Print a blank form to the PDF file `sortie`, in one language (the form's own by default).

    With a household, its name and address are printed and there is room for all its persons.
    """

    questionnaire_id: UUID
    sortie: Path
    menage_id: UUID | None = None
    langue: str = ""
    catalogues: Catalogues | None = None


@dataclass(frozen=True, slots=True)
class ImprimerRemplie:
    """Print what was answered to the PDF file `sortie`, for one reader."""

    enquete_id: UUID
    sortie: Path
    pour: Destinataire = Destinataire.EQUIPE
    langue: str = ""
    catalogues: Catalogues | None = None


@dataclass(frozen=True, slots=True)
class ImprimerAvantApres:
    """Print what a household answered before and after to the PDF file `sortie`.

    For the team or the household: the bailleur has no page about one household's answers.
    """

    menage_id: UUID
    sortie: Path
    pour: Destinataire = Destinataire.EQUIPE
    catalogues: Catalogues | None = None


def imprimer_formulaire(
    cmd: ImprimerFormulaire, uow: UnitOfWork, suivi: Suivi | None = None
) -> Imprime:
    """The blank form; says how many pages.

    Raises `EntreeInvalide("documents.nom_sans_pdf")`, `RegleMetier("general.introuvable")`,
    `PanneEnvironnement` for the disk, `Annule` when asked to stop; then no file is left behind.
    """
    from app.services.documents.page import Document  # noqa: PLC0415
    from app.services.documents.questionnaire import TOURS, Vierge, composer_vierge  # noqa: PLC0415
    from app.services.documents.styles import style_document  # noqa: PLC0415

    _en_pdf(cmd.sortie)
    with uow.lecture() as session:
        ouvert = ouvrir_dans(session, cmd.questionnaire_id)
        fiche = None
        if cmd.menage_id is not None:
            fiche = lire_fiche(session, cmd.menage_id, uow.clock.today())
            if fiche is None:
                raise RegleMetier("general.introuvable")
    formulaire = ouvert.plan.formulaire
    tours = {}
    repetition = repetition_des_personnes(formulaire.racine)
    if fiche is not None and repetition is not None:
        tours[repetition.chemin] = max(TOURS, len(fiche.personnes))
    enonce = enoncer(formulaire, _langue(formulaire, cmd.langue))
    vierge = Vierge(ouvert.titre, enonce, fiche, tours)
    document = Document(style_document(), ouvert.titre, uow.clock.now())
    total = sum(1 for e in enonce.tous() if e.numero)
    avance = _compter(suivi, total)
    mots = _mots(cmd.catalogues)
    return _poser(document, cmd.sortie, lambda: composer_vierge(document, vierge, mots, avance))


def imprimer_remplie(cmd: ImprimerRemplie, uow: UnitOfWork, suivi: Suivi | None = None) -> Imprime:
    """The filled form for its reader, as last saved; raises as `imprimer_formulaire` does.

    Raises `RegleMetier("documents.tous_ecartes")` for the bailleur when the household refused.
    """
    from app.services.documents.page import Document  # noqa: PLC0415
    from app.services.documents.questionnaire_rempli import Remplie, composer_remplie  # noqa: PLC0415
    from app.services.documents.styles import style_de  # noqa: PLC0415

    _en_pdf(cmd.sortie)
    with uow.lecture() as session:
        ligne = lecture.enquete(session, cmd.enquete_id)
        lues = lecture.reponses(session, cmd.enquete_id)
        if ligne is None or lues is None:
            raise RegleMetier("general.introuvable")
        ouvert = ouvrir_dans(session, ligne.questionnaire_id)
        fiche = lire_fiche(session, ligne.menage_id, uow.clock.today())
        if fiche is None:
            raise RegleMetier("general.introuvable")
    langue = _langue(ouvert.plan.formulaire, cmd.langue or lues.langue or "")
    lignes = _relire(ouvert, lues.reponses, langue, cmd.pour, uow)
    remplie = Remplie(
        ligne.titre,
        lignes,
        _pour(fiche, cmd.pour),
        cmd.pour,
        ligne.commencee_le,
        ligne.terminee_le,
        (ligne.par or "") if cmd.pour is not Destinataire.BAILLEUR else "",
        _images(cmd.enquete_id, lignes, uow),
    )
    document = Document(style_de(cmd.pour), ligne.titre, uow.clock.now())
    avance = _compter(suivi, len(lignes))
    mots = _mots(cmd.catalogues)
    return _poser(
        document,
        cmd.sortie,
        lambda: composer_remplie(document, remplie, mots, avance),
        _Journal(uow, cmd.pour, ligne.menage_id),
    )


def imprimer_avant_apres(
    cmd: ImprimerAvantApres, uow: UnitOfWork, _suivi: Suivi | None = None
) -> Imprime:
    """One page: what the household answered before and after, side by side.

    Raises `RegleMetier("enquete.rien_a_comparer")` with fewer than two questionnaires, or for the
    bailleur; else as `imprimer_formulaire` does.
    """
    from app.services.documents.avant_apres import composer_avant_apres  # noqa: PLC0415
    from app.services.documents.page import Document  # noqa: PLC0415
    from app.services.documents.styles import style_de  # noqa: PLC0415

    _en_pdf(cmd.sortie)
    lue = comparaison.du_menage(ComparerMenage(cmd.menage_id), uow)
    if lue is None or not lue.reponses or cmd.pour is Destinataire.BAILLEUR:
        raise RegleMetier("enquete.rien_a_comparer")
    with uow.lecture() as session:
        fiche = lire_fiche(session, cmd.menage_id, uow.clock.today())
        if fiche is None:
            raise RegleMetier("general.introuvable")
    vue = _pour(fiche, cmd.pour)
    document = Document(style_de(cmd.pour), _("Avant et après les travaux"), uow.clock.now())
    mots = _mots(cmd.catalogues)
    return _poser(
        document,
        cmd.sortie,
        lambda: composer_avant_apres(document, lue, vue, cmd.pour, mots),
        _Journal(uow, cmd.pour, cmd.menage_id),
    )


# ---- what the three share ----------------------------------------------------------------------


def _en_pdf(sortie: Path) -> None:
    if sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(sortie))


def _mots(donnes: Catalogues | None) -> Libelles:
    from app.services.documents.vocabulaire import Libelles  # noqa: PLC0415

    return Libelles(donnes or catalogues.charger())


def _langue(formulaire: Formulaire, voulue: str) -> str:
    """The language of the form that is meant: "fr" or "français" is enough.

    Raises `EntreeInvalide("enquete.langue")` naming those it speaks.
    """
    if not voulue or voulue in formulaire.langues:
        return voulue
    for langue in formulaire.langues:
        if langue.casefold().startswith(voulue.casefold()) or f"({voulue.casefold()})" in langue:
            return langue
    connues = ", ".join(x for x in formulaire.langues if x) or "–"
    raise EntreeInvalide("enquete.langue", langue=voulue, connues=connues)


def _pour(fiche: FicheMenage, pour: Destinataire) -> FicheMenage:
    """The household as that reader may receive it; raises when it refused to share."""
    from app.services.documents.partage import expurger, lecteur, refuse  # noqa: PLC0415

    if pour is Destinataire.BAILLEUR and refuse(fiche.consentements, fiche.jour):
        raise RegleMetier("documents.tous_ecartes", nombre=1)
    return expurger(fiche, lecteur(fiche, pour))


def _relire(
    ouvert: QuestionnaireOuvert,
    reponses: Mapping[str, object],
    langue: str,
    pour: Destinataire,
    uow: UnitOfWork,
) -> tuple[LigneLue, ...]:
    return relire(remplissage(ouvert, reponses, uow.clock.now, langue), pour)


def _compter(suivi: Suivi | None, total: int) -> Callable[[int], None]:
    """Tell how many questions are laid out; raises `Annule` when asked to stop."""
    suivi = suivi or SuiviMuet()
    return lambda fait: suivi.avance(fait, max(total, fait), _("Questions mises en page"))


def _images(enquete_id: UUID, lignes: tuple[LigneLue, ...], uow: UnitOfWork) -> Mapping[str, bytes]:
    """Photos and signatures as small JPEG, by name; one that cannot be drawn is left out."""
    images: dict[str, bytes] = {}
    for ligne in lignes:
        if not ligne.image:
            continue
        try:
            octets = lire_piece(LirePiece(enquete_id, ligne.image), uow)
        except RegleMetier:  # answered elsewhere: the name came, the picture did not
            continue
        reduite = _en_jpeg(octets)
        if reduite:
            images[ligne.image] = reduite
    return images


def _en_jpeg(octets: bytes) -> bytes:
    """A picture drawn again on white, b"" when its bytes are none."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    try:
        with Image.open(BytesIO(octets)) as lue:
            lue.thumbnail((_COTE_IMAGE, _COTE_IMAGE))
            dessinee = lue.convert("RGBA")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return b""
    fond = Image.new("RGB", dessinee.size, "white")
    fond.paste(dessinee, mask=dessinee.getchannel("A"))
    sortie = BytesIO()
    fond.save(sortie, "JPEG", quality=_QUALITE)
    return sortie.getvalue()


@dataclass(frozen=True, slots=True)
class _Journal:
    """To whom a document about a household goes."""

    uow: UnitOfWork
    pour: Destinataire
    menage_id: UUID


def _poser(
    document: Document,
    sortie: Path,
    composer: Callable[[], int],
    journal: _Journal | None = None,
) -> Imprime:
    """Write the file whole or not at all; what leaves the team is logged with it."""
    from app.services.documents.ecriture import atelier, enregistrer  # noqa: PLC0415

    with atelier(sortie.parent) as lieu:
        pages = composer()
        enregistrer(document, lieu.reserver(sortie.name), sortie)
        if journal is None or journal.pour is Destinataire.EQUIPE:
            with lieu.publier() as (fichier,):
                return Imprime(fichier, pages)
        with journal.uow.ecriture("document.imprimer") as tx:
            envoi = Envoi(
                id=tx.ids.new(),
                quoi="questionnaire",
                destinataire=journal.pour.value,
                nb_lignes=1,
                detail={"fichiers": 1, "pages": pages, "menages": [journal.menage_id.hex]},
                prepare_a=tx.clock.now(),
            )
            tx.session.add(envoi)
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
        return Imprime(fichier, pages)
