"""The printed sheets of a package: one household after another, each drawn in memory."""

from __future__ import annotations

import io
from uuid import UUID

from sqlalchemy.orm import Session

from app.domain.partage import Destinataire
from app.domain.profils_envoi import ProfilLu
from app.services import catalogues
from db.queries.fiche import lire_fiche
from db.uow import UnitOfWork


def fiches_permises(profil: ProfilLu) -> bool:
    """Whether a package of that profile may hold sheets.

    A sheet tells all that may leave of a household: a profile that leaves a table or a column out
    has none, else the sheet would tell what the tables hide.
    """
    return profil.tables is None and not any(profil.colonnes_retirees.values())


class FichesDuBailleur:
    """Draws the sheet of a household as the bailleur may receive it."""

    def __init__(self, uow: UnitOfWork) -> None:
        # Drawing is heavy to load: only packages with sheets need it.
        from app.services.documents.lecture_fiche import LectureFiches  # noqa: PLC0415
        from app.services.documents.vocabulaire import Libelles  # noqa: PLC0415

        self._uow = uow
        mots = Libelles(catalogues.charger())
        self._lecture = LectureFiches(uow, Destinataire.BAILLEUR, mots)

    def composer(self, session: Session, menage_id: UUID) -> bytes | None:
        """Its PDF; None for a household that does not agree to leave."""
        from app.services.documents.entete import titre_document  # noqa: PLC0415 - same
        from app.services.documents.fiche import composer  # noqa: PLC0415 - same
        from app.services.documents.page import Document  # noqa: PLC0415 - same
        from app.services.documents.styles import style_de  # noqa: PLC0415 - same

        fiche = lire_fiche(session, menage_id, self._uow.clock.today())
        if fiche is None or self._lecture.ecart(fiche) is not None:
            return None
        pour = self._lecture.pour
        document = Document(style_de(pour), titre_document(pour), self._uow.clock.now())
        composer(document, self._lecture.lire(session, fiche))
        flux = io.BytesIO()
        document.enregistrer(flux)
        return flux.getvalue()
