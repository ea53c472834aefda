"""Reading a compiled XForm: binds, lists, translations and the order questions are asked in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import cast
from xml.etree import ElementTree as ET

from app.domain.enquetes.formulaire import (
    Chemin,
    Choix,
    Formulaire,
    GenreQuestion,
    Question,
    Remarque,
    Textes,
    aucun,
)
from app.domain.partage import Partage
from app.services.enquetes.expressions import formule
from app.services.enquetes.feuille import LigneFeuille
from app.services.enquetes.lecture import Lecture, chemin, nom_local
from app.services.enquetes.libelles import Traductions, adoucir, lire_texte
from app.services.enquetes.listes import lire_affectations, lire_listes

X = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
ODK = "{http://www.opendatakit.org/xforms}"
_PAR_TYPE: Mapping[str, GenreQuestion] = MappingProxyType(
    {
        "string": GenreQuestion.TEXTE,
        "int": GenreQuestion.ENTIER,
        "decimal": GenreQuestion.DECIMAL,
        "date": GenreQuestion.JOUR,
        "time": GenreQuestion.HEURE,
        "dateTime": GenreQuestion.INSTANT,
        "geopoint": GenreQuestion.POINT,
        "binary": GenreQuestion.FICHIER,
    }
)
_PAR_CONTROLE: Mapping[str, GenreQuestion] = MappingProxyType(
    {
        "select1": GenreQuestion.CHOIX,
        "select": GenreQuestion.CHOIX_MULTIPLE,
        "rank": GenreQuestion.CLASSEMENT,
        "range": GenreQuestion.ECHELLE,
        "trigger": GenreQuestion.ACCORD,
    }
)
_CONTROLES = frozenset(
    (f"{X}input", f"{X}select", f"{X}select1", f"{X}upload", f"{X}trigger", f"{X}range",
     f"{ODK}rank")
)  # fmt: skip


def assembler(
    xform: str, lignes: Sequence[LigneFeuille] = (), avertissements: Iterable[str] = ()
) -> Formulaire:
    """The questionnaire of a compiled form.

    Raises `EntreeInvalide` naming the question and its line when an expression cannot be read.
    """
    racine_xml = ET.fromstring(xform)  # noqa: S314 - written by pyxform, everything escaped
    modele = cast(ET.Element, racine_xml.find(f"{H}head/{X}model"))
    instance = cast(ET.Element, modele.find(f"{X}instance"))[0]
    nom = nom_local(instance)
    binds = {b.get("nodeset", ""): b for b in modele.findall(f"{X}bind")}
    lecture = Lecture(binds, {(nom, *li.chemin): li for li in lignes}, _defauts(instance))
    textes = lecture.textes = Traductions.lire(modele.find(f"{X}itext"), lecture.formule)
    corps = cast(ET.Element, racine_xml.find(f"{H}body"))
    posees: dict[Chemin, Question] = {}
    enfants = tuple(_corps(corps, (nom,), lecture, posees))
    cachees = _cachees(instance, (nom,), posees, lecture)
    racine = _completer(Question((nom,), GenreQuestion.GROUPE, enfants=enfants), cachees)
    lecture.noter_genres(lignes)
    lecture.remarques += [
        Remarque("enquete.remarque.pyxform", detail=a)
        for a in avertissements
        if "row" in a and "max-pixels" not in a
    ]
    if textes.medias:
        lecture.remarques.append(
            Remarque("enquete.remarque.medias", detail=", ".join(sorted(textes.medias)[:5]))
        )
    listes, fichiers = lire_listes(modele, autre=">Specify other.<" in xform)
    titre = racine_xml.find(f"{H}head/{H}title")
    return Formulaire(
        identifiant=instance.get("id", ""),
        version=instance.get("version", ""),
        titre=adoucir((titre.text or "").strip()) if titre is not None else "",
        langues=textes.langues,
        langue=textes.langue,
        racine=racine,
        itext=textes.choix(),
        listes=MappingProxyType(listes),
        affectations=lire_affectations(modele, corps, nom, lecture),
        remarques=tuple(lecture.remarques),
        fichiers=fichiers,
    )


def _defauts(instance: ET.Element) -> dict[Chemin, str]:
    """Default answers by path; the template of a repeat tells those of its turns."""
    trouves: dict[Chemin, str] = {}

    def parcourir(element: ET.Element, chemin: Chemin) -> None:
        ici = (*chemin, nom_local(element))
        if len(element) == 0 and element.text and ici not in trouves:
            trouves[ici] = element.text.strip()
        for enfant in element:
            parcourir(enfant, ici)

    parcourir(instance, ())
    return trouves


# ---- the body ----------------------------------------------------------------------------------


def _corps(
    element: ET.Element, dans: Chemin, lu: Lecture, posees: dict[Chemin, Question]
) -> Iterable[Question]:
    for enfant in element:
        if enfant.tag == f"{X}group":
            yield from _groupe(enfant, dans, lu, posees)
        elif enfant.tag in _CONTROLES:
            question = _question(enfant, lu)
            posees[question.chemin] = question
            yield question


def _groupe(
    element: ET.Element, dans: Chemin, lu: Lecture, posees: dict[Chemin, Question]
) -> Iterable[Question]:
    repetition = element.find(f"{X}repeat")
    if repetition is not None:
        question = _base(chemin(repetition.get("nodeset", "")), GenreQuestion.REPETITION, lu)
        nombre = repetition.get(f"{JR}count")
        question.nombre = lu.formule(nombre, question.chemin)
        contenu, apparence = repetition, element.get("appearance") or repetition.get("appearance")
    else:
        reference = element.get("ref")
        if reference is None:  # a group that only lays things out
            yield from _corps(element, dans, lu, posees)
            return
        question = _base(chemin(reference), GenreQuestion.GROUPE, lu)
        contenu, apparence = element, element.get("appearance")
    question.libelles = lire_texte(element.find(f"{X}label"), lu.textes, question.chemin)
    question.aides = lire_texte(element.find(f"{X}hint"), lu.textes, question.chemin)
    question.apparence = frozenset((apparence or "").split())
    question.enfants = tuple(_corps(contenu, question.chemin, lu, posees))
    posees[question.chemin] = question
    yield question


def _question(element: ET.Element, lu: Lecture) -> Question:
    chemin_ = chemin(element.get("ref", ""))
    question = _base(chemin_, GenreQuestion.TEXTE, lu)
    question.apparence = frozenset((element.get("appearance") or "").split())
    question.genre = _genre(element, question, lu)
    question.libelles = lire_texte(element.find(f"{X}label"), lu.textes, question.chemin)
    question.aides = lire_texte(element.find(f"{X}hint"), lu.textes, question.chemin)
    question.parametres = MappingProxyType(
        {n: v for n in ("start", "end", "step", "mediatype", "query") if (v := element.get(n))}
    )
    question.choix = _choix(element, question, lu)
    if question.choix is None and (
        question.genre in (GenreQuestion.CHOIX, GenreQuestion.CHOIX_MULTIPLE)
        or "query" in question.parametres
    ):  # choices looked up in a file by search(): the answer is typed
        question.genre = GenreQuestion.TEXTE
        lu.noter("recherche", chemin_)
    question.affichee = not lu.a_part(question)
    return question


def _genre(element: ET.Element, question: Question, lu: Lecture) -> GenreQuestion:
    controle = nom_local(element)
    bind = lu.binds.get("/" + "/".join(question.chemin))
    genre_xml = bind.get("type", "string") if bind is not None else "string"
    if controle == "upload":
        if "signature" in question.apparence:
            return GenreQuestion.SIGNATURE
        image = element.get("mediatype", "").startswith("image")
        return GenreQuestion.IMAGE if image else GenreQuestion.FICHIER
    if controle in _PAR_CONTROLE:
        return _PAR_CONTROLE[controle]
    if genre_xml == "string" and bind is not None and _note(bind, question, lu):
        return GenreQuestion.NOTE
    return _PAR_TYPE.get(genre_xml, GenreQuestion.TEXTE)


def _note(bind: ET.Element, question: Question, lu: Lecture) -> bool:
    """Whether it only says something; without its line of the sheet, one guesses."""
    ligne = lu.lignes.get(question.chemin)
    if ligne is not None:
        return ligne.genre == "note"
    lecture_seule = bind.get("readonly") == "true()"
    return lecture_seule and not bind.get("calculate") and not question.defaut


def _base(ou: Chemin, genre: GenreQuestion, lu: Lecture) -> Question:
    """A question with what its bind and its line of the sheet say."""
    ligne = lu.lignes.get(ou)
    question = Question(
        ou,
        genre,
        defaut=lu.defauts.get(ou, ""),
        ligne=ligne.numero if ligne else 0,
        champ=ligne.champ if ligne else "",
        partage=_partage(ligne, lu),
    )
    bind = lu.binds.get("/" + "/".join(ou))
    if bind is None:
        return question
    question.pertinente = lu.formule(bind.get("relevant"), question.chemin)
    question.requise = lu.formule(bind.get("required"), question.chemin)
    question.contrainte = lu.formule(bind.get("constraint"), question.chemin)
    question.calcul = lu.formule(bind.get("calculate"), question.chemin)
    question.lecture_seule = lu.formule(bind.get("readonly"), question.chemin)
    question.message_contrainte = _message(bind.get(f"{JR}constraintMsg"), lu)
    question.message_requis = _message(bind.get(f"{JR}requiredMsg"), lu)
    if bind.get(f"{JR}preload") in ("date", "timestamp"):
        question.preremplie = bind.get(f"{JR}preloadParams", "")
    return question


def _partage(ligne: LigneFeuille | None, lu: Lecture) -> Partage:
    """Confidential unless the sheet says otherwise; an unknown word is noted."""
    if ligne is None or not ligne.partage:
        return Partage.CONFIDENTIEL
    try:
        return Partage(ligne.partage)
    except ValueError:
        lu.remarques.append(
            Remarque("enquete.remarque.partage", ligne.chemin[-1], ligne.numero, ligne.partage)
        )
        return Partage.CONFIDENTIEL


def _message(ecrit: str | None, lu: Lecture) -> Textes:
    if not ecrit:
        return aucun()
    return lu.textes.message(ecrit)


_FILTRE = re.compile(r"\[.*\]", re.DOTALL)
_HASARD = re.compile(r"^randomize\((.*?)(?:,[^,\]\[]*)?\)$", re.DOTALL)


def _choix(element: ET.Element, question: Question, lu: Lecture) -> Choix | None:
    itemset = element.find(f"{X}itemset")
    if itemset is None:
        return None
    source = itemset.get("nodeset", "")
    if source.startswith("randomize("):
        lu.noter("hasard", question.chemin)
    # Without a filter that cannot be evaluated, every choice is proposed.
    lue = lu.formule(source, question.chemin) or formule(
        _FILTRE.sub("", _HASARD.sub(r"\1", source))
    )
    valeur = cast(ET.Element, itemset.find(f"{X}value")).get("ref", "name")
    libelle = cast(ET.Element, itemset.find(f"{X}label")).get("ref", "label")
    itext = libelle.startswith("jr:itext(")
    if itext:
        libelle = libelle.removeprefix("jr:itext(").removesuffix(")").strip()
    return Choix(lue, valeur, libelle, itext)


# ---- what is not shown -------------------------------------------------------------------------


def _cachees(
    element: ET.Element, chemin: Chemin, posees: Mapping[Chemin, Question], lu: Lecture
) -> dict[Chemin, list[Question]]:
    """Questions the body does not show (calculations, metadata), by the group they stand in."""
    trouvees: dict[Chemin, list[Question]] = {}
    vus: set[str] = set()
    for enfant in element:
        nom = nom_local(enfant)
        ici = (*chemin, nom)
        if nom in vus:  # the first turn of a repeat, after its template
            continue
        vus.add(nom)
        if ici not in posees:
            genre = GenreQuestion.GROUPE if len(enfant) else _type_cache(ici, lu)
            question = _base(ici, genre, lu)
            question.affichee = False
            trouvees.setdefault(chemin, []).append(question)
        if len(enfant):
            for groupe, siennes in _cachees(enfant, ici, posees, lu).items():
                trouvees.setdefault(groupe, []).extend(siennes)
    return trouvees


def _type_cache(chemin: Chemin, lu: Lecture) -> GenreQuestion:
    bind = lu.binds.get("/" + "/".join(chemin))
    genre = _PAR_TYPE.get(bind.get("type", ""), GenreQuestion.CACHEE) if bind is not None else None
    return GenreQuestion.CACHEE if genre in (None, GenreQuestion.TEXTE) else genre


def _completer(question: Question, cachees: Mapping[Chemin, list[Question]]) -> Question:
    """Put hidden questions in their groups, after those that are shown."""
    ajoutees = cachees.get(question.chemin, [])
    question.enfants = tuple(_completer(e, cachees) for e in (*question.enfants, *ajoutees))
    return question
