"""How a wording prints, in memory, with invented values."""

from __future__ import annotations

import io

from app.core.clock import Clock
from app.core.i18n import _
from app.domain.documents_modeles import CodeDocument, Modele
from app.domain.partage import Destinataire
from app.services.documents.demenagement_lettres import composer_exemple
from app.services.documents.page import Document
from app.services.documents.styles import style_de
from app.services.modeles_documents import exemples


def composer_essai(modele: Modele, clock: Clock) -> bytes:
    """The PDF of that wording."""
    dehors = modele.code in (CodeDocument.MOT_EQUIPE, CodeDocument.RELANCE)
    pour = Destinataire.EQUIPE if dehors else Destinataire.MENAGE
    document = Document(style_de(pour), _("Essai d’un document"), clock.now())
    composer_exemple(document, modele, exemples())
    sortie = io.BytesIO()
    document.enregistrer(sortie)
    return sortie.getvalue()
