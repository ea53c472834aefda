"""What comes in: readers, column mapping, reconciliation.

`preparer` shows what a file would change, `appliquer` writes it in one transaction, undoable as
a whole, `importer` brings journeys and attention up to date after it; `compte_rendu` says either
as plain data for the command line.
"""

from app.services.imports.apercu import (
    Apercu,
    AppliquerImport,
    Changement,
    Decisions,
    Ecart,
    FeuilleApercu,
    LigneApercu,
    Option,
    PreparerImport,
    ResultatImport,
)
from app.services.imports.application import appliquer, importer
from app.services.imports.compte_rendu import ListerImports, compte_rendu, deviner, imports_passes
from app.services.imports.preparation import preparer
from db.queries.imports import LotImporte

__all__ = [
    "Apercu",
    "AppliquerImport",
    "Changement",
    "Decisions",
    "Ecart",
    "FeuilleApercu",
    "LigneApercu",
    "ListerImports",
    "LotImporte",
    "Option",
    "PreparerImport",
    "ResultatImport",
    "appliquer",
    "compte_rendu",
    "deviner",
    "importer",
    "imports_passes",
    "preparer",
]
