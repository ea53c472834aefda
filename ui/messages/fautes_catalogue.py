"""What is wrong on a line of a catalogue, in one sentence that says how to put it right."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_, _
from app.domain.catalogue_fautes import FauteSituee

MONTREES = 8
"""Faults told in a window; the command line tells them all."""

FAUTES: Mapping[str, str] = MappingProxyType(
    {
        # The file as a whole.
        "trop_gros": N_("le fichier dépasse {maximum} Ko : ce n’est pas un catalogue."),
        "inaccessible": N_("le fichier ne s’ouvre pas : vérifiez qu’il est là et lisible."),
        "pas_utf8": N_(
            "ce texte n’est pas écrit en UTF-8 : enregistrez-le de nouveau en choisissant UTF-8."
        ),
        "genre_inconnu": N_(
            "on ne sait pas de quel catalogue il s’agit : le fichier doit s’appeler comme l’un de"
            " ceux-ci ({connus}), ou dites-le avec --genre."
        ),
        # TOML itself.
        "syntaxe": N_("cette ligne n’est pas du TOML : comparez-la au catalogue livré."),
        "nom_repete": N_("ce nom est déjà donné plus haut : une seule fois suffit."),
        "egal_absent": N_("il manque le signe = entre le nom et la valeur."),
        "nom_attendu": N_(
            "un nom est attendu ici, en lettres sans accent ; un bloc entre accolades tient sur"
            " une seule ligne."
        ),
        "guillemet_ouvert": N_("un texte commence par un guillemet droit et doit finir par un."),
        "crochet_ouvert": N_("un crochet ou une accolade est ouvert et n’est pas fermé."),
        "ligne_en_trop": N_("il y a quelque chose de trop à la fin de la ligne."),
        "valeur_illisible": N_(
            "la valeur ne se lit pas : un texte va entre guillemets droits, un nombre non, oui ou"
            " non s’écrit true ou false."
        ),
        "barre_inverse": N_("une barre oblique inverse \\ s’écrit deux fois dans un texte."),
        # Fields.
        "champ_inconnu": N_("le champ « {champ} » n’existe pas ici (connus : {connus}).{proche}"),
        "champ_absent": N_("il manque le champ « {champ} »."),
        "champ_vide": N_("le champ « {champ} » est vide."),
        "texte_attendu": N_("« {champ} » attend un texte entre guillemets."),
        "texte_long": N_("« {champ} » a {longueur} caractères, {maximum} au plus."),
        "code_forme": N_(
            "le code « {valeur} » ne convient pas : des minuscules sans accent, des chiffres et _,"
            " en commençant par une lettre."
        ),
        "valeur_inconnue": N_(
            "« {valeur} » n’est pas possible pour « {champ} » (connus : {connus}).{proche}"
        ),
        "nombre_attendu": N_("« {champ} » attend un nombre entier, sans guillemets."),
        "nombre_borne": N_("« {champ} » vaut {valeur} : il va de {minimum} à {maximum}."),
        "vrai_faux_attendu": N_("« {champ} » vaut true ou false, sans guillemets."),
        "jour_attendu": N_("« {champ} » attend un jour, sans guillemets : 2026-12-19."),
        "periode_inversee": N_(
            "« {champ} » doit venir après le premier jour, {maximum} jours plus tard au plus."
        ),
        "liste_attendue": N_('« {champ} » attend une liste de textes, comme ["un", "deux"].'),
        "table_attendue": N_("« {champ} » attend des noms et des nombres : {{ jours = 30 }}."),
        "tables_attendues": N_("« {champ} » attend des blocs, comme dans le catalogue livré."),
        "doublon": N_("« {valeur} » est déjà pris plus haut (champ « {champ} »)."),
        "rien": N_("il n’y a rien dans « {champ} »."),
        "mot_refuse": N_("le mot « {mot} » n’est pas le nôtre : dites « aménagement »."),
        # Words.
        "touche_forme": N_(
            "la touche « {valeur} » doit être une lettre sans accent ou un chiffre."
        ),
        "code_reserve": N_(
            "« {valeur} » est un mot que Voyette garde pour elle : donnez un autre code à ce point."
        ),
        "code_fige": N_(
            "le code « {valeur} » ne peut pas s’ajouter : seuls les mots changent ({connus})."
        ),
        # Journeys.
        "ligne_genre": N_("une ligne nomme soit une étape (etape = …), soit une pratique."),
        "jours_sans_ancre": N_("des jours sont comptés, mais « ancre » ne dit pas depuis quoi."),
        "boucle": N_("ces étapes s’attendent l’une l’autre et tournent en rond : {boucle}."),
        "jours_contraires": N_(
            "« {avant} » doit venir avant « {apres} », mais leurs jours disent le contraire."
        ),
        # Attention.
        "seuil_absent": N_(
            "il manque le seuil « {seuil} » : {{ {seuil} = 30 }}, ou un par phase"
            " ({seuil}_avant, {seuil}_pendant, {seuil}_apres)."
        ),
        "accolades": N_(
            "dans « {champ} », une accolade ne convient pas : écrivez {{nom}}, sans rien d’autre."
        ),
        "parametre_inconnu": N_(
            "la phrase nomme {{{nom}}}, que cette règle ne donne pas (elle donne : {connus})."
        ),
    }
)


def dire_faute(faute: FauteSituee) -> str:
    """The sentence of a fault, without its line."""
    params = dict(faute.params)
    proche = params.get("proche")
    params["proche"] = " " + _("Vouliez-vous dire « {mot} » ?").format(mot=proche) if proche else ""
    phrase = _(FAUTES.get(faute.code, FAUTES["syntaxe"]))
    return phrase.format(**{nom: str(valeur) for nom, valeur in params.items()})


def dire_fautes(fautes: tuple[FauteSituee, ...]) -> str:
    """The first faults, a line each with its number; how many more there are."""
    lignes = [
        _("ligne {n} : {phrase}").format(n=f.ligne, phrase=dire_faute(f)) for f in fautes[:MONTREES]
    ]
    if len(fautes) > MONTREES:
        lignes.append(_("… et {n} autres.").format(n=len(fautes) - MONTREES))
    return "\n".join(lignes)
