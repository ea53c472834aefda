"""What stands beside the questions of a compiled form: lists of choices, values set by events."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from app.core.i18n import _
from app.domain.enquetes.formulaire import Affectation, Chemin
from app.domain.enquetes.noeuds import Noeud
from app.services.enquetes.lecture import Lecture, chemin, nom_local

X = "{http://www.w3.org/2002/xforms}"


def lire_listes(modele: ET.Element, *, autre: bool) -> tuple[dict[str, Noeud], tuple[str, ...]]:
    """The lists of choices by name, and the files the form expects beside it.

    `autre` says that pyxform added an "Other" to lists, which is then said in our language.
    """
    listes: dict[str, Noeud] = {}
    fichiers: list[str] = []
    for instance in modele.findall(f"{X}instance")[1:]:
        nom = instance.get("id", "")
        liste = listes[nom] = Noeud(nom)
        source = instance.get("src", "")
        if source.startswith("jr://file"):  # jr://instance/last-saved is no file
            fichiers.append(source.rpartition("/")[2])
        for racine in instance:
            _copier(racine, liste)
        if autre:
            _dire_autre(liste)
    return listes, tuple(fichiers)


def _dire_autre(liste: Noeud) -> None:
    for item in (i for r in liste.enfants.get("root", ()) for i in r.enfants.get("item", ())):
        libelles, noms = item.enfants.get("label", []), item.enfants.get("name", [])
        if [n.valeur for n in (*noms, *libelles)] == ["other", "Other"]:
            libelles[0].valeur = _("Autre")


def _copier(element: ET.Element, parent: Noeud) -> None:
    noeud = parent.ajouter(Noeud(nom_local(element), parent, (element.text or "").strip()))
    for enfant in element:
        _copier(enfant, noeud)


def lire_affectations(
    modele: ET.Element, corps: ET.Element, racine: str, lu: Lecture
) -> tuple[Affectation, ...]:
    """Dynamic defaults, and values set when another answer changes."""
    trouvees: list[Affectation] = []
    for element in modele.findall(f"{X}setvalue"):
        trouvees += _affectation(element, (), lu)
    for parent in corps.iter():
        for element in parent.findall(f"{X}setvalue"):
            reference = parent.get("ref") or parent.get("nodeset") or f"/{racine}"
            trouvees += _affectation(element, chemin(reference), lu)
    return tuple(trouvees)


def _affectation(element: ET.Element, quand: Chemin, lu: Lecture) -> list[Affectation]:
    evenements = (element.get("event") or "").split()
    cible = chemin(element.get("ref", ""))
    valeur = lu.formule(element.get("value") or "''", cible)
    if valeur is None:
        return []
    return [
        Affectation(
            cible,
            valeur,
            a_l_ouverture="odk-instance-first-load" in evenements,
            au_nouveau_tour="odk-new-repeat" in evenements,
            quand=quand if "xforms-value-changed" in evenements else (),
        )
    ]
