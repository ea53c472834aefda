"""A filled questionnaire read back: questions and answers as people say them, reader by reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from math import isfinite
from types import MappingProxyType

from app.core.i18n import _, date_courte, heure, nombre
from app.domain import telephone
from app.domain.enquetes.enonces import Redaction, composer, posee
from app.domain.enquetes.formulaire import GenreQuestion, Question, Textes
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.valeurs import moment
from app.domain.enquetes.valeurs import nombre as lire_nombre
from app.domain.partage import Destinataire, Partage, autorise

_A_CHOISIR = (GenreQuestion.CHOIX, GenreQuestion.CHOIX_MULTIPLE, GenreQuestion.CLASSEMENT)
_IMAGES = (GenreQuestion.IMAGE, GenreQuestion.SIGNATURE)


class GenreLigne(StrEnum):
    """What a line of a filled questionnaire is."""

    TITRE = "titre"
    TOUR = "tour"
    NOTE = "note"
    REPONSE = "reponse"


@dataclass(frozen=True, slots=True)
class LigneLue:
    """A title, a turn of a repeat, a note, or a question with its answer ("" for none).

    `numero` is that of the blank form. `image` names the piece to show as a picture. `nom` is the
    name of the question, `champ` the field of the record it maps to.
    """

    genre: GenreLigne
    texte: str
    reponse: str = ""
    numero: int = 0
    niveau: int = 0
    requise: bool = False
    image: str = ""
    signature: bool = False
    nom: str = ""
    champ: str = ""
    partage: Partage = Partage.CONFIDENTIEL


def lit_tout(pour: Destinataire) -> bool:
    """Whether a reader gets every answer on the questionnaire itself: the team, the household."""
    return pour is not Destinataire.BAILLEUR


def peut_recevoir(partage: Partage, pour: Destinataire) -> bool:
    """Whether an answer of that class reaches a reader on the questionnaire itself."""
    return lit_tout(pour) or autorise(partage, pour, au_menage=False)


def relire(rempli: Remplissage, pour: Destinataire) -> tuple[LigneLue, ...]:
    """What was asked and answered, in order, without what is not relevant.

    The bailleur gets the answers to the questions shared with it and nothing else: a note or a
    value shown inside a label could tell another answer, so they are left out or blank.
    """
    return tuple(_Relecture(rempli, pour).lignes())


class _Relecture:
    def __init__(self, rempli: Remplissage, pour: Destinataire) -> None:
        self._rempli = rempli
        self._pour = pour
        self._tout = lit_tout(pour)
        racine = rempli.formulaire.racine
        self._redaction = Redaction(rempli.formulaire, rempli.langue)
        posees = [q.chemin for q in racine.toutes() if posee(q)]
        self._numeros = {chemin: n for n, chemin in enumerate(posees, 1)}

    def lignes(self) -> Iterator[LigneLue]:
        yield from self._sous(self._rempli.racine, 0)

    def _sous(self, noeud: Noeud, niveau: int) -> Iterator[LigneLue]:
        question = self._rempli.question(noeud)
        for enfant in question.enfants:
            if not enfant.affichee:
                continue
            freres = [n for n in noeud.enfants[enfant.nom] if n.pertinent]
            for rang, frere in enumerate(freres, 1):
                if enfant.genre is GenreQuestion.REPETITION:
                    yield from self._bloc(frere, enfant, niveau, rang)
                elif enfant.genre is GenreQuestion.GROUPE:
                    yield from self._bloc(frere, enfant, niveau, 0)
                else:
                    yield from self._une(frere, enfant, niveau)

    def _bloc(self, noeud: Noeud, question: Question, niveau: int, rang: int) -> Iterator[LigneLue]:
        """A group or a turn with what it holds; nothing at all when it holds nothing to tell."""
        libelle = self._libelle(noeud, question.libelles)
        dedans = list(self._sous(noeud, niveau + bool(libelle or rang)))
        if not dedans:
            return
        if rang:
            texte = _("{titre} n° {n}").format(titre=libelle or _("Fiche"), n=rang)
            yield LigneLue(GenreLigne.TOUR, texte, niveau=niveau)
        elif libelle:
            yield LigneLue(GenreLigne.TITRE, libelle, niveau=niveau)
        yield from dedans

    def _une(self, noeud: Noeud, question: Question, niveau: int) -> Iterator[LigneLue]:
        libelle = self._libelle(noeud, question.libelles)
        if question.genre is GenreQuestion.NOTE:
            if self._tout and libelle:
                yield LigneLue(GenreLigne.NOTE, libelle, niveau=niveau)
            return
        if "label" in question.apparence or not peut_recevoir(question.partage, self._pour):
            return
        image = noeud.valeur if question.genre in _IMAGES else ""
        yield LigneLue(
            GenreLigne.REPONSE,
            libelle or question.nom,
            self.dire(noeud),
            numero=self._numeros.get(question.chemin, 0),
            niveau=niveau,
            requise=self._rempli.requise(noeud),
            image=image,
            signature=question.genre is GenreQuestion.SIGNATURE,
            nom=question.nom,
            champ=question.champ,
            partage=question.partage,
        )

    def _libelle(self, noeud: Noeud, textes: Textes) -> str:
        if self._tout:
            return self._rempli.libelle(noeud)
        voulu = textes.get(self._rempli.langue) or textes.get(self._rempli.formulaire.langue)
        if voulu is None and textes:
            voulu = next(iter(textes.values()))
        return composer(voulu or ())

    def dire(self, noeud: Noeud) -> str:
        """The answer as people say it, "" when there is none."""
        question = self._rempli.question(noeud)
        if not noeud.valeur:
            return ""
        if question.genre in _A_CHOISIR:
            return self._choisis(noeud, question)
        if question.champ.startswith("personne.tel_"):
            return telephone.afficher(noeud.valeur)
        dire = _DIRE.get(question.genre)
        return dire(noeud.valeur) if dire is not None else noeud.valeur

    def _choisis(self, noeud: Noeud, question: Question) -> str:
        codes = noeud.valeur.split()
        if self._tout:
            libelles = {c.code: c.libelle or c.code for c in self._rempli.choix(noeud)}
        elif self._choisit_des_reponses(question):
            # The labels are other answers: only how many were chosen is told.
            return str(len(codes))
        else:
            libelles = {c: self._redaction.libelle(question, c) for c in codes}
        dits = [libelles.get(code, code) for code in codes]
        if question.genre is GenreQuestion.CLASSEMENT:
            return " ; ".join(f"{n}. {dit}" for n, dit in enumerate(dits, 1))
        if noeud.valeur in libelles:
            return self._sur(question, libelles[noeud.valeur], noeud)
        return " ; ".join(dits)

    def _sur(self, question: Question, libelle: str, noeud: Noeud) -> str:
        """A bare figure of a scale says out of how many: « 3 sur 5 »."""
        if "likert" not in question.apparence or not libelle.isdecimal():
            return libelle
        return _("{valeur} sur {n}").format(valeur=libelle, n=len(self._rempli.choix(noeud)))

    def _choisit_des_reponses(self, question: Question) -> bool:
        source = question.choix.source.source if question.choix is not None else ""
        return "instance(" not in source


def _dire_moment(valeur: str) -> str:
    lu = moment(valeur)
    if lu is None:
        return valeur
    if isinstance(lu, datetime):
        return _("{jour} à {heure}").format(jour=date_courte(lu.date()), heure=heure(lu))
    return date_courte(lu)


def _dire_heure(valeur: str) -> str:
    try:
        return heure(time.fromisoformat(valeur[:8]))
    except ValueError:
        return valeur


def _dire_nombre(valeur: str) -> str:
    lu = lire_nombre(valeur)
    return nombre(round(lu, 6)) if isfinite(lu) else valeur


_DIRE: Mapping[GenreQuestion, Callable[[str], str]] = MappingProxyType(
    {
        GenreQuestion.ACCORD: lambda _valeur: _("lu et accepté"),
        GenreQuestion.JOUR: _dire_moment,
        GenreQuestion.INSTANT: _dire_moment,
        GenreQuestion.HEURE: _dire_heure,
        GenreQuestion.ENTIER: _dire_nombre,
        GenreQuestion.DECIMAL: _dire_nombre,
        GenreQuestion.ECHELLE: _dire_nombre,
    }
)
