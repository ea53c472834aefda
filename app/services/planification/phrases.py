"""The sentences of the planner by code: what is absurd or missing, what a plan breaks.

Those that count are told by `n`. Names, days and counts come as `{params}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from app.core.i18n import N_, ngettext
from app.domain.planification.violations import Regle

Phrase = str | Callable[[int], str]

REMARQUES: Mapping[str, Phrase] = MappingProxyType(
    {
        "aucun_menage": N_("Aucun ménage de cette cité n’attend de déménagement."),
        "aucun_tiroir": N_(
            "Aucun logement tiroir dans cette cité : personne ne peut être logé pendant les"
            " travaux. Notez lesquels le sont sur la page de la cité, onglet Logements."
        ),
        "imposes_ensemble": N_(
            "{menage} et {autre} sont fixés dans le même logement, {logement}, en même temps"
            " (le {jour}). Libérez l’une des deux lignes."
        ),
        "tranche_sans_dates": lambda n: ngettext(
            "« {tranche} » n’a pas encore ses dates : {n} ménage attend.",
            "« {tranche} » n’a pas encore ses dates : {n} ménages attendent.",
            n,
        ),
        "tranche_inversee": lambda n: ngettext(
            "« {tranche} » finit ({fin}) avant de commencer ({debut}) : {n} ménage"
            " attend que ses dates soient corrigées.",
            "« {tranche} » finit ({fin}) avant de commencer ({debut}) : {n} ménages"
            " attendent que ses dates soient corrigées.",
            n,
        ),
        "travaux_finis": lambda n: ngettext(
            "Les travaux de « {tranche} » sont finis depuis le {fin} : {n} ménage qui"
            " n’a pas déménagé est laissé de côté.",
            "Les travaux de « {tranche} » sont finis depuis le {fin} : {n} ménages qui"
            " n’ont pas déménagé sont laissés de côté.",
            n,
        ),
        "travaux_commences": lambda n: ngettext(
            "Les travaux de « {tranche} » ont commencé le {debut}, et {n} ménage est"
            " encore chez lui.",
            "Les travaux de « {tranche} » ont commencé le {debut}, et {n} ménages sont"
            " encore chez eux.",
            n,
        ),
        "travaux_trop_proches": lambda n: ngettext(
            "Les travaux de « {tranche} » commencent le {debut} : avec le préavis,"
            " personne ne peut partir avant le {au_plus_tot} ({n} ménage).",
            "Les travaux de « {tranche} » commencent le {debut} : avec le préavis,"
            " personne ne peut partir avant le {au_plus_tot} ({n} ménages).",
            n,
        ),
        "sans_enquete": lambda n: ngettext(
            "« {tranche} », travaux le {debut} : {n} ménage n’a pas encore eu d’enquête"
            " sociale, aucun départ n’est prévu pour lui.",
            "« {tranche} », travaux le {debut} : {n} ménages n’ont pas encore eu d’enquête"
            " sociale, aucun départ n’est prévu pour eux.",
            n,
        ),
        "famille_trop_grande": lambda n: ngettext(
            "{menage} : il faut {chambres} chambres, aucun logement n’en a plus de {maximum}.",
            "{menage}, {n} personnes : il faut {chambres} chambres, aucun logement n’en a"
            " plus de {maximum}.",
            n,
        ),
        "aucun_plain_pied": lambda n: ngettext(
            "{menage} : il faut un plain-pied de {n} chambre, il n’y en a aucun.",
            "{menage} : il faut un plain-pied de {n} chambres, il n’y en a aucun.",
            n,
        ),
        "absent_sans_origine": N_(
            "{menage} est dans un logement tiroir, mais on ne sait pas lequel est le sien."
        ),
        "menages_sans_tranche": lambda n: ngettext(
            "{n} ménage de la cité n’est dans aucune tranche : il n’est pas dans le plan.",
            "{n} ménages de la cité ne sont dans aucune tranche : ils ne sont pas dans le plan.",
            n,
        ),
        "menages_sans_logement": lambda n: ngettext(
            "{n} ménage suivi n’a aucun logement : il n’est dans aucun plan.",
            "{n} ménages suivis n’ont aucun logement : ils ne sont dans aucun plan.",
            n,
        ),
        "promesse_passee": N_(
            "{menage} : le {jour} lui a été promis, ce jour est passé et rien ne s’est fait."
        ),
        "aucune_equipe": N_(
            "Aucune équipe de déménageurs n’est notée : rien ne limite le nombre de déménagements"
            " d’une journée."
        ),
        "charte_de_tranche": N_(
            "« {tranche} » a ses propres délais : le plan retient ceux de la cité."
        ),
        "vacances_inconnues": N_("Les vacances scolaires ne sont pas connues."),
        "vacances_jusqu_au": N_("Les vacances scolaires ne sont connues que jusqu’au {au}."),
        "logement_sans_taille": N_(
            "{logement} : on ne sait pas combien il a de chambres, il n’est proposé à personne."
        ),
        "disponible_inverse": N_(
            "{logement} : disponible du {du} au {au}, la fin vient avant le début."
        ),
        "tiroir_en_travaux": N_(
            "{logement} est un logement tiroir, mais il est lui-même en travaux du {du} au {au}."
        ),
        "pourquoi.tiroir": N_("Pourquoi ce logement et ces dates"),
        "pourquoi.definitif": N_("Pourquoi un seul déménagement"),
        "pourquoi.retour": N_("Pourquoi ce jour de retour"),
        "pourquoi.hors_plan": N_("Ce ménage n’est pas dans le plan"),
        "pourquoi.aucune": N_("Pourquoi rien n’a été trouvé"),
        "pourquoi.fixe": N_("Cette ligne est fixée : le calcul n’y touche pas."),
        "pourquoi.convient": N_("{logement} : {chambres} ch., il en faut {besoin}."),
        "pourquoi.plain_pied": N_("{logement} est de plain-pied, comme il le faut."),
        "pourquoi.animaux": N_("{logement} accepte les animaux."),
        "pourquoi.distance": lambda n: ngettext(
            "À {metres} m de chez lui ; {n} autre logement lui conviendrait.",
            "À {metres} m de chez lui ; {n} autres logements lui conviendraient.",
            n,
        ),
        "pourquoi.pris": N_("{logement} : {autre} y est, il n’est prêt que le {libre_le}."),
        "pourquoi.promis": N_("{logement} : promis par ailleurs, prêt le {libre_le}."),
        "pourquoi.indisponible": N_("{logement} : pas disponible sur toute la période."),
        "pourquoi.laisse": N_("{logement} est plus près et libre, mais irait moins bien au plan."),
        "pourquoi.depart": N_("Départ le {jour} : les travaux commencent le {debut}."),
        "pourquoi.jour_retour": N_("Retour le {jour} : les travaux finissent le {fin}."),
        "pourquoi.decalage": lambda n: ngettext(
            "Les travaux de « {tranche} » commenceraient {n} jour plus tard, dans leur marge.",
            "Les travaux de « {tranche} » commenceraient {n} jours plus tard, dans leur marge.",
            n,
        ),
        "pourquoi.appareil": N_(
            "Électricité sans coupure : absence la plus courte possible, jamais un vendredi."
        ),
        "pourquoi.promesse_tenue": N_("Le {jour} est bien le jour promis."),
        "pourquoi.promesse_rompue": N_("Le {promis} avait été promis : ce serait le {jour}."),
        "pourquoi.sans_enquete": N_(
            "L’enquête sociale n’est pas faite : on ne sait pas encore ce qu’il lui faut."
        ),
        "pourquoi.retour_introuvable": N_(
            "Aucun jour de retour trouvé après la fin des travaux ({fin})."
        ),
        "pourquoi.aucun_depart": N_(
            "Aucun jour de départ ne lui convient avant les travaux ({debut})."
        ),
        "pourquoi.aucun_retour": N_("Aucun jour de retour ne lui convient après le {fin}."),
        "pourquoi.aucun_tiroir": N_("La cité n’a aucun logement tiroir."),
        "pourquoi.trop_petit": lambda n: ngettext(
            "{n} logement est trop petit (chambres nécessaires : {besoin}).",
            "{n} logements sont trop petits (chambres nécessaires : {besoin}).",
            n,
        ),
        "pourquoi.pas_plain_pied": lambda n: ngettext(
            "{n} logement n’est pas de plain-pied.",
            "{n} logements ne sont pas de plain-pied.",
            n,
        ),
        "pourquoi.animaux_refuses": lambda n: ngettext(
            "{n} logement n’accepte pas les animaux.",
            "{n} logements n’acceptent pas les animaux.",
            n,
        ),
        "pourquoi.autres_pris": lambda n: ngettext(
            "{n} autre logement lui conviendrait, pris lui aussi.",
            "{n} autres logements lui conviendraient, pris eux aussi.",
            n,
        ),
        "debloquer.enquete": N_("Faire l’enquête sociale, puis demander un nouveau plan."),
        "debloquer.tiroir": N_(
            "Un logement tiroir de plus, du {du} au {au} (chambres : {chambres})."
        ),
        "debloquer.tiroir_plain_pied": N_(
            "Un logement tiroir de plain-pied de plus, du {du} au {au} (chambres : {chambres})."
        ),
        "debloquer.semaines": lambda n: ngettext(
            "Des travaux commencés {n} semaine plus tard chez lui.",
            "Des travaux commencés {n} semaines plus tard chez lui.",
            n,
        ),
        "debloquer.nettoyage": N_("Une remise en état des logements sans délai."),
        "debloquer.animaux": N_("Un logement qui accepte ses animaux, ou quelqu’un qui les garde."),
        "debloquer.dates": N_("D’autres dates possibles pour lui."),
        "debloquer.equipe": N_("Un déménagement de plus par jour et par équipe."),
        "debloquer.un_seul": N_(
            "Accepter un autre logement, pour toujours : il y en a un qui convient."
        ),
        "tiroir_habite": N_(
            "{logement} est noté comme logement tiroir, mais c’est le logement de {menage}."
        ),
    }
)

VIOLATIONS: Mapping[str, Phrase] = MappingProxyType(
    {
        Regle.SANS_LIGNE: N_("Ce plan ne dit rien de {menage}."),
        Regle.LIGNE_INCONNUE: N_("{menage} n’est plus à loger : cette ligne ne sert plus."),
        Regle.INCOHERENT: N_("{menage} : il manque le logement, ou une date."),
        Regle.HORS_PLAN: N_("{menage} est laissé de côté alors qu’il faut le loger."),
        Regle.TRANCHE_INCONNUE: N_("{menage} : sa tranche n’a plus de dates de travaux."),
        Regle.FIXE_DEPLACE: N_("{menage} a une ligne fixée, ce n’est pas celle-ci."),
        Regle.SANS_ENQUETE: N_("{menage} déménagerait sans avoir eu d’enquête sociale."),
        Regle.PAS_ABSENT: N_("{menage} est encore chez lui : il n’y a pas de retour à prévoir."),
        Regle.DEJA_PARTI: N_("{menage} est déjà parti : seul son retour est à prévoir."),
        Regle.DEFINITIF_NON_VOULU: N_(
            "{menage} veut revenir chez lui : {logement} serait pour toujours."
        ),
        Regle.LOGEMENT_INCONNU: N_("{menage} : {logement} n’est plus proposé."),
        Regle.LOGEMENT_DEFINITIF: N_("{menage} : {logement} n’est pas un logement provisoire."),
        Regle.LOGEMENT_TEMPORAIRE: N_("{menage} : {logement} ne se donne pas définitivement."),
        Regle.PAS_SON_LOGEMENT: N_("{menage} reviendrait de {logement}, où il n’est pas."),
        Regle.TROP_PETIT: N_("{menage} a besoin de {besoin} chambres, {logement} en a {chambres}."),
        Regle.PAS_PLAIN_PIED: N_("{menage} a besoin d’un plain-pied, {logement} n’en est pas un."),
        Regle.ANIMAUX_REFUSES: N_("{menage} a des animaux, {logement} n’en accepte pas."),
        Regle.LOGEMENT_INDISPONIBLE: N_("{menage} : {logement} n’est pas disponible ces jours-là."),
        Regle.LOGEMENT_OCCUPE: N_("{menage} : {logement} est déjà pris par ailleurs le {jour}."),
        Regle.LOGEMENT_PRIS: N_("{menage} et {autre} seraient dans {logement} en même temps."),
        Regle.DONNE_DEUX_FOIS: N_("{logement} serait donné à la fois à {menage} et à {autre}."),
        Regle.DEPART_TARDIF: N_("{menage} partirait le {jour}, les travaux commencent le {debut}."),
        Regle.DEPART_PRECOCE: N_(
            "{menage} partirait le {jour}, plus de {avance} jours avant les travaux ({debut})."
        ),
        Regle.RETOUR_PRECOCE: N_("{menage} reviendrait le {jour}, les travaux finissent le {fin}."),
        Regle.RETOUR_TARDIF: N_(
            "{menage} reviendrait le {jour}, plus de {delai} jours après les travaux ({fin})."
        ),
        Regle.JOUR_CHOME: N_("{menage} déménagerait le {jour} : personne ne travaille ce jour-là."),
        Regle.PREAVIS: N_(
            "{menage} déménagerait le {jour} : le préavis mène au {au_plus_tot} au plus tôt."
        ),
        Regle.AVANT_LE: N_("{menage} ne peut pas déménager avant le {apres_le} (ici le {jour})."),
        Regle.JOUR_EVITE: N_("{menage} n’est pas libre du {du} au {au} (ici le {jour})."),
        Regle.VENDREDI: N_(
            "{menage} a besoin d’électricité sans coupure : pas de déménagement un vendredi"
            " ({jour})."
        ),
        Regle.DECALAGE: N_(
            "Les travaux de « {nom} » commenceraient {jours} jours plus tard, la marge est"
            " de {marge}."
        ),
        Regle.EQUIPES: N_(
            "Le {jour} : {nombre} déménagements, {genre} peuvent en faire {capacite}."
        ),
    }
)

ECARTES: Mapping[str, str] = MappingProxyType(
    {
        "proprietaire": N_("propriétaire de son logement"),
        "ailleurs": N_("cherche un logement ailleurs"),
        "sans_dates": N_("sa tranche n’a pas encore ses dates"),
        "dates_inversees": N_("les dates de sa tranche sont à corriger"),
        "travaux_finis": N_("les travaux de sa tranche sont finis"),
        "travaux_occupe": N_("reste chez lui pendant les travaux"),
        "arrivee": N_("vient d’arriver, ne déménage pas"),
        "plus_a_placer": N_("n’attend plus de déménagement"),
    }
)

SANS_SOLUTION: Mapping[str, Phrase] = MappingProxyType(
    {
        "sans_enquete": N_("pas encore d’enquête sociale"),
        "travaux_commences": N_("les travaux ont déjà commencé"),
        "travaux_trop_proches": N_("les travaux sont trop proches pour respecter le préavis"),
        "aucun_tiroir": N_("aucun logement tiroir"),
        "famille_trop_grande": N_("aucun logement assez grand ({chambres} chambres)"),
        "aucun_plain_pied": N_("aucun plain-pied assez grand"),
        "animaux_refuses": N_("aucun logement n’accepte ses animaux"),
        "aucun_jour": N_("aucun jour ne lui convient avant les travaux"),
        "pas_de_place": N_("les logements qui lui conviennent sont tous pris à ces dates"),
        "a_la_main": N_("laissé sans logement à la main"),
        "retour": N_("son retour n’a pas pu être placé"),
    }
)
