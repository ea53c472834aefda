"""From a returned file to a preview: read, understand, set against the base; nothing is written."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.memoire import sans_ramassage
from app.core.suivi import Suivi, SuiviMuet
from app.domain.reclamations import SourceSuivi
from app.services.imports import fichier, memoire
from app.services.imports.apercu import FeuilleApercu, motif
from app.services.imports.lignes import Anomalie, Gravite, Saut
from app.services.imports.profils import CHAMPS, Profil
from app.services.retours.lecture import FichierLu, lire
from app.services.retours.modele import ApercuRetours, PreparerRetours
from app.services.retours.rapprochement import rapprocher
from db.queries import imports as requetes
from db.uow import UnitOfWork


def preparer(
    commande: PreparerRetours, uow: UnitOfWork, suivi: Suivi | None = None
) -> ApercuRetours:
    """What the file would change, line by line.

    Raises `EntreeInvalide` or `PanneEnvironnement` when the file cannot be used, `Annule` when
    the person stops.
    """
    suivi = suivi or SuiviMuet()
    jour = uow.clock.today()
    with sans_ramassage():
        suivi.avance(0, 0, "lecture")
        with uow.lecture() as session:
            memoires = memoire.rappeler(session.connection(), commande.bailleur, Profil.RETOURS)
        vu = fichier.apercevoir(
            commande.chemin,
            Profil.RETOURS,
            memoires,
            synonymes=memoire.synonymes(memoires, commande.correspondances),
            incomplet=commande.incomplet,
        )
        choisies = memoire.choisir(vu.correspondances, commande.correspondances)
        lu = lire(vu, fichier.lire(vu, jour, choisies))
        suivi.avance(0, len(lu.lignes), "rapprochement")
        with uow.lecture() as session:
            connexion = session.connection()
            lots = requetes.lots(connexion, lu.lot.classeur.empreinte)
            deja = tuple(lot for lot in lots if not lot.annule)
            rapproche = rapprocher(
                session, commande, lu.lignes, lu.notes, jour, deja_pris=bool(deja)
            )
            seq = requetes.dernier_seq(connexion)
        suivi.avance(len(lu.lignes), len(lu.lignes), "rapprochement")
    return ApercuRetours(
        commande=commande,
        fichier=commande.chemin.name,
        format=lu.lot.classeur.format,
        empreinte=lu.lot.classeur.empreinte,
        feuille=_feuille(lu),
        source=SourceSuivi.REUNION if lu.en_reunion else SourceSuivi.BAILLEUR,
        lignes=rapproche.lignes,
        mots=rapproche.mots,
        prestataires=rapproche.prestataires,
        remarques=tuple(_remarques(lu)),
        deja=deja,
        journal_seq=seq,
    )


def _feuille(lu: FichierLu) -> FeuilleApercu:
    tableau = lu.lot.tableaux[0]
    return FeuilleApercu(
        tableau.feuille.nom,
        tableau.genre,
        tableau.ligne_entete,
        lu.lot.correspondances[0],
        sum(1 for li in lu.lignes if not li.saut),
    )


def _remarques(lu: FichierLu) -> Iterable[Anomalie]:
    """What concerns the file as a whole: lines that are not data, columns left aside."""
    yield from lu.lot.remarques
    nom = lu.lot.tableaux[0].feuille.nom
    derniere = max((li.numero for li in lu.lignes if not li.saut), default=0)
    for saut, code in (
        (Saut.TOTAL, "import.lignes_total"),
        (Saut.VIDE, "import.lignes_vides"),
        (Saut.ENTETE_REPETEE, "import.entetes_repetees"),
        (Saut.TITRE, "import.lignes_intertitre"),
    ):
        numeros = [
            str(li.numero)
            for li in lu.lignes
            if li.saut == saut and (saut is not Saut.VIDE or li.numero < derniere)
        ]
        if numeros:
            yield motif(code, brut=nom, numeros=", ".join(numeros[:20]))
    for colonne in lu.lot.correspondances[0].colonnes:
        if colonne.ecartee:
            yield motif(
                "import.colonne_ecartee", colonne=colonne.entete, raison=str(colonne.ecartee)
            )
        elif colonne.champ is None and colonne.entete and not lu.en_reunion:
            yield motif("import.colonne_non_reconnue", Gravite.A_CONFIRMER, colonne=colonne.entete)
    for champ in lu.lot.correspondances[0].manquants:
        yield motif(
            "import.champ_manquant", Gravite.A_CONFIRMER, brut=nom, champ=CHAMPS[champ].libelle
        )
