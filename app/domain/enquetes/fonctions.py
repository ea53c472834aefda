"""The functions of the ODK XForms specification that make sense on a desktop.

Each entry takes the evaluables of its arguments and gives an evaluable; `arguments` are the
expressions themselves, for the few functions that need to know what was written.
"""

from __future__ import annotations

import hashlib
import math
import random
import re
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from decimal import Decimal
from types import MappingProxyType

from app.domain.enquetes.arbre import Expression, Litteral
from app.domain.enquetes.evaluation import Evaluable, Fonction, Lieu
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.valeurs import (
    RIEN,
    Valeur,
    codes,
    local,
    moment,
    nombre,
    part_du_jour,
    simple,
    texte,
    vrai,
)


def _sur(calcul: Callable[..., Valeur], conversion: Callable[[Valeur], object]) -> Fonction:
    """A function of plain values: every argument is converted, then given."""

    def fabrique(*arguments_: Evaluable, arguments: tuple[Expression, ...]) -> Evaluable:
        if len(arguments_) == 1:
            seul = arguments_[0]
            return lambda lieu: calcul(conversion(seul(lieu)))
        return lambda lieu: calcul(*(conversion(a(lieu)) for a in arguments_))

    return fabrique  # type: ignore[return-value]  # an evaluable, made once


def _telle(calcul: Callable[..., Valeur]) -> Fonction:
    """A function that needs the place it is evaluated at, and its arguments unevaluated."""

    def fabrique(*arguments_: Evaluable, arguments: tuple[Expression, ...]) -> Evaluable:
        return lambda lieu: calcul(lieu, *arguments_)

    return fabrique  # type: ignore[return-value]  # an evaluable, made once


def _valeurs(valeurs: Iterable[Valeur]) -> list[float]:
    """Every number of node-sets and values, blanks left out."""
    nombres = []
    for valeur in valeurs:
        elements: Iterable[Valeur] = (
            [n.typee() for n in valeur] if isinstance(valeur, list) else [valeur]
        )
        nombres += [nombre(e) for e in elements if texte(e) != ""]
    return nombres


def _somme(*valeurs: Valeur) -> Valeur:
    return math.fsum(_valeurs(valeurs))


def _extreme(choisir: Callable[[list[float]], float]) -> Callable[..., Valeur]:
    def calcul(*valeurs: Valeur) -> Valeur:
        nombres = _valeurs(valeurs)
        return choisir(nombres) if nombres and not any(map(math.isnan, nombres)) else RIEN

    return calcul


def _compter(valeur: Valeur) -> Valeur:
    return float(len(valeur)) if isinstance(valeur, list) else RIEN


def _compter_non_vides(valeur: Valeur) -> Valeur:
    return float(sum(1 for n in valeur if n.valeur)) if isinstance(valeur, list) else RIEN


def _arrondir(valeur: Valeur, chiffres: Valeur = 0.0) -> Valeur:
    """Halves go up, as JavaRosa rounds; decimal arithmetic, so that 2.15 gives 2.2."""
    v, n = nombre(valeur), nombre(chiffres)
    if not math.isfinite(v) or not math.isfinite(n):
        return v
    rang = Decimal(1).scaleb(-max(-15, min(15, int(n))))
    return float(math.floor(Decimal(repr(v)) / rang + Decimal("0.5")) * rang)


def _entier(valeur: Valeur) -> Valeur:
    v = nombre(valeur)
    return v if math.isnan(v) or math.isinf(v) else float(int(v))


def _si(lieu: Lieu, condition: Evaluable, alors: Evaluable, sinon: Evaluable) -> Valeur:
    return simple(alors(lieu)) if vrai(condition(lieu)) else simple(sinon(lieu))


def _premiere_connue(lieu: Lieu, *valeurs: Evaluable) -> Valeur:
    for valeur in valeurs:
        v = simple(valeur(lieu))
        if texte(v) not in ("", "NaN"):
            return v
    return ""


def _une_fois(lieu: Lieu, valeur: Evaluable) -> Valeur:
    return lieu.courant.typee() if lieu.courant.valeur else simple(valeur(lieu))


def _position(lieu: Lieu, de: Evaluable | None = None) -> Valeur:
    if de is None:
        return float(lieu.position)
    noeuds = de(lieu)
    return float(noeuds[0].rang) if isinstance(noeuds, list) and noeuds else RIEN


def _choisi(valeur: Valeur, code: Valeur) -> Valeur:
    return texte(code).strip() in codes(valeur)


def _liste_pesee(lieu: Lieu, minimum: Evaluable, maximum: Evaluable, *paires: Evaluable) -> Valeur:
    """`weighted-checklist(min, max, test, weight, …)`."""
    poids = math.fsum(
        nombre(p(lieu)) for t, p in zip(paires[::2], paires[1::2], strict=False) if vrai(t(lieu))
    )
    bas, haut = nombre(minimum(lieu)), nombre(maximum(lieu))
    return (bas < 0 or poids >= bas) and (haut < 0 or poids <= haut)


def _choisi_au_rang(valeur: Valeur, rang: Valeur) -> Valeur:
    choisis, n = codes(valeur), nombre(rang)
    return choisis[int(n)] if not math.isnan(n) and 0 <= int(n) < len(choisis) else ""


def _liste_cochee(lieu: Lieu, minimum: Evaluable, maximum: Evaluable, *tests: Evaluable) -> Valeur:
    vrais = sum(1 for t in tests if vrai(t(lieu)))
    bas, haut = nombre(minimum(lieu)), nombre(maximum(lieu))
    return (bas < 0 or vrais >= bas) and (haut < 0 or vrais <= haut)


def _repetition_indexee(lieu: Lieu, cible: Evaluable, *groupes_et_rangs: Evaluable) -> Valeur:
    """`indexed-repeat(node, group, index, …)`: the node in the given turn of each group."""
    arguments = list(groupes_et_rangs)
    candidats: list[Noeud] = []
    depart = Lieu(lieu.seance, lieu.seance.racine, lieu.seance.racine)
    trouves = cible(depart)
    if isinstance(trouves, list):
        candidats = trouves
    for i in range(0, len(arguments) - 1, 2):
        groupe, rang = arguments[i](depart), nombre(arguments[i + 1](lieu))
        if not isinstance(groupe, list) or not groupe or math.isnan(rang):
            return ""
        nom, profondeur = groupe[0].nom, len(groupe[0].lignee())
        candidats = [c for c in candidats if _au_rang(c, nom, profondeur, int(rang))]
    return candidats[:1] if candidats else ""


def _au_rang(noeud: Noeud, nom: str, profondeur: int, rang: int) -> bool:
    lignee = noeud.lignee()
    if len(lignee) < profondeur:
        return False
    tour = lignee[profondeur - 1]
    return tour.nom == nom and tour.rang == rang


def _libelle(lieu: Lieu, code: Evaluable, chemin: Evaluable) -> Valeur:
    return lieu.seance.libelle_choix(texte(chemin(lieu)).strip(), texte(code(lieu)), lieu.courant)


def _table(
    lieu: Lieu, fichier: Evaluable, voulue: Evaluable, cle: Evaluable, valeur: Evaluable
) -> Valeur:
    nom = texte(fichier(lieu)).removesuffix(".csv")
    ligne = lieu.seance.ligne_jointe(nom, texte(cle(lieu)), texte(valeur(lieu)))
    return "" if ligne is None else ligne.get(texte(voulue(lieu)), "")


def _joindre(separateur: Valeur, *valeurs: Valeur) -> Valeur:
    morceaux: list[str] = []
    for valeur in valeurs:
        morceaux += [n.valeur for n in valeur] if isinstance(valeur, list) else [texte(valeur)]
    return texte(separateur).join(morceaux)


def _concat(*valeurs: Valeur) -> Valeur:
    return _joindre("", *valeurs)


def _extrait(valeur: Valeur, debut: Valeur, fin: Valeur | None = None) -> Valeur:
    """`substr`: characters from `debut` (0 is the first) up to `fin`, negative from the end."""
    t, d = texte(valeur), nombre(debut)
    f = float(len(t)) if fin is None else nombre(fin)
    return "" if math.isnan(d) or math.isnan(f) else t[int(d) :][: max(0, _borne(f, t, d))]


def _borne(fin: float, t: str, debut: float) -> int:
    fin_reelle = int(fin) if fin >= 0 else len(t) + int(fin)
    debut_reel = int(debut) if debut >= 0 else max(0, len(t) + int(debut))
    return fin_reelle - debut_reel


def _sous_chaine(valeur: Valeur, debut: Valeur, longueur: Valeur = math.inf) -> Valeur:
    """XPath's `substring`: places count from 1."""
    t, d, n = texte(valeur), nombre(debut), nombre(longueur)
    if math.isnan(d) or math.isnan(n):
        return ""
    d = math.floor(d + 0.5)
    fin = len(t) + 1 if math.isinf(n) else d + math.floor(n + 0.5)
    return t[max(0, int(d) - 1) : max(0, int(fin) - 1)]


def _traduire(valeur: Valeur, de: Valeur, vers: Valeur) -> Valeur:
    source, cible = texte(de), texte(vers)
    table = {ord(c): (cible[i] if i < len(cible) else None) for i, c in enumerate(source)}
    return texte(valeur).translate(table)


def _regex(valeur: Valeur, motif: Valeur) -> Valeur:
    """Whether the whole text matches; an expression Python cannot read never does."""
    try:
        return re.fullmatch(texte(motif), texte(valeur)) is not None
    except re.error:
        return False


def _jour(valeur: Valeur) -> Valeur:
    lu = moment(valeur)
    if isinstance(lu, datetime):
        return lu.date()
    return "" if lu is None else lu


def _instant(valeur: Valeur) -> Valeur:
    lu = moment(valeur)
    if lu is None:
        return ""
    return lu if isinstance(lu, datetime) else datetime.combine(lu, time())


_JETONS: Mapping[str, Callable[[datetime], str]] = MappingProxyType(
    {
        "Y": lambda d: f"{d.year:04d}",
        "y": lambda d: f"{d.year % 100:02d}",
        "m": lambda d: f"{d.month:02d}",
        "n": lambda d: str(d.month),
        "d": lambda d: f"{d.day:02d}",
        "e": lambda d: str(d.day),
        "H": lambda d: f"{d.hour:02d}",
        "h": lambda d: str(d.hour),
        "M": lambda d: f"{d.minute:02d}",
        "S": lambda d: f"{d.second:02d}",
        "3": lambda d: f"{d.microsecond // 1000:03d}",
        "%": lambda _d: "%",
    }
)
_NOMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "b_fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
                 "nov.", "déc."),
        "b_en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                 "Dec"),
        "a_fr": ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
        "a_en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    }
)  # fmt: skip
_ANGLAIS = re.compile(r"(?i)english|anglais|.*\(en\)|en")


def _format_date(lieu: Lieu, valeur: Evaluable, forme: Evaluable) -> Valeur:
    """`format-date`, in local time; short names of months and days in the form's language."""
    lu = _instant(valeur(lieu))
    if not isinstance(lu, datetime):
        return ""
    instant = local(lu)
    langue = "en" if _ANGLAIS.match(lieu.seance.langue) else "fr"

    def dire(trouve: re.Match[str]) -> str:
        jeton = trouve[1]
        if jeton in ("a", "b"):
            place = instant.month - 1 if jeton == "b" else instant.weekday()
            return _NOMS[f"{jeton}_{langue}"][place]
        return _JETONS[jeton](instant) if jeton in _JETONS else trouve[0]

    return re.sub("%(.)", dire, texte(forme(lieu)))


def _nom(lieu: Lieu, de: Evaluable | None = None) -> Valeur:
    if de is None:
        return lieu.noeud.nom
    noeuds = de(lieu)
    return noeuds[0].nom if isinstance(noeuds, list) and noeuds else ""


def _du_noeud(calcul: Callable[[Valeur], Valeur]) -> Fonction:
    """A function of one value, that of the place itself when none is given."""

    def sur(lieu: Lieu, de: Evaluable | None = None) -> Valeur:
        return calcul(lieu.noeud.typee() if de is None else de(lieu))

    return _telle(sur)


def _hasard(lieu: Lieu) -> Valeur:
    return random.random()


def _identifiant(lieu: Lieu, longueur: Evaluable | None = None) -> Valeur:
    if longueur is None:
        return str(uuid.uuid4())
    return uuid.uuid4().hex[: int(nombre(longueur(lieu)) or 0)]


def _empreinte(valeur: Valeur, methode: Valeur, forme: Valeur = "base64") -> Valeur:
    import base64  # noqa: PLC0415 - rare

    noms = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384",
            "SHA-512": "sha512"}  # fmt: skip
    nom = noms.get(texte(methode).upper())
    if nom is None:
        return ""
    brut = hashlib.new(nom, texte(valeur).encode(), usedforsecurity=False).digest()
    return brut.hex() if texte(forme) == "hex" else base64.b64encode(brut).decode()


def _puissance(a: float, b: float) -> Valeur:
    try:
        resultat = a**b
    except (OverflowError, ZeroDivisionError):
        return RIEN
    return RIEN if isinstance(resultat, complex) else float(resultat)


def _reel(calcul: Callable[..., float]) -> Callable[..., Valeur]:
    """A function of real numbers; outside its domain it gives no number."""

    def prudent(*valeurs: float) -> Valeur:
        try:
            return calcul(*valeurs)
        except (ValueError, OverflowError):
            return RIEN

    return prudent


def _tel_quel(valeur: Valeur) -> Valeur:
    return valeur


def ecrit(expression: Expression) -> str:
    """The text written as an argument, "" when it is not a plain text."""
    if isinstance(expression, Litteral) and isinstance(expression.valeur, str):
        return expression.valeur.strip()
    return ""


def _de_valeurs() -> dict[str, Fonction]:
    return {
        "count": _sur(_compter, _tel_quel),
        "count-non-empty": _sur(_compter_non_vides, _tel_quel),
        "sum": _sur(_somme, _tel_quel),
        "min": _sur(_extreme(min), _tel_quel),
        "max": _sur(_extreme(max), _tel_quel),
        "round": _sur(_arrondir, _tel_quel),
        "int": _sur(_entier, _tel_quel),
        "number": _du_noeud(nombre),
        "string": _du_noeud(texte),
        "boolean": _sur(vrai, _tel_quel),
        "boolean-from-string": _sur(lambda v: texte(v).strip() in ("1", "true"), _tel_quel),
        "not": _sur(lambda v: not v, vrai),
        "selected": _sur(_choisi, _tel_quel),
        "selected-at": _sur(_choisi_au_rang, _tel_quel),
        "count-selected": _sur(lambda v: float(len(codes(v))), _tel_quel),
        "join": _sur(_joindre, _tel_quel),
        "concat": _sur(_concat, _tel_quel),
        "substr": _sur(_extrait, _tel_quel),
        "substring": _sur(_sous_chaine, _tel_quel),
        "translate": _sur(_traduire, _tel_quel),
        "regex": _sur(_regex, _tel_quel),
        "date": _sur(_jour, _tel_quel),
        "date-time": _sur(_instant, _tel_quel),
        "decimal-date-time": _sur(lambda v: nombre(_instant(v)), _tel_quel),
        "decimal-time": _sur(part_du_jour, texte),
        "digest": _sur(_empreinte, _tel_quel),
        "randomize": _sur(lambda v, _graine="": v, _tel_quel),
    }


def _de_textes() -> dict[str, Fonction]:
    return {
        "contains": _sur(lambda t, m: m in t, texte),
        "starts-with": _sur(lambda t, m: t.startswith(m), texte),
        "ends-with": _sur(lambda t, m: t.endswith(m), texte),
        "substring-before": _sur(lambda t, m: t.partition(m)[0] if m and m in t else "", texte),
        "substring-after": _sur(lambda t, m: t.partition(m)[2] if m else t, texte),
        "string-length": _du_noeud(lambda v: float(len(texte(v)))),
        "normalize-space": _du_noeud(lambda v: " ".join(texte(v).split())),
        "lower-case": _sur(str.lower, texte),
        "upper-case": _sur(str.upper, texte),
    }


def _de_nombres() -> dict[str, Fonction]:
    calculs: dict[str, Callable[..., float]] = {
        "abs": abs,
        "floor": lambda v: float(math.floor(v)),
        "ceiling": lambda v: float(math.ceil(v)),
        "sqrt": math.sqrt,
        "exp": math.exp,
        "exp10": lambda v: 10.0**v,
        "log": math.log,
        "log10": math.log10,
        "sin": math.sin,
        "cos": math.cos,
        "tan": math.tan,
        "asin": math.asin,
        "acos": math.acos,
        "atan": math.atan,
        "atan2": math.atan2,
    }
    noms: dict[str, Fonction] = {n: _sur(_reel(c), nombre) for n, c in calculs.items()}
    noms["pow"] = _sur(_puissance, nombre)
    return noms


def _du_lieu() -> dict[str, Fonction]:
    return {
        "if": _telle(_si),
        "coalesce": _telle(_premiere_connue),
        "once": _telle(_une_fois),
        "format-date": _telle(_format_date),
        "format-date-time": _telle(_format_date),
        "position": _telle(_position),
        "last": _telle(lambda lieu: float(lieu.taille)),
        "true": _telle(lambda _lieu: True),
        "false": _telle(lambda _lieu: False),
        "pi": _telle(lambda _lieu: math.pi),
        "today": _telle(lambda lieu: lieu.seance.maintenant().date()),
        "now": _telle(lambda lieu: lieu.seance.maintenant()),
        "random": _telle(_hasard),
        "uuid": _telle(_identifiant),
        "checklist": _telle(_liste_cochee),
        "weighted-checklist": _telle(_liste_pesee),
        "indexed-repeat": _telle(_repetition_indexee),
        "jr-choice-name": _telle(_libelle),
        "pulldata": _telle(_table),
        "version": _telle(lambda lieu: lieu.seance.version()),
        "local-name": _telle(_nom),
        "name": _telle(_nom),
        "property": _telle(lambda _lieu, _nom: ""),
    }


FONCTIONS: Mapping[str, Fonction] = MappingProxyType(
    _de_valeurs() | _de_textes() | _de_nombres() | _du_lieu()
)
"""Name → function, as written in a form ("jr:choice-name" is "jr-choice-name" here)."""
