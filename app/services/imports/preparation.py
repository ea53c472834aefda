"""From a file to a preview: read, map, reconcile with the base; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from app.core.clock import Clock, IdFactory
from app.core.errors import EntreeInvalide
from app.core.memoire import sans_ramassage
from app.core.suivi import Suivi, SuiviMuet
from app.domain.imports import EtatLigne
from app.domain.texte import cle, plier
from app.services.catalogues import charger as charger_catalogues
from app.services.imports import fichier, memoire
from app.services.imports.apercu import Apercu, FeuilleApercu, LigneApercu, PreparerImport, motif
from app.services.imports.contexte import ContexteImport, cite_de, edition_de
from app.services.imports.ecarts import attribuer
from app.services.imports.lignes import (
    Anomalie,
    Feuille,
    Gravite,
    LigneLue,
    LotLu,
    Saut,
    Tableau,
)
from app.services.imports.locataires import Locataires
from app.services.imports.parc import Parc
from app.services.imports.passages import FAITS as FAITS_PASSAGES
from app.services.imports.passages import Passages
from app.services.imports.profils import CHAMPS, IMPORTES, Genre, Profil
from app.services.imports.registre import Registre
from app.services.imports.relogements import FAITS, Relogements
from db.queries import imports as requetes
from db.uow import UnitOfWork

PAS = 500
"""Lines between two reports of progress."""
ABSENTS_CITES = 12


def preparer(commande: PreparerImport, uow: UnitOfWork, suivi: Suivi | None = None) -> Apercu:
    """What the file would change, line by line.

    Raises `EntreeInvalide` or `PanneEnvironnement` when the file cannot be used, `Annule` when
    the person stops.
    """
    suivi = suivi or SuiviMuet()
    try:
        profil = Profil(commande.profil)
    except ValueError as erreur:
        raise EntreeInvalide("import.profil_inconnu", profil=commande.profil) from erreur
    if profil not in IMPORTES:  # what a bailleur sends back goes another way
        raise EntreeInvalide("import.profil_inconnu", profil=commande.profil)
    with sans_ramassage():
        return _preparer(commande, profil, uow, suivi)


def _preparer(commande: PreparerImport, profil: Profil, uow: UnitOfWork, suivi: Suivi) -> Apercu:
    with uow.lecture() as session:
        memoires = memoire.rappeler(session.connection(), commande.bailleur, profil)
    suivi.avance(0, 0, "lecture")
    vu = regarder(commande, profil, memoires)
    choisies = memoire.choisir(vu.correspondances, commande.correspondances)
    lot = fichier.lire(vu, uow.clock.today(), choisies)
    with uow.lecture() as session:
        connexion = session.connection()
        auteur = uow.auteur.intervenant_id
        moyens = Moyens(uow.clock, uow.ids, auteur.hex if auteur else None)
        return rapprocher(commande, lot, connexion, moyens, suivi)


def regarder(
    commande: PreparerImport, profil: Profil, memoires: fichier.Memoires
) -> fichier.Apercu:
    """The file with its sheets found, headers settled by a person counting as known ones."""
    vu = fichier.apercevoir(
        commande.chemin,
        profil,
        memoires,
        synonymes=memoire.synonymes(memoires, commande.correspondances),
        incomplet=commande.incomplet,
    )
    return vu if commande.feuille is None else _une_feuille(vu, commande.feuille)


def _une_feuille(vu: fichier.Apercu, nom: str) -> fichier.Apercu:
    """The same file with one sheet only."""
    gardees = [i for i, t in enumerate(vu.tableaux) if t.feuille.nom == nom]
    if not gardees:
        raise EntreeInvalide("import.feuille_inconnue", feuille=nom)
    return fichier.Apercu(
        vu.classeur,
        vu.profil,
        tuple(vu.tableaux[i] for i in gardees),
        tuple(vu.correspondances[i] for i in gardees),
        vu.remarques,
    )


@dataclass(frozen=True, slots=True)
class Moyens:
    """What reconciliation needs from outside the base."""

    clock: Clock
    ids: IdFactory
    auteur_id: str | None


def rapprocher(
    commande: PreparerImport, lot: LotLu, connexion: Connection, moyens: Moyens, suivi: Suivi
) -> Apercu:
    """The typed lines against the base, in a fixed number of statements."""
    jour = moyens.clock.today()
    registre = Registre(connexion, moyens.ids, jour.isoformat())
    contexte = ContexteImport(
        registre,
        jour,
        moyens.clock.now().isoformat(timespec="milliseconds")[:23] + "Z",
        edition_de(lot.tableaux, commande.chemin, jour),
        moyens.auteur_id,
        cite_de(lot.tableaux, registre),
        commande.cite_id.hex if commande.cite_id else None,
    )
    _charger(registre, lot)
    contexte.logements_attendus = bool(registre.logements)
    total = sum(len(f.lignes) for f in lot.feuilles)
    lignes: list[LigneApercu] = []
    remarques = list(lot.remarques)
    for rang, feuille in enumerate(lot.feuilles):
        lecteur, fin = _lecteur(contexte, rang, feuille)
        utile = _sans_zeros_perdus(feuille, registre)
        lignes += _reconcilier(utile, rang, lecteur, suivi, len(lignes), total)
        remarques += _remarques_feuille(lot, rang, feuille)
        remarques += fin(connexion)
    if contexte.cite_devinee:
        remarques.append(motif("import.cite_a_preciser", Gravite.A_CONFIRMER))
    suivi.avance(total, total, "provenance")
    return Apercu(
        commande=commande,
        fichier=commande.chemin.name,
        format=lot.classeur.format,
        empreinte=lot.classeur.empreinte,
        feuilles=tuple(
            FeuilleApercu(f.nom, f.genre, t.ligne_entete, c, sum(1 for x in f.lignes if not x.saut))
            for f, t, c in zip(lot.feuilles, lot.tableaux, lot.correspondances, strict=True)
        ),
        lignes=attribuer(connexion, lignes),
        remarques=tuple(remarques),
        communes=tuple(registre.communes.values()),
        deja=tuple(x for x in requetes.lots(connexion, lot.classeur.empreinte) if not x.annule),
        journal_seq=requetes.dernier_seq(connexion),
    )


def _charger(registre: Registre, lot: LotLu) -> None:
    """Everything of the base the lines may touch."""
    utiles = [ligne.valeurs for feuille in lot.feuilles for ligne in feuille.donnees()]
    codes = {str(v[c]) for v in utiles for c in ("code_ug", "tiroir_ug") if c in v}
    registre.charger_logements(sorted(codes))
    genres = {feuille.genre for feuille in lot.feuilles}
    if Genre.LOCATAIRES in genres:
        contrats = {str(v["numero_contrat"]) for v in utiles if "numero_contrat" in v}
        registre.charger_contrats(sorted(contrats))
        noms = {cle(str(v["nom"]) + str(v.get("prenom", ""))) for v in utiles if "nom" in v}
        telephones = {str(v[c]) for v in utiles for c in ("tel_fixe", "tel_mobile") if c in v}
        registre.charger_identites(noms, telephones)
        registre.charger_faits("note", "besoin")
    if Genre.PASSAGES in genres:
        registre.charger_tous_les_menages()
        registre.charger_faits(*FAITS_PASSAGES)
    if Genre.SUIVI in genres:
        registre.charger_faits(*FAITS)


Lecteur = Callable[[LigneLue], LigneApercu]
Fin = Callable[[Connection], Iterable[Anomalie]]


def _lecteur(contexte: ContexteImport, rang: int, feuille: Feuille) -> tuple[Lecteur, Fin]:
    """Who reads the lines of that kind of sheet, and what it says at the end."""
    if feuille.genre == Genre.PARC:
        return Parc(contexte, rang).ligne, _rien
    if feuille.genre == Genre.SUIVI:
        return Relogements(contexte, rang).ligne, _rien
    if feuille.genre == Genre.PASSAGES:
        return Passages(contexte, rang, _motifs_connus()).ligne, _rien
    locataires = Locataires(contexte, rang)
    return locataires.ligne, lambda connexion: _absents(contexte, connexion, locataires)


def _rien(_connexion: Connection) -> tuple[Anomalie, ...]:
    return ()


def _motifs_connus() -> Mapping[str, str]:
    """Folded words → reason code; whole labels first, then single words."""
    entrees = charger_catalogues().motifs.entrees
    connus: dict[str, str] = {}
    for mots in ((lambda e: (e.code, e.fr)), (lambda e: e.mots), (lambda e: plier(e.fr).split())):
        for entree in entrees:
            for mot in mots(entree):
                if len(plier(mot)) > 3:
                    connus.setdefault(plier(mot.replace("_", " ")), entree.code)
    return connus


def _sans_zeros_perdus(feuille: Feuille, registre: Registre) -> Feuille:
    """The sheet, lines refused whose code is a known one that a spreadsheet took zeros from.

    Taken as it is, it would make a second dwelling of the same home.
    """
    if not registre.zeros_perdus:
        return feuille
    lignes = []
    for lue in feuille.lignes:
        connu = registre.zeros_perdus.get(str(lue.valeurs.get("code_ug", "")))
        if connu is None:
            lignes.append(lue)
        else:
            cause = motif("import.zeros_perdus", Gravite.IGNOREE, connu=connu)
            cause = replace(cause, brut=str(lue.valeurs["code_ug"]))
            lignes.append(replace(lue, rejet=cause))
    return replace(feuille, lignes=tuple(lignes))


def _reconcilier(
    feuille: Feuille, rang: int, lire: Lecteur, suivi: Suivi, faites: int, total: int
) -> list[LigneApercu]:
    """The lines of one sheet; those without code UG last, once all others are known."""
    rendues: list[LigneApercu] = []
    differees: list[LigneLue] = []
    for i, lue in enumerate(feuille.lignes):
        if i % PAS == 0:
            suivi.avance(faites + i, total, "rapprochement")
        if lue.saut is not None:
            continue
        if lue.rejet is not None:
            rendues.append(_rejetee(rang, lue))
        elif lue.sans_ug:
            differees.append(lue)
        else:
            rendues.append(lire(lue))
    rendues += [lire(lue) for lue in differees]
    rendues.sort(key=lambda ligne: ligne.numero)
    return rendues


def _rejetee(rang: int, lue: LigneLue) -> LigneApercu:
    motifs = ((lue.rejet,) if lue.rejet else ()) + lue.anomalies
    titre = " ".join(str(lue.valeurs[c]) for c in ("code_ug", "nom", "prenom") if c in lue.valeurs)
    return LigneApercu(rang, lue.numero, EtatLigne.REJETE, titre, motifs)


def _remarques_feuille(lot: LotLu, rang: int, feuille: Feuille) -> Iterable[Anomalie]:
    """What concerns one sheet as a whole: lines that are not data, columns left aside."""
    tableau: Tableau = lot.tableaux[rang]
    if tableau.ligne_entete > 1:
        yield motif(
            "import.lignes_de_titre",
            brut=feuille.nom,
            combien=str(tableau.ligne_entete - 1),
            entete=str(tableau.ligne_entete),
        )
    derniere = max((ligne.numero for ligne in feuille.donnees()), default=0)
    for saut, code in (
        (Saut.TOTAL, "import.lignes_total"),
        (Saut.VIDE, "import.lignes_vides"),
        (Saut.ENTETE_REPETEE, "import.entetes_repetees"),
        (Saut.TITRE, "import.lignes_intertitre"),
    ):
        numeros = [
            str(ligne.numero)
            for ligne in feuille.lignes
            if ligne.saut is saut and (saut is not Saut.VIDE or ligne.numero < derniere)
        ]
        if numeros:
            yield motif(code, brut=feuille.nom, numeros=", ".join(numeros[:20]))
    for colonne in lot.correspondances[rang].colonnes:
        if colonne.ecartee:
            yield motif(
                "import.colonne_ecartee", colonne=colonne.entete, raison=str(colonne.ecartee)
            )
        elif colonne.champ is None and colonne.entete:
            yield motif("import.colonne_non_reconnue", Gravite.A_CONFIRMER, colonne=colonne.entete)
    for champ in lot.correspondances[rang].manquants:
        yield motif(
            "import.champ_manquant", Gravite.A_CONFIRMER, brut=feuille.nom,
            champ=CHAMPS[champ].libelle,
        )  # fmt: skip


def _absents(
    contexte: ContexteImport, connexion: Connection, lecteur: Locataires
) -> Iterable[Anomalie]:
    """Households of the same estates that the file no longer names: perhaps departures."""
    cites = {str(x["cite_id"]) for x in contexte.registre.logements.values()}
    absents = [
        nom
        for menage_id, nom in requetes.foyers_des_cites(connexion, sorted(cites))
        if menage_id not in lecteur.touches
    ]
    if absents:
        suite = " …" if len(absents) > ABSENTS_CITES else ""
        yield motif(
            "import.menages_absents",
            Gravite.A_CONFIRMER,
            combien=str(len(absents)),
            noms=", ".join(absents[:ABSENTS_CITES]) + suite,
        )
