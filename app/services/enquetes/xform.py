"""Reading a compiled XForm: binds, lists, translations and the order questions are asked in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast
from xml.etree import ElementTree as ET

from app.core.errors import EntreeInvalide
from app.domain.enquetes.formulaire import (
    Affectation,
    Chemin,
    Choix,
    Formulaire,
    Formule,
    GenreQuestion,
    Question,
    Remarque,
    Textes,
    aucun,
)
from app.domain.enquetes.noeuds import Noeud
from app.domain.partage import Partage
from app.services.enquetes.expressions import formule
from app.services.enquetes.feuille import LigneFeuille
from app.services.enquetes.libelles import Traductions, lire_texte

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
_NON_PRISES = {
    "audio": "audio", "video": "video", "barcode": "barcode", "geotrace": "geotrace",
    "geoshape": "geoshape", "start geopoint": "start_geopoint", "background audio": "audio",
    "audit": "audit", "osm": "osm", "xml external": "xml_external",
    "background geopoint": "start_geopoint",
}  # fmt: skip
_CONTROLES = frozenset(
    (f"{X}input", f"{X}select", f"{X}select1", f"{X}upload", f"{X}trigger", f"{X}range",
     f"{ODK}rank")
)  # fmt: skip


@dataclass
class _Lecture:
    """What is known while a form is put together."""

    binds: dict[str, ET.Element]
    lignes: dict[Chemin, LigneFeuille]
    textes: Traductions
    defauts: dict[Chemin, str]
    remarques: list[Remarque] = field(default_factory=list)


def assembler(
    xform: str, lignes: Sequence[LigneFeuille] = (), avertissements: Iterable[str] = ()
) -> Formulaire:
    """The questionnaire of a compiled form.

    Raises `EntreeInvalide` naming the question and its line when an expression cannot be read.
    """
    racine_xml = ET.fromstring(xform)  # noqa: S314 - written by pyxform, everything escaped
    modele = cast(ET.Element, racine_xml.find(f"{H}head/{X}model"))
    instance = cast(ET.Element, modele.find(f"{X}instance"))[0]
    nom = _local(instance)
    binds = {b.get("nodeset", ""): b for b in modele.findall(f"{X}bind")}
    textes = Traductions.lire(modele.find(f"{X}itext"))
    lecture = _Lecture(binds, {(nom, *li.chemin): li for li in lignes}, textes, _defauts(instance))
    corps = cast(ET.Element, racine_xml.find(f"{H}body"))
    posees: dict[Chemin, Question] = {}
    enfants = tuple(_corps(corps, (nom,), lecture, posees))
    cachees = _cachees(instance, (nom,), posees, lecture)
    racine = _completer(Question((nom,), GenreQuestion.GROUPE, enfants=enfants), cachees)
    _noter_non_prises(lignes, lecture)
    lecture.remarques += [
        Remarque("enquete.remarque.pyxform", detail=a)
        for a in avertissements
        if "row" in a and "max-pixels" not in a
    ]
    if textes.medias:
        lecture.remarques.append(
            Remarque("enquete.remarque.medias", detail=", ".join(sorted(textes.medias)[:5]))
        )
    listes, fichiers = _listes(modele)
    titre = racine_xml.find(f"{H}head/{H}title")
    return Formulaire(
        identifiant=instance.get("id", ""),
        version=instance.get("version", ""),
        titre=(titre.text or "").strip() if titre is not None else "",
        langues=textes.langues,
        langue=textes.langue,
        racine=racine,
        itext=textes.choix(),
        listes=MappingProxyType(listes),
        affectations=_affectations(modele, corps, nom),
        remarques=tuple(lecture.remarques),
        fichiers=fichiers,
    )


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _chemin(reference: str) -> Chemin:
    return tuple(p for p in reference.strip().split("/") if p)


def _defauts(instance: ET.Element) -> dict[Chemin, str]:
    """Default answers by path; the template of a repeat tells those of its turns."""
    trouves: dict[Chemin, str] = {}

    def parcourir(element: ET.Element, chemin: Chemin) -> None:
        ici = (*chemin, _local(element))
        if len(element) == 0 and element.text and ici not in trouves:
            trouves[ici] = element.text.strip()
        for enfant in element:
            parcourir(enfant, ici)

    parcourir(instance, ())
    return trouves


# ---- the body ----------------------------------------------------------------------------------


def _corps(
    element: ET.Element, dans: Chemin, lu: _Lecture, posees: dict[Chemin, Question]
) -> Iterable[Question]:
    for enfant in element:
        if enfant.tag == f"{X}group":
            yield from _groupe(enfant, dans, lu, posees)
        elif enfant.tag in _CONTROLES:
            question = _question(enfant, lu)
            posees[question.chemin] = question
            yield question


def _groupe(
    element: ET.Element, dans: Chemin, lu: _Lecture, posees: dict[Chemin, Question]
) -> Iterable[Question]:
    repetition = element.find(f"{X}repeat")
    if repetition is not None:
        question = _base(_chemin(repetition.get("nodeset", "")), GenreQuestion.REPETITION, lu)
        nombre = repetition.get(f"{JR}count")
        question.nombre = _formule(nombre, question, lu)
        contenu, apparence = repetition, element.get("appearance") or repetition.get("appearance")
    else:
        reference = element.get("ref")
        if reference is None:  # a group that only lays things out
            yield from _corps(element, dans, lu, posees)
            return
        question = _base(_chemin(reference), GenreQuestion.GROUPE, lu)
        contenu, apparence = element, element.get("appearance")
    question.libelles = lire_texte(element.find(f"{X}label"), lu.textes)
    question.aides = lire_texte(element.find(f"{X}hint"), lu.textes)
    question.apparence = frozenset((apparence or "").split())
    question.enfants = tuple(_corps(contenu, question.chemin, lu, posees))
    posees[question.chemin] = question
    yield question


def _question(element: ET.Element, lu: _Lecture) -> Question:
    chemin = _chemin(element.get("ref", ""))
    question = _base(chemin, GenreQuestion.TEXTE, lu)
    question.apparence = frozenset((element.get("appearance") or "").split())
    question.genre = _genre(element, question, lu)
    question.libelles = lire_texte(element.find(f"{X}label"), lu.textes)
    question.aides = lire_texte(element.find(f"{X}hint"), lu.textes)
    question.parametres = MappingProxyType(
        {n: v for n in ("start", "end", "step", "mediatype", "query") if (v := element.get(n))}
    )
    question.choix = _choix(element, question, lu)
    return question


def _genre(element: ET.Element, question: Question, lu: _Lecture) -> GenreQuestion:
    controle = _local(element)
    bind = lu.binds.get("/" + "/".join(question.chemin))
    genre_xml = bind.get("type", "string") if bind is not None else "string"
    if controle == "upload":
        if "signature" in question.apparence:
            return GenreQuestion.SIGNATURE
        image = element.get("mediatype", "").startswith("image")
        return GenreQuestion.IMAGE if image else GenreQuestion.FICHIER
    if controle in _PAR_CONTROLE:
        return _PAR_CONTROLE[controle]
    lecture_seule = bind is not None and bind.get("readonly") == "true()"
    if genre_xml == "string" and lecture_seule and bind is not None and not bind.get("calculate"):
        return GenreQuestion.NOTE
    return _PAR_TYPE.get(genre_xml, GenreQuestion.TEXTE)


def _base(chemin: Chemin, genre: GenreQuestion, lu: _Lecture) -> Question:
    """A question with what its bind and its line of the sheet say."""
    ligne = lu.lignes.get(chemin)
    question = Question(
        chemin,
        genre,
        defaut=lu.defauts.get(chemin, ""),
        ligne=ligne.numero if ligne else 0,
        champ=ligne.champ if ligne else "",
        partage=_partage(ligne, lu),
    )
    bind = lu.binds.get("/" + "/".join(chemin))
    if bind is None:
        return question
    question.pertinente = _formule(bind.get("relevant"), question, lu)
    question.requise = _formule(bind.get("required"), question, lu)
    question.contrainte = _formule(bind.get("constraint"), question, lu)
    question.calcul = _formule(bind.get("calculate"), question, lu)
    question.lecture_seule = _formule(bind.get("readonly"), question, lu)
    question.message_contrainte = _message(bind.get(f"{JR}constraintMsg"), lu)
    question.message_requis = _message(bind.get(f"{JR}requiredMsg"), lu)
    if bind.get(f"{JR}preload") in ("date", "timestamp"):
        question.preremplie = bind.get(f"{JR}preloadParams", "")
    return question


def _partage(ligne: LigneFeuille | None, lu: _Lecture) -> Partage:
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


def _message(ecrit: str | None, lu: _Lecture) -> Textes:
    if not ecrit:
        return aucun()
    return lu.textes.message(ecrit)


def _formule(source: str | None, question: Question, lu: _Lecture) -> Formule | None:
    """The expression, or None; an unreadable one raises with the question and its line."""
    if not source or not source.strip():
        return None
    try:
        return formule(source)
    except EntreeInvalide as erreur:
        raise EntreeInvalide(
            erreur.code, **(erreur.params | {"question": question.nom, "ligne": question.ligne})
        ) from erreur


def _choix(element: ET.Element, question: Question, lu: _Lecture) -> Choix | None:
    itemset = element.find(f"{X}itemset")
    if itemset is None:
        return None
    source = itemset.get("nodeset", "")
    if source.startswith("randomize("):
        lu.remarques.append(Remarque("enquete.remarque.hasard", question.nom, question.ligne))
    lue = _formule(source, question, lu)
    valeur = cast(ET.Element, itemset.find(f"{X}value")).get("ref", "name")
    libelle = cast(ET.Element, itemset.find(f"{X}label")).get("ref", "label")
    itext = libelle.startswith("jr:itext(")
    if itext:
        libelle = libelle.removeprefix("jr:itext(").removesuffix(")").strip()
    return Choix(cast(Formule, lue), valeur, libelle, itext)


# ---- what is not shown -------------------------------------------------------------------------


def _cachees(
    element: ET.Element, chemin: Chemin, posees: Mapping[Chemin, Question], lu: _Lecture
) -> dict[Chemin, list[Question]]:
    """Questions the body does not show (calculations, metadata), by the group they stand in."""
    trouvees: dict[Chemin, list[Question]] = {}
    vus: set[str] = set()
    for enfant in element:
        nom = _local(enfant)
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


def _type_cache(chemin: Chemin, lu: _Lecture) -> GenreQuestion:
    bind = lu.binds.get("/" + "/".join(chemin))
    genre = _PAR_TYPE.get(bind.get("type", ""), GenreQuestion.CACHEE) if bind is not None else None
    return GenreQuestion.CACHEE if genre in (None, GenreQuestion.TEXTE) else genre


def _completer(question: Question, cachees: Mapping[Chemin, list[Question]]) -> Question:
    """Put hidden questions in their groups, after those that are shown."""
    ajoutees = cachees.get(question.chemin, [])
    question.enfants = tuple(_completer(e, cachees) for e in (*question.enfants, *ajoutees))
    return question


def _noter_non_prises(lignes: Sequence[LigneFeuille], lu: _Lecture) -> None:
    for ligne in lignes:
        mot = _NON_PRISES.get(ligne.genre)
        if mot:
            lu.remarques.append(
                Remarque("enquete.remarque.type", ligne.chemin[-1], ligne.numero, ligne.genre)
            )


# ---- lists and values set by themselves --------------------------------------------------------


def _listes(modele: ET.Element) -> tuple[dict[str, Noeud], tuple[str, ...]]:
    """The lists of choices by name, and the files the form expects beside it."""
    listes: dict[str, Noeud] = {}
    fichiers: list[str] = []
    for instance in modele.findall(f"{X}instance")[1:]:
        nom = instance.get("id", "")
        liste = listes[nom] = Noeud(nom)
        if (source := instance.get("src")) is not None:
            fichiers.append(source.rpartition("/")[2])
        for racine in instance:
            _copier(racine, liste)
    return listes, tuple(fichiers)


def _copier(element: ET.Element, parent: Noeud) -> None:
    noeud = parent.ajouter(Noeud(_local(element), parent, (element.text or "").strip()))
    for enfant in element:
        _copier(enfant, noeud)


def _affectations(modele: ET.Element, corps: ET.Element, racine: str) -> tuple[Affectation, ...]:
    """Dynamic defaults, and values set when another answer changes."""
    trouvees: list[Affectation] = []
    for element in modele.findall(f"{X}setvalue"):
        trouvees += _affectation(element, ())
    for parent in corps.iter():
        for element in parent.findall(f"{X}setvalue"):
            reference = parent.get("ref") or parent.get("nodeset") or f"/{racine}"
            trouvees += _affectation(element, _chemin(reference))
    return tuple(trouvees)


def _affectation(element: ET.Element, quand: Chemin) -> list[Affectation]:
    evenements = (element.get("event") or "").split()
    source = element.get("value") or "''"
    try:
        valeur = formule(source)
    except EntreeInvalide as erreur:
        nom = element.get("ref", "").rpartition("/")[2]
        raise EntreeInvalide(erreur.code, **(erreur.params | {"question": nom})) from erreur
    change = "xforms-value-changed" in evenements
    return [
        Affectation(
            _chemin(element.get("ref", "")),
            valeur,
            a_l_ouverture="odk-instance-first-load" in evenements,
            au_nouveau_tour="odk-new-repeat" in evenements,
            quand=quand if change else (),
        )
    ]
