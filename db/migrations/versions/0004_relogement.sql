CREATE TABLE menage (
	id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	numero_contrat TEXT, 
	statut VARCHAR(32) DEFAULT 'locataire' NOT NULL, 
	ayant_droit BOOLEAN DEFAULT 0 NOT NULL, 
	date_entree DATE, 
	nb_occupants INTEGER, 
	loyer INTEGER, 
	charges INTEGER, 
	apl INTEGER, 
	loyer_date DATE, 
	ressources INTEGER, 
	ressources_date DATE, 
	issu_de_id VARCHAR(32), 
	langue TEXT, 
	contact_prefere TEXT, 
	phase_forcee VARCHAR(32), 
	phase_motif TEXT, 
	parcours TEXT, 
	parcours_motif TEXT, 
	suivi VARCHAR(32) DEFAULT 'ouvert' NOT NULL, 
	fusionne_dans_id VARCHAR(32), 
	CONSTRAINT pk_menage PRIMARY KEY (id), 
	CONSTRAINT fk_menage_issu_de_id FOREIGN KEY(issu_de_id) REFERENCES menage (id), 
	CONSTRAINT fk_menage_fusionne_dans_id FOREIGN KEY(fusionne_dans_id) REFERENCES menage (id), 
	CONSTRAINT ck_menage_statut CHECK (statut IN ('locataire', 'proprietaire', 'heberge', 'autre')), 
	CONSTRAINT ck_menage_phase_forcee CHECK (phase_forcee IN ('avant', 'pendant', 'apres')), 
	CONSTRAINT ck_menage_suivi CHECK (suivi IN ('ouvert', 'clos'))
);

CREATE INDEX ix_menage_issu_de_id ON menage (issu_de_id);

CREATE TABLE modele_document (
	id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	titre TEXT NOT NULL, 
	texte TEXT NOT NULL, 
	CONSTRAINT pk_modele_document PRIMARY KEY (id), 
	CONSTRAINT uq_modele_document_code UNIQUE (code)
);

CREATE TABLE besoins_relogement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	chambres INTEGER, 
	plain_pied BOOLEAN, 
	appareil BOOLEAN, 
	animaux BOOLEAN, 
	animaux_precision TEXT, 
	jardin BOOLEAN, 
	garage BOOLEAN, 
	scolarises BOOLEAN, 
	apres_le DATE, 
	un_seul_demenagement BOOLEAN DEFAULT 0 NOT NULL, 
	volume_m3 INTEGER, 
	CONSTRAINT pk_besoins_relogement PRIMARY KEY (id), 
	CONSTRAINT uq_besoins_relogement_menage_id UNIQUE (menage_id), 
	CONSTRAINT ck_besoins_relogement_chambres CHECK (chambres BETWEEN 0 AND 12), 
	CONSTRAINT fk_besoins_relogement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id)
);

CREATE TABLE lien_menages (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	autre_id VARCHAR(32) NOT NULL, 
	nature VARCHAR(32) NOT NULL, 
	precision TEXT, 
	CONSTRAINT pk_lien_menages PRIMARY KEY (id), 
	CONSTRAINT uq_lien_menages_menage_id_autre_id UNIQUE (menage_id, autre_id), 
	CONSTRAINT ck_lien_menages_deux CHECK (menage_id <> autre_id), 
	CONSTRAINT fk_lien_menages_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_lien_menages_autre_id FOREIGN KEY(autre_id) REFERENCES menage (id), 
	CONSTRAINT ck_lien_menages_nature CHECK (nature IN ('voisins', 'famille', 'entraide'))
);

CREATE INDEX ix_lien_menages_autre_id ON lien_menages (autre_id);

CREATE TABLE personne (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	civilite VARCHAR(32), 
	nom TEXT NOT NULL, 
	prenom TEXT, 
	naissance DATE, 
	age INTEGER, 
	age_le DATE, 
	lien VARCHAR(32) DEFAULT 'titulaire' NOT NULL, 
	titulaire BOOLEAN DEFAULT 0 NOT NULL, 
	tel_fixe TEXT, 
	tel_mobile TEXT, 
	courriel TEXT, 
	langue TEXT, 
	contact_prefere TEXT, 
	information VARCHAR(32) DEFAULT 'tout' NOT NULL, 
	information_precision TEXT, 
	partie_le DATE, 
	partie_motif VARCHAR(32), 
	fusionne_dans_id VARCHAR(32), 
	CONSTRAINT pk_personne PRIMARY KEY (id), 
	CONSTRAINT fk_personne_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_personne_fusionne_dans_id FOREIGN KEY(fusionne_dans_id) REFERENCES personne (id), 
	CONSTRAINT ck_personne_civilite CHECK (civilite IN ('mme', 'm')), 
	CONSTRAINT ck_personne_lien CHECK (lien IN ('titulaire', 'cotitulaire', 'conjoint', 'enfant', 'ascendant', 'fratrie', 'heberge', 'autre')), 
	CONSTRAINT ck_personne_information CHECK (information IN ('tout', 'rendez_vous', 'rien')), 
	CONSTRAINT ck_personne_partie_motif CHECK (partie_motif IN ('deces', 'decohabitation', 'autre'))
);

CREATE TABLE trajectoire (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	code VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	motif TEXT, 
	par_id VARCHAR(32), 
	CONSTRAINT pk_trajectoire PRIMARY KEY (id), 
	CONSTRAINT fk_trajectoire_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_trajectoire_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_trajectoire_code CHECK (code IN ('retour', 'cite', 'commune', 'ailleurs'))
);

CREATE INDEX ix_trajectoire_menage_id ON trajectoire (menage_id);

CREATE TABLE equipe (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32), 
	genre VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	organisme TEXT, 
	telephone TEXT, 
	courriel TEXT, 
	capacite INTEGER DEFAULT '2' NOT NULL, 
	jours TEXT DEFAULT '12345' NOT NULL, 
	actif BOOLEAN DEFAULT '1' NOT NULL, 
	CONSTRAINT pk_equipe PRIMARY KEY (id), 
	CONSTRAINT ck_equipe_capacite CHECK (capacite BETWEEN 1 AND 50), 
	CONSTRAINT fk_equipe_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT ck_equipe_genre CHECK (genre IN ('demenageurs', 'pilotes'))
);

CREATE INDEX ix_equipe_cite_id ON equipe (cite_id);

CREATE TABLE plan_relogement (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	etat VARCHAR(32) DEFAULT 'essai' NOT NULL, 
	cree_le VARCHAR(24) NOT NULL, 
	adopte_le DATE, 
	graine INTEGER DEFAULT '0' NOT NULL, 
	empreinte TEXT NOT NULL, 
	bilan JSON NOT NULL, 
	depuis_id VARCHAR(32), 
	CONSTRAINT pk_plan_relogement PRIMARY KEY (id), 
	CONSTRAINT fk_plan_relogement_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_plan_relogement_depuis_id FOREIGN KEY(depuis_id) REFERENCES plan_relogement (id), 
	CONSTRAINT ck_plan_relogement_etat CHECK (etat IN ('essai', 'adopte', 'remplace'))
);

CREATE INDEX ix_plan_relogement_cite_id ON plan_relogement (cite_id);

CREATE INDEX ix_plan_relogement_depuis_id ON plan_relogement (depuis_id);

CREATE TABLE tranche (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	nom TEXT NOT NULL, 
	debut_travaux DATE, 
	fin_travaux DATE, 
	reception DATE, 
	marge_jours INTEGER, 
	parcours TEXT, 
	CONSTRAINT pk_tranche PRIMARY KEY (id), 
	CONSTRAINT uq_tranche_cite_id_nom UNIQUE (cite_id, nom), 
	CONSTRAINT fk_tranche_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id)
);

CREATE TABLE charte_relogement (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32), 
	nb_propositions INTEGER, 
	preavis_jours INTEGER, 
	nettoyage_jours INTEGER, 
	ouverture_jours INTEGER, 
	avance_jours INTEGER, 
	retour_jours INTEGER, 
	ordre TEXT, 
	CONSTRAINT pk_charte_relogement PRIMARY KEY (id), 
	CONSTRAINT uq_charte_relogement_cite_id_tranche_id UNIQUE (cite_id, tranche_id), 
	CONSTRAINT fk_charte_relogement_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_charte_relogement_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id)
);

CREATE INDEX ix_charte_relogement_cite_id ON charte_relogement (cite_id);

CREATE INDEX ix_charte_relogement_tranche_id ON charte_relogement (tranche_id);

CREATE TABLE indisponibilite (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32), 
	equipe_id VARCHAR(32), 
	cite_id VARCHAR(32), 
	du DATE NOT NULL, 
	au DATE NOT NULL, 
	motif TEXT, 
	CONSTRAINT pk_indisponibilite PRIMARY KEY (id), 
	CONSTRAINT ck_indisponibilite_dates CHECK (au >= du), 
	CONSTRAINT fk_indisponibilite_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_indisponibilite_equipe_id FOREIGN KEY(equipe_id) REFERENCES equipe (id), 
	CONSTRAINT fk_indisponibilite_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id)
);

CREATE INDEX ix_indisponibilite_cite_id ON indisponibilite (cite_id);

CREATE INDEX ix_indisponibilite_equipe_id ON indisponibilite (equipe_id);

CREATE INDEX ix_indisponibilite_menage_id ON indisponibilite (menage_id);

CREATE TABLE logement (
	id VARCHAR(32) NOT NULL, 
	code_ug TEXT NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32), 
	numero TEXT, 
	repetition TEXT, 
	voie TEXT, 
	complement TEXT, 
	code_postal TEXT, 
	commune TEXT, 
	code_insee TEXT, 
	typologie TEXT, 
	nb_pieces INTEGER, 
	surface INTEGER, 
	annee INTEGER, 
	type_construction TEXT, 
	conventionne BOOLEAN, 
	qpv BOOLEAN, 
	dpe_avant VARCHAR(32), 
	ges_avant VARCHAR(32), 
	dpe_avant_date DATE, 
	dpe_apres VARCHAR(32), 
	ges_apres VARCHAR(32), 
	dpe_apres_date DATE, 
	loyer_conventionne INTEGER, 
	plain_pied BOOLEAN, 
	jardin BOOLEAN, 
	dependances TEXT, 
	garage BOOLEAN, 
	animaux BOOLEAN, 
	chambres INTEGER, 
	disponible_du DATE, 
	disponible_au DATE, 
	nettoyage_jours INTEGER, 
	x INTEGER, 
	y INTEGER, 
	etat VARCHAR(32) DEFAULT 'occupe' NOT NULL, 
	CONSTRAINT pk_logement PRIMARY KEY (id), 
	CONSTRAINT uq_logement_code_ug UNIQUE (code_ug), 
	CONSTRAINT fk_logement_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_logement_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT ck_logement_dpe_avant CHECK (dpe_avant IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_ges_avant CHECK (ges_avant IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_dpe_apres CHECK (dpe_apres IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_ges_apres CHECK (ges_apres IN ('A', 'B', 'C', 'D', 'E', 'F', 'G')), 
	CONSTRAINT ck_logement_etat CHECK (etat IN ('occupe', 'vacant', 'tiroir', 'en_travaux', 'vendu', 'a_demolir'))
);

CREATE TABLE demenagement (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	sens VARCHAR(32) NOT NULL, 
	depuis_id VARCHAR(32), 
	vers_id VARCHAR(32) NOT NULL, 
	jour DATE NOT NULL, 
	creneau VARCHAR(32) DEFAULT 'journee' NOT NULL, 
	heure TIME, 
	equipe_id VARCHAR(32), 
	pilote_id VARCHAR(32), 
	etat VARCHAR(32) DEFAULT 'prevu' NOT NULL, 
	etat_le DATE, 
	fixe BOOLEAN DEFAULT 0 NOT NULL, 
	plan_id VARCHAR(32), 
	motif TEXT, 
	remarque TEXT, 
	version INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_demenagement PRIMARY KEY (id), 
	CONSTRAINT fk_demenagement_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_demenagement_depuis_id FOREIGN KEY(depuis_id) REFERENCES logement (id), 
	CONSTRAINT fk_demenagement_vers_id FOREIGN KEY(vers_id) REFERENCES logement (id), 
	CONSTRAINT fk_demenagement_equipe_id FOREIGN KEY(equipe_id) REFERENCES equipe (id), 
	CONSTRAINT fk_demenagement_pilote_id FOREIGN KEY(pilote_id) REFERENCES intervenant (id), 
	CONSTRAINT fk_demenagement_plan_id FOREIGN KEY(plan_id) REFERENCES plan_relogement (id), 
	CONSTRAINT ck_demenagement_sens CHECK (sens IN ('aller', 'retour', 'definitif')), 
	CONSTRAINT ck_demenagement_creneau CHECK (creneau IN ('matin', 'apres_midi', 'journee')), 
	CONSTRAINT ck_demenagement_etat CHECK (etat IN ('prevu', 'confirme', 'fait', 'annule'))
);

CREATE INDEX ix_demenagement_depuis_id ON demenagement (depuis_id);

CREATE INDEX ix_demenagement_equipe_id ON demenagement (equipe_id);

CREATE INDEX ix_demenagement_jour ON demenagement (jour, etat);

CREATE INDEX ix_demenagement_menage_id ON demenagement (menage_id);

CREATE INDEX ix_demenagement_pilote_id ON demenagement (pilote_id);

CREATE INDEX ix_demenagement_plan_id ON demenagement (plan_id);

CREATE INDEX ix_demenagement_vers_id ON demenagement (vers_id);

CREATE TABLE plan_ligne (
	id VARCHAR(32) NOT NULL, 
	plan_id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	solution VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32), 
	depart DATE, 
	retour DATE, 
	fixe BOOLEAN DEFAULT 0 NOT NULL, 
	motif TEXT, 
	CONSTRAINT pk_plan_ligne PRIMARY KEY (id), 
	CONSTRAINT uq_plan_ligne_plan_id_menage_id UNIQUE (plan_id, menage_id), 
	CONSTRAINT fk_plan_ligne_plan_id FOREIGN KEY(plan_id) REFERENCES plan_relogement (id), 
	CONSTRAINT fk_plan_ligne_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_plan_ligne_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_plan_ligne_solution CHECK (solution IN ('tiroir', 'definitif', 'retour', 'aucune', 'hors_plan'))
);

CREATE INDEX ix_plan_ligne_logement_id ON plan_ligne (logement_id);

CREATE INDEX ix_plan_ligne_menage_id ON plan_ligne (menage_id);

CREATE TABLE proposition (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32) NOT NULL, 
	proposee_le DATE NOT NULL, 
	visite_le DATE, 
	reponse VARCHAR(32) DEFAULT 'en_attente' NOT NULL, 
	repondue_le DATE, 
	motif VARCHAR(32), 
	precision TEXT, 
	commission_le DATE, 
	loyer INTEGER, 
	charges INTEGER, 
	apl INTEGER, 
	CONSTRAINT pk_proposition PRIMARY KEY (id), 
	CONSTRAINT fk_proposition_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_proposition_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_proposition_reponse CHECK (reponse IN ('en_attente', 'acceptee', 'refusee', 'retiree')), 
	CONSTRAINT ck_proposition_motif CHECK (motif IN ('loyer', 'taille', 'accessibilite', 'quartier', 'eloignement', 'etat', 'exterieur', 'animaux', 'autre'))
);

CREATE INDEX ix_proposition_logement_id ON proposition (logement_id);

CREATE INDEX ix_proposition_menage_id ON proposition (menage_id);

CREATE TABLE cle_logement (
	id VARCHAR(32) NOT NULL, 
	demenagement_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32) NOT NULL, 
	sens VARCHAR(32) NOT NULL, 
	quoi TEXT NOT NULL, 
	nombre INTEGER DEFAULT '1' NOT NULL, 
	le DATE NOT NULL, 
	a_qui TEXT, 
	CONSTRAINT pk_cle_logement PRIMARY KEY (id), 
	CONSTRAINT ck_cle_logement_nombre CHECK (nombre BETWEEN 1 AND 99), 
	CONSTRAINT fk_cle_logement_demenagement_id FOREIGN KEY(demenagement_id) REFERENCES demenagement (id), 
	CONSTRAINT fk_cle_logement_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_cle_logement_sens CHECK (sens IN ('remise', 'rendue'))
);

CREATE INDEX ix_cle_logement_demenagement_id ON cle_logement (demenagement_id);

CREATE INDEX ix_cle_logement_logement_id ON cle_logement (logement_id);

CREATE TABLE point_demenagement (
	id VARCHAR(32) NOT NULL, 
	demenagement_id VARCHAR(32) NOT NULL, 
	code TEXT NOT NULL, 
	etat VARCHAR(32) NOT NULL, 
	le DATE, 
	par_id VARCHAR(32), 
	precision TEXT, 
	CONSTRAINT pk_point_demenagement PRIMARY KEY (id), 
	CONSTRAINT uq_point_demenagement_demenagement_id_code UNIQUE (demenagement_id, code), 
	CONSTRAINT fk_point_demenagement_demenagement_id FOREIGN KEY(demenagement_id) REFERENCES demenagement (id), 
	CONSTRAINT fk_point_demenagement_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_point_demenagement_etat CHECK (etat IN ('a_faire', 'fait', 'sans_objet'))
);

CREATE TABLE releve_compteur (
	id VARCHAR(32) NOT NULL, 
	demenagement_id VARCHAR(32) NOT NULL, 
	logement_id VARCHAR(32) NOT NULL, 
	fluide VARCHAR(32) NOT NULL, 
	moment VARCHAR(32) NOT NULL, 
	numero TEXT, 
	valeur TEXT NOT NULL, 
	le DATE NOT NULL, 
	CONSTRAINT pk_releve_compteur PRIMARY KEY (id), 
	CONSTRAINT fk_releve_compteur_demenagement_id FOREIGN KEY(demenagement_id) REFERENCES demenagement (id), 
	CONSTRAINT fk_releve_compteur_logement_id FOREIGN KEY(logement_id) REFERENCES logement (id), 
	CONSTRAINT ck_releve_compteur_fluide CHECK (fluide IN ('electricite', 'gaz', 'eau', 'chaleur')), 
	CONSTRAINT ck_releve_compteur_moment CHECK (moment IN ('sortie', 'entree'))
);

CREATE INDEX ix_releve_compteur_demenagement_id ON releve_compteur (demenagement_id);

CREATE INDEX ix_releve_compteur_logement_id ON releve_compteur (logement_id);

CREATE TABLE report_demenagement (
	id VARCHAR(32) NOT NULL, 
	demenagement_id VARCHAR(32) NOT NULL, 
	le DATE NOT NULL, 
	jour_avant DATE NOT NULL, 
	jour_apres DATE NOT NULL, 
	raison VARCHAR(32) NOT NULL, 
	explication TEXT, 
	CONSTRAINT pk_report_demenagement PRIMARY KEY (id), 
	CONSTRAINT fk_report_demenagement_demenagement_id FOREIGN KEY(demenagement_id) REFERENCES demenagement (id), 
	CONSTRAINT ck_report_demenagement_raison CHECK (raison IN ('meteo', 'retard', 'technique', 'autre'))
);

CREATE INDEX ix_report_demenagement_demenagement_id ON report_demenagement (demenagement_id);

CREATE TRIGGER journal_menage_i AFTER INSERT ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'nom', NEW.nom, 'statut', NEW.statut, 'ayant_droit', NEW.ayant_droit, 'suivi', NEW.suivi), '}'), CASE WHEN NEW.numero_contrat IS NOT NULL THEN ',"numero_contrat":' || json_quote(NEW.numero_contrat) END, CASE WHEN NEW.date_entree IS NOT NULL THEN ',"date_entree":' || json_quote(NEW.date_entree) END, CASE WHEN NEW.nb_occupants IS NOT NULL THEN ',"nb_occupants":' || json_quote(NEW.nb_occupants) END, CASE WHEN NEW.loyer IS NOT NULL THEN ',"loyer":' || json_quote(NEW.loyer) END, CASE WHEN NEW.charges IS NOT NULL THEN ',"charges":' || json_quote(NEW.charges) END, CASE WHEN NEW.apl IS NOT NULL THEN ',"apl":' || json_quote(NEW.apl) END, CASE WHEN NEW.loyer_date IS NOT NULL THEN ',"loyer_date":' || json_quote(NEW.loyer_date) END, CASE WHEN NEW.ressources IS NOT NULL THEN ',"ressources":' || json_quote(NEW.ressources) END, CASE WHEN NEW.ressources_date IS NOT NULL THEN ',"ressources_date":' || json_quote(NEW.ressources_date) END, CASE WHEN NEW.issu_de_id IS NOT NULL THEN ',"issu_de_id":' || json_quote(NEW.issu_de_id) END, CASE WHEN NEW.langue IS NOT NULL THEN ',"langue":' || json_quote(NEW.langue) END, CASE WHEN NEW.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(NEW.contact_prefere) END, CASE WHEN NEW.phase_forcee IS NOT NULL THEN ',"phase_forcee":' || json_quote(NEW.phase_forcee) END, CASE WHEN NEW.phase_motif IS NOT NULL THEN ',"phase_motif":' || json_quote(NEW.phase_motif) END, CASE WHEN NEW.parcours IS NOT NULL THEN ',"parcours":' || json_quote(NEW.parcours) END, CASE WHEN NEW.parcours_motif IS NOT NULL THEN ',"parcours_motif":' || json_quote(NEW.parcours_motif) END, CASE WHEN NEW.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(NEW.fusionne_dans_id) END, '}'));
END;

CREATE TRIGGER journal_menage_u AFTER UPDATE ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'numero_contrat', json_object('numero_contrat', OLD.numero_contrat), json_object('numero_contrat', NEW.numero_contrat) WHERE OLD.numero_contrat IS NOT NEW.numero_contrat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'statut', json_object('statut', OLD.statut), json_object('statut', NEW.statut) WHERE OLD.statut IS NOT NEW.statut;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'ayant_droit', json_object('ayant_droit', OLD.ayant_droit), json_object('ayant_droit', NEW.ayant_droit) WHERE OLD.ayant_droit IS NOT NEW.ayant_droit;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'date_entree', json_object('date_entree', OLD.date_entree), json_object('date_entree', NEW.date_entree) WHERE OLD.date_entree IS NOT NEW.date_entree;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'nb_occupants', json_object('nb_occupants', OLD.nb_occupants), json_object('nb_occupants', NEW.nb_occupants) WHERE OLD.nb_occupants IS NOT NEW.nb_occupants;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'loyer', json_object('loyer', OLD.loyer, 'charges', OLD.charges, 'apl', OLD.apl, 'loyer_date', OLD.loyer_date), json_object('loyer', NEW.loyer, 'charges', NEW.charges, 'apl', NEW.apl, 'loyer_date', NEW.loyer_date) WHERE OLD.loyer IS NOT NEW.loyer OR OLD.charges IS NOT NEW.charges OR OLD.apl IS NOT NEW.apl OR OLD.loyer_date IS NOT NEW.loyer_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'ressources', json_object('ressources', OLD.ressources, 'ressources_date', OLD.ressources_date), json_object('ressources', NEW.ressources, 'ressources_date', NEW.ressources_date) WHERE OLD.ressources IS NOT NEW.ressources OR OLD.ressources_date IS NOT NEW.ressources_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'issu_de_id', json_object('issu_de_id', OLD.issu_de_id), json_object('issu_de_id', NEW.issu_de_id) WHERE OLD.issu_de_id IS NOT NEW.issu_de_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'langue', json_object('langue', OLD.langue), json_object('langue', NEW.langue) WHERE OLD.langue IS NOT NEW.langue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'contact_prefere', json_object('contact_prefere', OLD.contact_prefere), json_object('contact_prefere', NEW.contact_prefere) WHERE OLD.contact_prefere IS NOT NEW.contact_prefere;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'phase', json_object('phase_forcee', OLD.phase_forcee, 'phase_motif', OLD.phase_motif), json_object('phase_forcee', NEW.phase_forcee, 'phase_motif', NEW.phase_motif) WHERE OLD.phase_forcee IS NOT NEW.phase_forcee OR OLD.phase_motif IS NOT NEW.phase_motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'parcours', json_object('parcours', OLD.parcours, 'parcours_motif', OLD.parcours_motif), json_object('parcours', NEW.parcours, 'parcours_motif', NEW.parcours_motif) WHERE OLD.parcours IS NOT NEW.parcours OR OLD.parcours_motif IS NOT NEW.parcours_motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'suivi', json_object('suivi', OLD.suivi), json_object('suivi', NEW.suivi) WHERE OLD.suivi IS NOT NEW.suivi;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'menage', NEW.id, NEW.id, 'U', 'fusionne_dans_id', json_object('fusionne_dans_id', OLD.fusionne_dans_id), json_object('fusionne_dans_id', NEW.fusionne_dans_id) WHERE OLD.fusionne_dans_id IS NOT NEW.fusionne_dans_id;
END;

CREATE TRIGGER journal_menage_d AFTER DELETE ON menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'menage', OLD.id, OLD.id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'nom', OLD.nom, 'statut', OLD.statut, 'ayant_droit', OLD.ayant_droit, 'suivi', OLD.suivi), '}'), CASE WHEN OLD.numero_contrat IS NOT NULL THEN ',"numero_contrat":' || json_quote(OLD.numero_contrat) END, CASE WHEN OLD.date_entree IS NOT NULL THEN ',"date_entree":' || json_quote(OLD.date_entree) END, CASE WHEN OLD.nb_occupants IS NOT NULL THEN ',"nb_occupants":' || json_quote(OLD.nb_occupants) END, CASE WHEN OLD.loyer IS NOT NULL THEN ',"loyer":' || json_quote(OLD.loyer) END, CASE WHEN OLD.charges IS NOT NULL THEN ',"charges":' || json_quote(OLD.charges) END, CASE WHEN OLD.apl IS NOT NULL THEN ',"apl":' || json_quote(OLD.apl) END, CASE WHEN OLD.loyer_date IS NOT NULL THEN ',"loyer_date":' || json_quote(OLD.loyer_date) END, CASE WHEN OLD.ressources IS NOT NULL THEN ',"ressources":' || json_quote(OLD.ressources) END, CASE WHEN OLD.ressources_date IS NOT NULL THEN ',"ressources_date":' || json_quote(OLD.ressources_date) END, CASE WHEN OLD.issu_de_id IS NOT NULL THEN ',"issu_de_id":' || json_quote(OLD.issu_de_id) END, CASE WHEN OLD.langue IS NOT NULL THEN ',"langue":' || json_quote(OLD.langue) END, CASE WHEN OLD.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(OLD.contact_prefere) END, CASE WHEN OLD.phase_forcee IS NOT NULL THEN ',"phase_forcee":' || json_quote(OLD.phase_forcee) END, CASE WHEN OLD.phase_motif IS NOT NULL THEN ',"phase_motif":' || json_quote(OLD.phase_motif) END, CASE WHEN OLD.parcours IS NOT NULL THEN ',"parcours":' || json_quote(OLD.parcours) END, CASE WHEN OLD.parcours_motif IS NOT NULL THEN ',"parcours_motif":' || json_quote(OLD.parcours_motif) END, CASE WHEN OLD.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(OLD.fusionne_dans_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_modele_document_i AFTER INSERT ON modele_document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'modele_document', NEW.id, NULL, 'I', '*', NULL, json_object('id', NEW.id, 'code', NEW.code, 'titre', NEW.titre, 'texte', NEW.texte));
END;

CREATE TRIGGER journal_modele_document_u AFTER UPDATE ON modele_document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'modele_document', NEW.id, NULL, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'modele_document', NEW.id, NULL, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'modele_document', NEW.id, NULL, 'U', 'texte', json_object('texte', OLD.texte), json_object('texte', NEW.texte) WHERE OLD.texte IS NOT NEW.texte;
END;

CREATE TRIGGER journal_modele_document_d AFTER DELETE ON modele_document BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'modele_document', OLD.id, NULL, 'D', '*', json_object('id', OLD.id, 'code', OLD.code, 'titre', OLD.titre, 'texte', OLD.texte), NULL);
END;

CREATE TRIGGER journal_besoins_relogement_i AFTER INSERT ON besoins_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'un_seul_demenagement', NEW.un_seul_demenagement), '}'), CASE WHEN NEW.chambres IS NOT NULL THEN ',"chambres":' || json_quote(NEW.chambres) END, CASE WHEN NEW.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(NEW.plain_pied) END, CASE WHEN NEW.appareil IS NOT NULL THEN ',"appareil":' || json_quote(NEW.appareil) END, CASE WHEN NEW.animaux IS NOT NULL THEN ',"animaux":' || json_quote(NEW.animaux) END, CASE WHEN NEW.animaux_precision IS NOT NULL THEN ',"animaux_precision":' || json_quote(NEW.animaux_precision) END, CASE WHEN NEW.jardin IS NOT NULL THEN ',"jardin":' || json_quote(NEW.jardin) END, CASE WHEN NEW.garage IS NOT NULL THEN ',"garage":' || json_quote(NEW.garage) END, CASE WHEN NEW.scolarises IS NOT NULL THEN ',"scolarises":' || json_quote(NEW.scolarises) END, CASE WHEN NEW.apres_le IS NOT NULL THEN ',"apres_le":' || json_quote(NEW.apres_le) END, CASE WHEN NEW.volume_m3 IS NOT NULL THEN ',"volume_m3":' || json_quote(NEW.volume_m3) END, '}'));
END;

CREATE TRIGGER journal_besoins_relogement_u AFTER UPDATE ON besoins_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'chambres', json_object('chambres', OLD.chambres), json_object('chambres', NEW.chambres) WHERE OLD.chambres IS NOT NEW.chambres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'plain_pied', json_object('plain_pied', OLD.plain_pied), json_object('plain_pied', NEW.plain_pied) WHERE OLD.plain_pied IS NOT NEW.plain_pied;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'appareil', json_object('appareil', OLD.appareil), json_object('appareil', NEW.appareil) WHERE OLD.appareil IS NOT NEW.appareil;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'animaux', json_object('animaux', OLD.animaux, 'animaux_precision', OLD.animaux_precision), json_object('animaux', NEW.animaux, 'animaux_precision', NEW.animaux_precision) WHERE OLD.animaux IS NOT NEW.animaux OR OLD.animaux_precision IS NOT NEW.animaux_precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'jardin', json_object('jardin', OLD.jardin), json_object('jardin', NEW.jardin) WHERE OLD.jardin IS NOT NEW.jardin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'garage', json_object('garage', OLD.garage), json_object('garage', NEW.garage) WHERE OLD.garage IS NOT NEW.garage;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'scolarises', json_object('scolarises', OLD.scolarises), json_object('scolarises', NEW.scolarises) WHERE OLD.scolarises IS NOT NEW.scolarises;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'apres_le', json_object('apres_le', OLD.apres_le), json_object('apres_le', NEW.apres_le) WHERE OLD.apres_le IS NOT NEW.apres_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'un_seul_demenagement', json_object('un_seul_demenagement', OLD.un_seul_demenagement), json_object('un_seul_demenagement', NEW.un_seul_demenagement) WHERE OLD.un_seul_demenagement IS NOT NEW.un_seul_demenagement;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', NEW.id, NEW.menage_id, 'U', 'volume_m3', json_object('volume_m3', OLD.volume_m3), json_object('volume_m3', NEW.volume_m3) WHERE OLD.volume_m3 IS NOT NEW.volume_m3;
END;

CREATE TRIGGER journal_besoins_relogement_d AFTER DELETE ON besoins_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'besoins_relogement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'un_seul_demenagement', OLD.un_seul_demenagement), '}'), CASE WHEN OLD.chambres IS NOT NULL THEN ',"chambres":' || json_quote(OLD.chambres) END, CASE WHEN OLD.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(OLD.plain_pied) END, CASE WHEN OLD.appareil IS NOT NULL THEN ',"appareil":' || json_quote(OLD.appareil) END, CASE WHEN OLD.animaux IS NOT NULL THEN ',"animaux":' || json_quote(OLD.animaux) END, CASE WHEN OLD.animaux_precision IS NOT NULL THEN ',"animaux_precision":' || json_quote(OLD.animaux_precision) END, CASE WHEN OLD.jardin IS NOT NULL THEN ',"jardin":' || json_quote(OLD.jardin) END, CASE WHEN OLD.garage IS NOT NULL THEN ',"garage":' || json_quote(OLD.garage) END, CASE WHEN OLD.scolarises IS NOT NULL THEN ',"scolarises":' || json_quote(OLD.scolarises) END, CASE WHEN OLD.apres_le IS NOT NULL THEN ',"apres_le":' || json_quote(OLD.apres_le) END, CASE WHEN OLD.volume_m3 IS NOT NULL THEN ',"volume_m3":' || json_quote(OLD.volume_m3) END, '}'), NULL);
END;

CREATE TRIGGER journal_lien_menages_i AFTER INSERT ON lien_menages BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'autre_id', NEW.autre_id, 'nature', NEW.nature), '}'), CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_lien_menages_u AFTER UPDATE ON lien_menages BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', NEW.id, NEW.menage_id, 'U', 'autre_id', json_object('autre_id', OLD.autre_id), json_object('autre_id', NEW.autre_id) WHERE OLD.autre_id IS NOT NEW.autre_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', NEW.id, NEW.menage_id, 'U', 'nature', json_object('nature', OLD.nature), json_object('nature', NEW.nature) WHERE OLD.nature IS NOT NEW.nature;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', NEW.id, NEW.menage_id, 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_lien_menages_d AFTER DELETE ON lien_menages BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'lien_menages', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'autre_id', OLD.autre_id, 'nature', OLD.nature), '}'), CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_personne_i AFTER INSERT ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'nom', NEW.nom, 'lien', NEW.lien, 'titulaire', NEW.titulaire, 'information', NEW.information), '}'), CASE WHEN NEW.civilite IS NOT NULL THEN ',"civilite":' || json_quote(NEW.civilite) END, CASE WHEN NEW.prenom IS NOT NULL THEN ',"prenom":' || json_quote(NEW.prenom) END, CASE WHEN NEW.naissance IS NOT NULL THEN ',"naissance":' || json_quote(NEW.naissance) END, CASE WHEN NEW.age IS NOT NULL THEN ',"age":' || json_quote(NEW.age) END, CASE WHEN NEW.age_le IS NOT NULL THEN ',"age_le":' || json_quote(NEW.age_le) END, CASE WHEN NEW.tel_fixe IS NOT NULL THEN ',"tel_fixe":' || json_quote(NEW.tel_fixe) END, CASE WHEN NEW.tel_mobile IS NOT NULL THEN ',"tel_mobile":' || json_quote(NEW.tel_mobile) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, CASE WHEN NEW.langue IS NOT NULL THEN ',"langue":' || json_quote(NEW.langue) END, CASE WHEN NEW.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(NEW.contact_prefere) END, CASE WHEN NEW.information_precision IS NOT NULL THEN ',"information_precision":' || json_quote(NEW.information_precision) END, CASE WHEN NEW.partie_le IS NOT NULL THEN ',"partie_le":' || json_quote(NEW.partie_le) END, CASE WHEN NEW.partie_motif IS NOT NULL THEN ',"partie_motif":' || json_quote(NEW.partie_motif) END, CASE WHEN NEW.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(NEW.fusionne_dans_id) END, '}'));
END;

CREATE TRIGGER journal_personne_u AFTER UPDATE ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'civilite', json_object('civilite', OLD.civilite), json_object('civilite', NEW.civilite) WHERE OLD.civilite IS NOT NEW.civilite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'prenom', json_object('prenom', OLD.prenom), json_object('prenom', NEW.prenom) WHERE OLD.prenom IS NOT NEW.prenom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'age', json_object('naissance', OLD.naissance, 'age', OLD.age, 'age_le', OLD.age_le), json_object('naissance', NEW.naissance, 'age', NEW.age, 'age_le', NEW.age_le) WHERE OLD.naissance IS NOT NEW.naissance OR OLD.age IS NOT NEW.age OR OLD.age_le IS NOT NEW.age_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'lien', json_object('lien', OLD.lien), json_object('lien', NEW.lien) WHERE OLD.lien IS NOT NEW.lien;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'titulaire', json_object('titulaire', OLD.titulaire), json_object('titulaire', NEW.titulaire) WHERE OLD.titulaire IS NOT NEW.titulaire;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'tel_fixe', json_object('tel_fixe', OLD.tel_fixe), json_object('tel_fixe', NEW.tel_fixe) WHERE OLD.tel_fixe IS NOT NEW.tel_fixe;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'tel_mobile', json_object('tel_mobile', OLD.tel_mobile), json_object('tel_mobile', NEW.tel_mobile) WHERE OLD.tel_mobile IS NOT NEW.tel_mobile;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'langue', json_object('langue', OLD.langue), json_object('langue', NEW.langue) WHERE OLD.langue IS NOT NEW.langue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'contact_prefere', json_object('contact_prefere', OLD.contact_prefere), json_object('contact_prefere', NEW.contact_prefere) WHERE OLD.contact_prefere IS NOT NEW.contact_prefere;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'information', json_object('information', OLD.information, 'information_precision', OLD.information_precision), json_object('information', NEW.information, 'information_precision', NEW.information_precision) WHERE OLD.information IS NOT NEW.information OR OLD.information_precision IS NOT NEW.information_precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'depart', json_object('partie_le', OLD.partie_le, 'partie_motif', OLD.partie_motif), json_object('partie_le', NEW.partie_le, 'partie_motif', NEW.partie_motif) WHERE OLD.partie_le IS NOT NEW.partie_le OR OLD.partie_motif IS NOT NEW.partie_motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'personne', NEW.id, NEW.menage_id, 'U', 'fusionne_dans_id', json_object('fusionne_dans_id', OLD.fusionne_dans_id), json_object('fusionne_dans_id', NEW.fusionne_dans_id) WHERE OLD.fusionne_dans_id IS NOT NEW.fusionne_dans_id;
END;

CREATE TRIGGER journal_personne_d AFTER DELETE ON personne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'personne', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'nom', OLD.nom, 'lien', OLD.lien, 'titulaire', OLD.titulaire, 'information', OLD.information), '}'), CASE WHEN OLD.civilite IS NOT NULL THEN ',"civilite":' || json_quote(OLD.civilite) END, CASE WHEN OLD.prenom IS NOT NULL THEN ',"prenom":' || json_quote(OLD.prenom) END, CASE WHEN OLD.naissance IS NOT NULL THEN ',"naissance":' || json_quote(OLD.naissance) END, CASE WHEN OLD.age IS NOT NULL THEN ',"age":' || json_quote(OLD.age) END, CASE WHEN OLD.age_le IS NOT NULL THEN ',"age_le":' || json_quote(OLD.age_le) END, CASE WHEN OLD.tel_fixe IS NOT NULL THEN ',"tel_fixe":' || json_quote(OLD.tel_fixe) END, CASE WHEN OLD.tel_mobile IS NOT NULL THEN ',"tel_mobile":' || json_quote(OLD.tel_mobile) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, CASE WHEN OLD.langue IS NOT NULL THEN ',"langue":' || json_quote(OLD.langue) END, CASE WHEN OLD.contact_prefere IS NOT NULL THEN ',"contact_prefere":' || json_quote(OLD.contact_prefere) END, CASE WHEN OLD.information_precision IS NOT NULL THEN ',"information_precision":' || json_quote(OLD.information_precision) END, CASE WHEN OLD.partie_le IS NOT NULL THEN ',"partie_le":' || json_quote(OLD.partie_le) END, CASE WHEN OLD.partie_motif IS NOT NULL THEN ',"partie_motif":' || json_quote(OLD.partie_motif) END, CASE WHEN OLD.fusionne_dans_id IS NOT NULL THEN ',"fusionne_dans_id":' || json_quote(OLD.fusionne_dans_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_trajectoire_i AFTER INSERT ON trajectoire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'code', NEW.code, 'le', NEW.le), '}'), CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, '}'));
END;

CREATE TRIGGER journal_trajectoire_u AFTER UPDATE ON trajectoire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
END;

CREATE TRIGGER journal_trajectoire_d AFTER DELETE ON trajectoire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'trajectoire', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'code', OLD.code, 'le', OLD.le), '}'), CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_equipe_i AFTER INSERT ON equipe BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'genre', NEW.genre, 'nom', NEW.nom, 'capacite', NEW.capacite, 'jours', NEW.jours, 'actif', NEW.actif), '}'), CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.organisme IS NOT NULL THEN ',"organisme":' || json_quote(NEW.organisme) END, CASE WHEN NEW.telephone IS NOT NULL THEN ',"telephone":' || json_quote(NEW.telephone) END, CASE WHEN NEW.courriel IS NOT NULL THEN ',"courriel":' || json_quote(NEW.courriel) END, '}'));
END;

CREATE TRIGGER journal_equipe_u AFTER UPDATE ON equipe BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'genre', json_object('genre', OLD.genre), json_object('genre', NEW.genre) WHERE OLD.genre IS NOT NEW.genre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'organisme', json_object('organisme', OLD.organisme), json_object('organisme', NEW.organisme) WHERE OLD.organisme IS NOT NEW.organisme;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'telephone', json_object('telephone', OLD.telephone), json_object('telephone', NEW.telephone) WHERE OLD.telephone IS NOT NEW.telephone;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'courriel', json_object('courriel', OLD.courriel), json_object('courriel', NEW.courriel) WHERE OLD.courriel IS NOT NEW.courriel;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'capacite', json_object('capacite', OLD.capacite), json_object('capacite', NEW.capacite) WHERE OLD.capacite IS NOT NEW.capacite;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'jours', json_object('jours', OLD.jours), json_object('jours', NEW.jours) WHERE OLD.jours IS NOT NEW.jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'equipe', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
END;

CREATE TRIGGER journal_equipe_d AFTER DELETE ON equipe BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'equipe', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'genre', OLD.genre, 'nom', OLD.nom, 'capacite', OLD.capacite, 'jours', OLD.jours, 'actif', OLD.actif), '}'), CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.organisme IS NOT NULL THEN ',"organisme":' || json_quote(OLD.organisme) END, CASE WHEN OLD.telephone IS NOT NULL THEN ',"telephone":' || json_quote(OLD.telephone) END, CASE WHEN OLD.courriel IS NOT NULL THEN ',"courriel":' || json_quote(OLD.courriel) END, '}'), NULL);
END;

CREATE TRIGGER journal_plan_relogement_i AFTER INSERT ON plan_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'nom', NEW.nom, 'etat', NEW.etat, 'cree_le', NEW.cree_le, 'graine', NEW.graine, 'empreinte', NEW.empreinte, 'bilan', NEW.bilan), '}'), CASE WHEN NEW.adopte_le IS NOT NULL THEN ',"adopte_le":' || json_quote(NEW.adopte_le) END, CASE WHEN NEW.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(NEW.depuis_id) END, '}'));
END;

CREATE TRIGGER journal_plan_relogement_u AFTER UPDATE ON plan_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'cree_le', json_object('cree_le', OLD.cree_le), json_object('cree_le', NEW.cree_le) WHERE OLD.cree_le IS NOT NEW.cree_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'adopte_le', json_object('adopte_le', OLD.adopte_le), json_object('adopte_le', NEW.adopte_le) WHERE OLD.adopte_le IS NOT NEW.adopte_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'graine', json_object('graine', OLD.graine), json_object('graine', NEW.graine) WHERE OLD.graine IS NOT NEW.graine;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'bilan', json_object('bilan', OLD.bilan), json_object('bilan', NEW.bilan) WHERE OLD.bilan IS NOT NEW.bilan;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', NEW.id, NULL, 'U', 'depuis_id', json_object('depuis_id', OLD.depuis_id), json_object('depuis_id', NEW.depuis_id) WHERE OLD.depuis_id IS NOT NEW.depuis_id;
END;

CREATE TRIGGER journal_plan_relogement_d AFTER DELETE ON plan_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'plan_relogement', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'nom', OLD.nom, 'etat', OLD.etat, 'cree_le', OLD.cree_le, 'graine', OLD.graine, 'empreinte', OLD.empreinte, 'bilan', OLD.bilan), '}'), CASE WHEN OLD.adopte_le IS NOT NULL THEN ',"adopte_le":' || json_quote(OLD.adopte_le) END, CASE WHEN OLD.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(OLD.depuis_id) END, '}'), NULL);
END;

CREATE TRIGGER journal_tranche_i AFTER INSERT ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'nom', NEW.nom), '}'), CASE WHEN NEW.debut_travaux IS NOT NULL THEN ',"debut_travaux":' || json_quote(NEW.debut_travaux) END, CASE WHEN NEW.fin_travaux IS NOT NULL THEN ',"fin_travaux":' || json_quote(NEW.fin_travaux) END, CASE WHEN NEW.reception IS NOT NULL THEN ',"reception":' || json_quote(NEW.reception) END, CASE WHEN NEW.marge_jours IS NOT NULL THEN ',"marge_jours":' || json_quote(NEW.marge_jours) END, CASE WHEN NEW.parcours IS NOT NULL THEN ',"parcours":' || json_quote(NEW.parcours) END, '}'));
END;

CREATE TRIGGER journal_tranche_u AFTER UPDATE ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'travaux', json_object('debut_travaux', OLD.debut_travaux, 'fin_travaux', OLD.fin_travaux), json_object('debut_travaux', NEW.debut_travaux, 'fin_travaux', NEW.fin_travaux) WHERE OLD.debut_travaux IS NOT NEW.debut_travaux OR OLD.fin_travaux IS NOT NEW.fin_travaux;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'reception', json_object('reception', OLD.reception), json_object('reception', NEW.reception) WHERE OLD.reception IS NOT NEW.reception;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'marge_jours', json_object('marge_jours', OLD.marge_jours), json_object('marge_jours', NEW.marge_jours) WHERE OLD.marge_jours IS NOT NEW.marge_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'tranche', NEW.id, NULL, 'U', 'parcours', json_object('parcours', OLD.parcours), json_object('parcours', NEW.parcours) WHERE OLD.parcours IS NOT NEW.parcours;
END;

CREATE TRIGGER journal_tranche_d AFTER DELETE ON tranche BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'tranche', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'nom', OLD.nom), '}'), CASE WHEN OLD.debut_travaux IS NOT NULL THEN ',"debut_travaux":' || json_quote(OLD.debut_travaux) END, CASE WHEN OLD.fin_travaux IS NOT NULL THEN ',"fin_travaux":' || json_quote(OLD.fin_travaux) END, CASE WHEN OLD.reception IS NOT NULL THEN ',"reception":' || json_quote(OLD.reception) END, CASE WHEN OLD.marge_jours IS NOT NULL THEN ',"marge_jours":' || json_quote(OLD.marge_jours) END, CASE WHEN OLD.parcours IS NOT NULL THEN ',"parcours":' || json_quote(OLD.parcours) END, '}'), NULL);
END;

CREATE TRIGGER journal_charte_relogement_i AFTER INSERT ON charte_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id), '}'), CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.nb_propositions IS NOT NULL THEN ',"nb_propositions":' || json_quote(NEW.nb_propositions) END, CASE WHEN NEW.preavis_jours IS NOT NULL THEN ',"preavis_jours":' || json_quote(NEW.preavis_jours) END, CASE WHEN NEW.nettoyage_jours IS NOT NULL THEN ',"nettoyage_jours":' || json_quote(NEW.nettoyage_jours) END, CASE WHEN NEW.ouverture_jours IS NOT NULL THEN ',"ouverture_jours":' || json_quote(NEW.ouverture_jours) END, CASE WHEN NEW.avance_jours IS NOT NULL THEN ',"avance_jours":' || json_quote(NEW.avance_jours) END, CASE WHEN NEW.retour_jours IS NOT NULL THEN ',"retour_jours":' || json_quote(NEW.retour_jours) END, CASE WHEN NEW.ordre IS NOT NULL THEN ',"ordre":' || json_quote(NEW.ordre) END, '}'));
END;

CREATE TRIGGER journal_charte_relogement_u AFTER UPDATE ON charte_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'nb_propositions', json_object('nb_propositions', OLD.nb_propositions), json_object('nb_propositions', NEW.nb_propositions) WHERE OLD.nb_propositions IS NOT NEW.nb_propositions;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'preavis_jours', json_object('preavis_jours', OLD.preavis_jours), json_object('preavis_jours', NEW.preavis_jours) WHERE OLD.preavis_jours IS NOT NEW.preavis_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'nettoyage_jours', json_object('nettoyage_jours', OLD.nettoyage_jours), json_object('nettoyage_jours', NEW.nettoyage_jours) WHERE OLD.nettoyage_jours IS NOT NEW.nettoyage_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'ouverture_jours', json_object('ouverture_jours', OLD.ouverture_jours), json_object('ouverture_jours', NEW.ouverture_jours) WHERE OLD.ouverture_jours IS NOT NEW.ouverture_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'avance_jours', json_object('avance_jours', OLD.avance_jours), json_object('avance_jours', NEW.avance_jours) WHERE OLD.avance_jours IS NOT NEW.avance_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'retour_jours', json_object('retour_jours', OLD.retour_jours), json_object('retour_jours', NEW.retour_jours) WHERE OLD.retour_jours IS NOT NEW.retour_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', NEW.id, NULL, 'U', 'ordre', json_object('ordre', OLD.ordre), json_object('ordre', NEW.ordre) WHERE OLD.ordre IS NOT NEW.ordre;
END;

CREATE TRIGGER journal_charte_relogement_d AFTER DELETE ON charte_relogement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'charte_relogement', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id), '}'), CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.nb_propositions IS NOT NULL THEN ',"nb_propositions":' || json_quote(OLD.nb_propositions) END, CASE WHEN OLD.preavis_jours IS NOT NULL THEN ',"preavis_jours":' || json_quote(OLD.preavis_jours) END, CASE WHEN OLD.nettoyage_jours IS NOT NULL THEN ',"nettoyage_jours":' || json_quote(OLD.nettoyage_jours) END, CASE WHEN OLD.ouverture_jours IS NOT NULL THEN ',"ouverture_jours":' || json_quote(OLD.ouverture_jours) END, CASE WHEN OLD.avance_jours IS NOT NULL THEN ',"avance_jours":' || json_quote(OLD.avance_jours) END, CASE WHEN OLD.retour_jours IS NOT NULL THEN ',"retour_jours":' || json_quote(OLD.retour_jours) END, CASE WHEN OLD.ordre IS NOT NULL THEN ',"ordre":' || json_quote(OLD.ordre) END, '}'), NULL);
END;

CREATE TRIGGER journal_indisponibilite_i AFTER INSERT ON indisponibilite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'du', NEW.du, 'au', NEW.au), '}'), CASE WHEN NEW.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(NEW.menage_id) END, CASE WHEN NEW.equipe_id IS NOT NULL THEN ',"equipe_id":' || json_quote(NEW.equipe_id) END, CASE WHEN NEW.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(NEW.cite_id) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, '}'));
END;

CREATE TRIGGER journal_indisponibilite_u AFTER UPDATE ON indisponibilite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'U', 'equipe_id', json_object('equipe_id', OLD.equipe_id), json_object('equipe_id', NEW.equipe_id) WHERE OLD.equipe_id IS NOT NEW.equipe_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'U', 'periode', json_object('du', OLD.du, 'au', OLD.au), json_object('du', NEW.du, 'au', NEW.au) WHERE OLD.du IS NOT NEW.du OR OLD.au IS NOT NEW.au;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
END;

CREATE TRIGGER journal_indisponibilite_d AFTER DELETE ON indisponibilite BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'indisponibilite', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'du', OLD.du, 'au', OLD.au), '}'), CASE WHEN OLD.menage_id IS NOT NULL THEN ',"menage_id":' || json_quote(OLD.menage_id) END, CASE WHEN OLD.equipe_id IS NOT NULL THEN ',"equipe_id":' || json_quote(OLD.equipe_id) END, CASE WHEN OLD.cite_id IS NOT NULL THEN ',"cite_id":' || json_quote(OLD.cite_id) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_logement_i AFTER INSERT ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'code_ug', NEW.code_ug, 'cite_id', NEW.cite_id, 'etat', NEW.etat), '}'), CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.numero IS NOT NULL THEN ',"numero":' || json_quote(NEW.numero) END, CASE WHEN NEW.repetition IS NOT NULL THEN ',"repetition":' || json_quote(NEW.repetition) END, CASE WHEN NEW.voie IS NOT NULL THEN ',"voie":' || json_quote(NEW.voie) END, CASE WHEN NEW.complement IS NOT NULL THEN ',"complement":' || json_quote(NEW.complement) END, CASE WHEN NEW.code_postal IS NOT NULL THEN ',"code_postal":' || json_quote(NEW.code_postal) END, CASE WHEN NEW.commune IS NOT NULL THEN ',"commune":' || json_quote(NEW.commune) END, CASE WHEN NEW.code_insee IS NOT NULL THEN ',"code_insee":' || json_quote(NEW.code_insee) END, CASE WHEN NEW.typologie IS NOT NULL THEN ',"typologie":' || json_quote(NEW.typologie) END, CASE WHEN NEW.nb_pieces IS NOT NULL THEN ',"nb_pieces":' || json_quote(NEW.nb_pieces) END, CASE WHEN NEW.surface IS NOT NULL THEN ',"surface":' || json_quote(NEW.surface) END, CASE WHEN NEW.annee IS NOT NULL THEN ',"annee":' || json_quote(NEW.annee) END, CASE WHEN NEW.type_construction IS NOT NULL THEN ',"type_construction":' || json_quote(NEW.type_construction) END, CASE WHEN NEW.conventionne IS NOT NULL THEN ',"conventionne":' || json_quote(NEW.conventionne) END, CASE WHEN NEW.qpv IS NOT NULL THEN ',"qpv":' || json_quote(NEW.qpv) END, CASE WHEN NEW.dpe_avant IS NOT NULL THEN ',"dpe_avant":' || json_quote(NEW.dpe_avant) END, CASE WHEN NEW.ges_avant IS NOT NULL THEN ',"ges_avant":' || json_quote(NEW.ges_avant) END, CASE WHEN NEW.dpe_avant_date IS NOT NULL THEN ',"dpe_avant_date":' || json_quote(NEW.dpe_avant_date) END, CASE WHEN NEW.dpe_apres IS NOT NULL THEN ',"dpe_apres":' || json_quote(NEW.dpe_apres) END, CASE WHEN NEW.ges_apres IS NOT NULL THEN ',"ges_apres":' || json_quote(NEW.ges_apres) END, CASE WHEN NEW.dpe_apres_date IS NOT NULL THEN ',"dpe_apres_date":' || json_quote(NEW.dpe_apres_date) END, CASE WHEN NEW.loyer_conventionne IS NOT NULL THEN ',"loyer_conventionne":' || json_quote(NEW.loyer_conventionne) END, CASE WHEN NEW.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(NEW.plain_pied) END, CASE WHEN NEW.jardin IS NOT NULL THEN ',"jardin":' || json_quote(NEW.jardin) END, CASE WHEN NEW.dependances IS NOT NULL THEN ',"dependances":' || json_quote(NEW.dependances) END, CASE WHEN NEW.garage IS NOT NULL THEN ',"garage":' || json_quote(NEW.garage) END, CASE WHEN NEW.animaux IS NOT NULL THEN ',"animaux":' || json_quote(NEW.animaux) END, CASE WHEN NEW.chambres IS NOT NULL THEN ',"chambres":' || json_quote(NEW.chambres) END, CASE WHEN NEW.disponible_du IS NOT NULL THEN ',"disponible_du":' || json_quote(NEW.disponible_du) END, CASE WHEN NEW.disponible_au IS NOT NULL THEN ',"disponible_au":' || json_quote(NEW.disponible_au) END, CASE WHEN NEW.nettoyage_jours IS NOT NULL THEN ',"nettoyage_jours":' || json_quote(NEW.nettoyage_jours) END, CASE WHEN NEW.x IS NOT NULL THEN ',"x":' || json_quote(NEW.x) END, CASE WHEN NEW.y IS NOT NULL THEN ',"y":' || json_quote(NEW.y) END, '}'));
END;

CREATE TRIGGER journal_logement_u AFTER UPDATE ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'code_ug', json_object('code_ug', OLD.code_ug), json_object('code_ug', NEW.code_ug) WHERE OLD.code_ug IS NOT NEW.code_ug;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'adresse', json_object('numero', OLD.numero, 'repetition', OLD.repetition, 'voie', OLD.voie, 'complement', OLD.complement), json_object('numero', NEW.numero, 'repetition', NEW.repetition, 'voie', NEW.voie, 'complement', NEW.complement) WHERE OLD.numero IS NOT NEW.numero OR OLD.repetition IS NOT NEW.repetition OR OLD.voie IS NOT NEW.voie OR OLD.complement IS NOT NEW.complement;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'commune', json_object('code_postal', OLD.code_postal, 'commune', OLD.commune, 'code_insee', OLD.code_insee), json_object('code_postal', NEW.code_postal, 'commune', NEW.commune, 'code_insee', NEW.code_insee) WHERE OLD.code_postal IS NOT NEW.code_postal OR OLD.commune IS NOT NEW.commune OR OLD.code_insee IS NOT NEW.code_insee;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'taille', json_object('typologie', OLD.typologie, 'nb_pieces', OLD.nb_pieces), json_object('typologie', NEW.typologie, 'nb_pieces', NEW.nb_pieces) WHERE OLD.typologie IS NOT NEW.typologie OR OLD.nb_pieces IS NOT NEW.nb_pieces;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'surface', json_object('surface', OLD.surface), json_object('surface', NEW.surface) WHERE OLD.surface IS NOT NEW.surface;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'annee', json_object('annee', OLD.annee), json_object('annee', NEW.annee) WHERE OLD.annee IS NOT NEW.annee;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'type_construction', json_object('type_construction', OLD.type_construction), json_object('type_construction', NEW.type_construction) WHERE OLD.type_construction IS NOT NEW.type_construction;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'conventionne', json_object('conventionne', OLD.conventionne), json_object('conventionne', NEW.conventionne) WHERE OLD.conventionne IS NOT NEW.conventionne;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'qpv', json_object('qpv', OLD.qpv), json_object('qpv', NEW.qpv) WHERE OLD.qpv IS NOT NEW.qpv;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dpe_avant', json_object('dpe_avant', OLD.dpe_avant, 'ges_avant', OLD.ges_avant, 'dpe_avant_date', OLD.dpe_avant_date), json_object('dpe_avant', NEW.dpe_avant, 'ges_avant', NEW.ges_avant, 'dpe_avant_date', NEW.dpe_avant_date) WHERE OLD.dpe_avant IS NOT NEW.dpe_avant OR OLD.ges_avant IS NOT NEW.ges_avant OR OLD.dpe_avant_date IS NOT NEW.dpe_avant_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dpe_apres', json_object('dpe_apres', OLD.dpe_apres, 'ges_apres', OLD.ges_apres, 'dpe_apres_date', OLD.dpe_apres_date), json_object('dpe_apres', NEW.dpe_apres, 'ges_apres', NEW.ges_apres, 'dpe_apres_date', NEW.dpe_apres_date) WHERE OLD.dpe_apres IS NOT NEW.dpe_apres OR OLD.ges_apres IS NOT NEW.ges_apres OR OLD.dpe_apres_date IS NOT NEW.dpe_apres_date;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'loyer_conventionne', json_object('loyer_conventionne', OLD.loyer_conventionne), json_object('loyer_conventionne', NEW.loyer_conventionne) WHERE OLD.loyer_conventionne IS NOT NEW.loyer_conventionne;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'plain_pied', json_object('plain_pied', OLD.plain_pied), json_object('plain_pied', NEW.plain_pied) WHERE OLD.plain_pied IS NOT NEW.plain_pied;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'jardin', json_object('jardin', OLD.jardin), json_object('jardin', NEW.jardin) WHERE OLD.jardin IS NOT NEW.jardin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'dependances', json_object('dependances', OLD.dependances), json_object('dependances', NEW.dependances) WHERE OLD.dependances IS NOT NEW.dependances;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'garage', json_object('garage', OLD.garage), json_object('garage', NEW.garage) WHERE OLD.garage IS NOT NEW.garage;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'animaux', json_object('animaux', OLD.animaux), json_object('animaux', NEW.animaux) WHERE OLD.animaux IS NOT NEW.animaux;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'chambres', json_object('chambres', OLD.chambres), json_object('chambres', NEW.chambres) WHERE OLD.chambres IS NOT NEW.chambres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'disponible', json_object('disponible_du', OLD.disponible_du, 'disponible_au', OLD.disponible_au), json_object('disponible_du', NEW.disponible_du, 'disponible_au', NEW.disponible_au) WHERE OLD.disponible_du IS NOT NEW.disponible_du OR OLD.disponible_au IS NOT NEW.disponible_au;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'nettoyage_jours', json_object('nettoyage_jours', OLD.nettoyage_jours), json_object('nettoyage_jours', NEW.nettoyage_jours) WHERE OLD.nettoyage_jours IS NOT NEW.nettoyage_jours;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'position', json_object('x', OLD.x, 'y', OLD.y), json_object('x', NEW.x, 'y', NEW.y) WHERE OLD.x IS NOT NEW.x OR OLD.y IS NOT NEW.y;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'logement', NEW.id, NULL, 'U', 'etat', json_object('etat', OLD.etat), json_object('etat', NEW.etat) WHERE OLD.etat IS NOT NEW.etat;
END;

CREATE TRIGGER journal_logement_d AFTER DELETE ON logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'logement', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'code_ug', OLD.code_ug, 'cite_id', OLD.cite_id, 'etat', OLD.etat), '}'), CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.numero IS NOT NULL THEN ',"numero":' || json_quote(OLD.numero) END, CASE WHEN OLD.repetition IS NOT NULL THEN ',"repetition":' || json_quote(OLD.repetition) END, CASE WHEN OLD.voie IS NOT NULL THEN ',"voie":' || json_quote(OLD.voie) END, CASE WHEN OLD.complement IS NOT NULL THEN ',"complement":' || json_quote(OLD.complement) END, CASE WHEN OLD.code_postal IS NOT NULL THEN ',"code_postal":' || json_quote(OLD.code_postal) END, CASE WHEN OLD.commune IS NOT NULL THEN ',"commune":' || json_quote(OLD.commune) END, CASE WHEN OLD.code_insee IS NOT NULL THEN ',"code_insee":' || json_quote(OLD.code_insee) END, CASE WHEN OLD.typologie IS NOT NULL THEN ',"typologie":' || json_quote(OLD.typologie) END, CASE WHEN OLD.nb_pieces IS NOT NULL THEN ',"nb_pieces":' || json_quote(OLD.nb_pieces) END, CASE WHEN OLD.surface IS NOT NULL THEN ',"surface":' || json_quote(OLD.surface) END, CASE WHEN OLD.annee IS NOT NULL THEN ',"annee":' || json_quote(OLD.annee) END, CASE WHEN OLD.type_construction IS NOT NULL THEN ',"type_construction":' || json_quote(OLD.type_construction) END, CASE WHEN OLD.conventionne IS NOT NULL THEN ',"conventionne":' || json_quote(OLD.conventionne) END, CASE WHEN OLD.qpv IS NOT NULL THEN ',"qpv":' || json_quote(OLD.qpv) END, CASE WHEN OLD.dpe_avant IS NOT NULL THEN ',"dpe_avant":' || json_quote(OLD.dpe_avant) END, CASE WHEN OLD.ges_avant IS NOT NULL THEN ',"ges_avant":' || json_quote(OLD.ges_avant) END, CASE WHEN OLD.dpe_avant_date IS NOT NULL THEN ',"dpe_avant_date":' || json_quote(OLD.dpe_avant_date) END, CASE WHEN OLD.dpe_apres IS NOT NULL THEN ',"dpe_apres":' || json_quote(OLD.dpe_apres) END, CASE WHEN OLD.ges_apres IS NOT NULL THEN ',"ges_apres":' || json_quote(OLD.ges_apres) END, CASE WHEN OLD.dpe_apres_date IS NOT NULL THEN ',"dpe_apres_date":' || json_quote(OLD.dpe_apres_date) END, CASE WHEN OLD.loyer_conventionne IS NOT NULL THEN ',"loyer_conventionne":' || json_quote(OLD.loyer_conventionne) END, CASE WHEN OLD.plain_pied IS NOT NULL THEN ',"plain_pied":' || json_quote(OLD.plain_pied) END, CASE WHEN OLD.jardin IS NOT NULL THEN ',"jardin":' || json_quote(OLD.jardin) END, CASE WHEN OLD.dependances IS NOT NULL THEN ',"dependances":' || json_quote(OLD.dependances) END, CASE WHEN OLD.garage IS NOT NULL THEN ',"garage":' || json_quote(OLD.garage) END, CASE WHEN OLD.animaux IS NOT NULL THEN ',"animaux":' || json_quote(OLD.animaux) END, CASE WHEN OLD.chambres IS NOT NULL THEN ',"chambres":' || json_quote(OLD.chambres) END, CASE WHEN OLD.disponible_du IS NOT NULL THEN ',"disponible_du":' || json_quote(OLD.disponible_du) END, CASE WHEN OLD.disponible_au IS NOT NULL THEN ',"disponible_au":' || json_quote(OLD.disponible_au) END, CASE WHEN OLD.nettoyage_jours IS NOT NULL THEN ',"nettoyage_jours":' || json_quote(OLD.nettoyage_jours) END, CASE WHEN OLD.x IS NOT NULL THEN ',"x":' || json_quote(OLD.x) END, CASE WHEN OLD.y IS NOT NULL THEN ',"y":' || json_quote(OLD.y) END, '}'), NULL);
END;

CREATE TRIGGER journal_demenagement_i AFTER INSERT ON demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'sens', NEW.sens, 'vers_id', NEW.vers_id, 'jour', NEW.jour, 'creneau', NEW.creneau, 'etat', NEW.etat, 'fixe', NEW.fixe, 'version', NEW.version), '}'), CASE WHEN NEW.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(NEW.depuis_id) END, CASE WHEN NEW.heure IS NOT NULL THEN ',"heure":' || json_quote(NEW.heure) END, CASE WHEN NEW.equipe_id IS NOT NULL THEN ',"equipe_id":' || json_quote(NEW.equipe_id) END, CASE WHEN NEW.pilote_id IS NOT NULL THEN ',"pilote_id":' || json_quote(NEW.pilote_id) END, CASE WHEN NEW.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(NEW.etat_le) END, CASE WHEN NEW.plan_id IS NOT NULL THEN ',"plan_id":' || json_quote(NEW.plan_id) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.remarque IS NOT NULL THEN ',"remarque":' || json_quote(NEW.remarque) END, '}'));
END;

CREATE TRIGGER journal_demenagement_u AFTER UPDATE ON demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'sens', json_object('sens', OLD.sens), json_object('sens', NEW.sens) WHERE OLD.sens IS NOT NEW.sens;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'depuis_id', json_object('depuis_id', OLD.depuis_id), json_object('depuis_id', NEW.depuis_id) WHERE OLD.depuis_id IS NOT NEW.depuis_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'vers_id', json_object('vers_id', OLD.vers_id), json_object('vers_id', NEW.vers_id) WHERE OLD.vers_id IS NOT NEW.vers_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'quand', json_object('jour', OLD.jour, 'creneau', OLD.creneau, 'heure', OLD.heure), json_object('jour', NEW.jour, 'creneau', NEW.creneau, 'heure', NEW.heure) WHERE OLD.jour IS NOT NEW.jour OR OLD.creneau IS NOT NEW.creneau OR OLD.heure IS NOT NEW.heure;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'equipe_id', json_object('equipe_id', OLD.equipe_id), json_object('equipe_id', NEW.equipe_id) WHERE OLD.equipe_id IS NOT NEW.equipe_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'pilote_id', json_object('pilote_id', OLD.pilote_id), json_object('pilote_id', NEW.pilote_id) WHERE OLD.pilote_id IS NOT NEW.pilote_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'fixe', json_object('fixe', OLD.fixe), json_object('fixe', NEW.fixe) WHERE OLD.fixe IS NOT NEW.fixe;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'plan_id', json_object('plan_id', OLD.plan_id), json_object('plan_id', NEW.plan_id) WHERE OLD.plan_id IS NOT NEW.plan_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'remarque', json_object('remarque', OLD.remarque), json_object('remarque', NEW.remarque) WHERE OLD.remarque IS NOT NEW.remarque;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'demenagement', NEW.id, NEW.menage_id, 'U', 'version', json_object('version', OLD.version), json_object('version', NEW.version) WHERE OLD.version IS NOT NEW.version;
END;

CREATE TRIGGER journal_demenagement_d AFTER DELETE ON demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'demenagement', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'sens', OLD.sens, 'vers_id', OLD.vers_id, 'jour', OLD.jour, 'creneau', OLD.creneau, 'etat', OLD.etat, 'fixe', OLD.fixe, 'version', OLD.version), '}'), CASE WHEN OLD.depuis_id IS NOT NULL THEN ',"depuis_id":' || json_quote(OLD.depuis_id) END, CASE WHEN OLD.heure IS NOT NULL THEN ',"heure":' || json_quote(OLD.heure) END, CASE WHEN OLD.equipe_id IS NOT NULL THEN ',"equipe_id":' || json_quote(OLD.equipe_id) END, CASE WHEN OLD.pilote_id IS NOT NULL THEN ',"pilote_id":' || json_quote(OLD.pilote_id) END, CASE WHEN OLD.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(OLD.etat_le) END, CASE WHEN OLD.plan_id IS NOT NULL THEN ',"plan_id":' || json_quote(OLD.plan_id) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.remarque IS NOT NULL THEN ',"remarque":' || json_quote(OLD.remarque) END, '}'), NULL);
END;

CREATE TRIGGER journal_plan_ligne_i AFTER INSERT ON plan_ligne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'plan_id', NEW.plan_id, 'menage_id', NEW.menage_id, 'solution', NEW.solution, 'fixe', NEW.fixe), '}'), CASE WHEN NEW.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(NEW.logement_id) END, CASE WHEN NEW.depart IS NOT NULL THEN ',"depart":' || json_quote(NEW.depart) END, CASE WHEN NEW.retour IS NOT NULL THEN ',"retour":' || json_quote(NEW.retour) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, '}'));
END;

CREATE TRIGGER journal_plan_ligne_u AFTER UPDATE ON plan_ligne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'plan_id', json_object('plan_id', OLD.plan_id), json_object('plan_id', NEW.plan_id) WHERE OLD.plan_id IS NOT NEW.plan_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'solution', json_object('solution', OLD.solution), json_object('solution', NEW.solution) WHERE OLD.solution IS NOT NEW.solution;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'dates', json_object('depart', OLD.depart, 'retour', OLD.retour), json_object('depart', NEW.depart, 'retour', NEW.retour) WHERE OLD.depart IS NOT NEW.depart OR OLD.retour IS NOT NEW.retour;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'fixe', json_object('fixe', OLD.fixe), json_object('fixe', NEW.fixe) WHERE OLD.fixe IS NOT NEW.fixe;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', NEW.id, NEW.menage_id, 'U', 'motif', json_object('motif', OLD.motif), json_object('motif', NEW.motif) WHERE OLD.motif IS NOT NEW.motif;
END;

CREATE TRIGGER journal_plan_ligne_d AFTER DELETE ON plan_ligne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'plan_ligne', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'plan_id', OLD.plan_id, 'menage_id', OLD.menage_id, 'solution', OLD.solution, 'fixe', OLD.fixe), '}'), CASE WHEN OLD.logement_id IS NOT NULL THEN ',"logement_id":' || json_quote(OLD.logement_id) END, CASE WHEN OLD.depart IS NOT NULL THEN ',"depart":' || json_quote(OLD.depart) END, CASE WHEN OLD.retour IS NOT NULL THEN ',"retour":' || json_quote(OLD.retour) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_proposition_i AFTER INSERT ON proposition BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'logement_id', NEW.logement_id, 'proposee_le', NEW.proposee_le, 'reponse', NEW.reponse), '}'), CASE WHEN NEW.visite_le IS NOT NULL THEN ',"visite_le":' || json_quote(NEW.visite_le) END, CASE WHEN NEW.repondue_le IS NOT NULL THEN ',"repondue_le":' || json_quote(NEW.repondue_le) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, CASE WHEN NEW.commission_le IS NOT NULL THEN ',"commission_le":' || json_quote(NEW.commission_le) END, CASE WHEN NEW.loyer IS NOT NULL THEN ',"loyer":' || json_quote(NEW.loyer) END, CASE WHEN NEW.charges IS NOT NULL THEN ',"charges":' || json_quote(NEW.charges) END, CASE WHEN NEW.apl IS NOT NULL THEN ',"apl":' || json_quote(NEW.apl) END, '}'));
END;

CREATE TRIGGER journal_proposition_u AFTER UPDATE ON proposition BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'proposee_le', json_object('proposee_le', OLD.proposee_le), json_object('proposee_le', NEW.proposee_le) WHERE OLD.proposee_le IS NOT NEW.proposee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'visite_le', json_object('visite_le', OLD.visite_le), json_object('visite_le', NEW.visite_le) WHERE OLD.visite_le IS NOT NEW.visite_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'reponse', json_object('reponse', OLD.reponse, 'repondue_le', OLD.repondue_le, 'motif', OLD.motif, 'precision', OLD.precision), json_object('reponse', NEW.reponse, 'repondue_le', NEW.repondue_le, 'motif', NEW.motif, 'precision', NEW.precision) WHERE OLD.reponse IS NOT NEW.reponse OR OLD.repondue_le IS NOT NEW.repondue_le OR OLD.motif IS NOT NEW.motif OR OLD.precision IS NOT NEW.precision;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'commission_le', json_object('commission_le', OLD.commission_le), json_object('commission_le', NEW.commission_le) WHERE OLD.commission_le IS NOT NEW.commission_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'proposition', NEW.id, NEW.menage_id, 'U', 'loyer', json_object('loyer', OLD.loyer, 'charges', OLD.charges, 'apl', OLD.apl), json_object('loyer', NEW.loyer, 'charges', NEW.charges, 'apl', NEW.apl) WHERE OLD.loyer IS NOT NEW.loyer OR OLD.charges IS NOT NEW.charges OR OLD.apl IS NOT NEW.apl;
END;

CREATE TRIGGER journal_proposition_d AFTER DELETE ON proposition BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'proposition', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'logement_id', OLD.logement_id, 'proposee_le', OLD.proposee_le, 'reponse', OLD.reponse), '}'), CASE WHEN OLD.visite_le IS NOT NULL THEN ',"visite_le":' || json_quote(OLD.visite_le) END, CASE WHEN OLD.repondue_le IS NOT NULL THEN ',"repondue_le":' || json_quote(OLD.repondue_le) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, CASE WHEN OLD.commission_le IS NOT NULL THEN ',"commission_le":' || json_quote(OLD.commission_le) END, CASE WHEN OLD.loyer IS NOT NULL THEN ',"loyer":' || json_quote(OLD.loyer) END, CASE WHEN OLD.charges IS NOT NULL THEN ',"charges":' || json_quote(OLD.charges) END, CASE WHEN OLD.apl IS NOT NULL THEN ',"apl":' || json_quote(OLD.apl) END, '}'), NULL);
END;

CREATE TRIGGER journal_cle_logement_i AFTER INSERT ON cle_logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'demenagement_id', NEW.demenagement_id, 'logement_id', NEW.logement_id, 'sens', NEW.sens, 'quoi', NEW.quoi, 'nombre', NEW.nombre, 'le', NEW.le), '}'), CASE WHEN NEW.a_qui IS NOT NULL THEN ',"a_qui":' || json_quote(NEW.a_qui) END, '}'));
END;

CREATE TRIGGER journal_cle_logement_u AFTER UPDATE ON cle_logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'demenagement_id', json_object('demenagement_id', OLD.demenagement_id), json_object('demenagement_id', NEW.demenagement_id) WHERE OLD.demenagement_id IS NOT NEW.demenagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'sens', json_object('sens', OLD.sens), json_object('sens', NEW.sens) WHERE OLD.sens IS NOT NEW.sens;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'quoi', json_object('quoi', OLD.quoi), json_object('quoi', NEW.quoi) WHERE OLD.quoi IS NOT NEW.quoi;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'nombre', json_object('nombre', OLD.nombre), json_object('nombre', NEW.nombre) WHERE OLD.nombre IS NOT NEW.nombre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'a_qui', json_object('a_qui', OLD.a_qui), json_object('a_qui', NEW.a_qui) WHERE OLD.a_qui IS NOT NEW.a_qui;
END;

CREATE TRIGGER journal_cle_logement_d AFTER DELETE ON cle_logement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'cle_logement', OLD.id, (SELECT menage_id FROM demenagement WHERE id = OLD.demenagement_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'demenagement_id', OLD.demenagement_id, 'logement_id', OLD.logement_id, 'sens', OLD.sens, 'quoi', OLD.quoi, 'nombre', OLD.nombre, 'le', OLD.le), '}'), CASE WHEN OLD.a_qui IS NOT NULL THEN ',"a_qui":' || json_quote(OLD.a_qui) END, '}'), NULL);
END;

CREATE TRIGGER journal_point_demenagement_i AFTER INSERT ON point_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'demenagement_id', NEW.demenagement_id, 'code', NEW.code, 'etat', NEW.etat), '}'), CASE WHEN NEW.le IS NOT NULL THEN ',"le":' || json_quote(NEW.le) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.precision IS NOT NULL THEN ',"precision":' || json_quote(NEW.precision) END, '}'));
END;

CREATE TRIGGER journal_point_demenagement_u AFTER UPDATE ON point_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'demenagement_id', json_object('demenagement_id', OLD.demenagement_id), json_object('demenagement_id', NEW.demenagement_id) WHERE OLD.demenagement_id IS NOT NEW.demenagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'code', json_object('code', OLD.code), json_object('code', NEW.code) WHERE OLD.code IS NOT NEW.code;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'etat', json_object('etat', OLD.etat, 'le', OLD.le), json_object('etat', NEW.etat, 'le', NEW.le) WHERE OLD.etat IS NOT NEW.etat OR OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'precision', json_object('precision', OLD.precision), json_object('precision', NEW.precision) WHERE OLD.precision IS NOT NEW.precision;
END;

CREATE TRIGGER journal_point_demenagement_d AFTER DELETE ON point_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'point_demenagement', OLD.id, (SELECT menage_id FROM demenagement WHERE id = OLD.demenagement_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'demenagement_id', OLD.demenagement_id, 'code', OLD.code, 'etat', OLD.etat), '}'), CASE WHEN OLD.le IS NOT NULL THEN ',"le":' || json_quote(OLD.le) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.precision IS NOT NULL THEN ',"precision":' || json_quote(OLD.precision) END, '}'), NULL);
END;

CREATE TRIGGER journal_releve_compteur_i AFTER INSERT ON releve_compteur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'demenagement_id', NEW.demenagement_id, 'logement_id', NEW.logement_id, 'fluide', NEW.fluide, 'moment', NEW.moment, 'valeur', NEW.valeur, 'le', NEW.le), '}'), CASE WHEN NEW.numero IS NOT NULL THEN ',"numero":' || json_quote(NEW.numero) END, '}'));
END;

CREATE TRIGGER journal_releve_compteur_u AFTER UPDATE ON releve_compteur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'demenagement_id', json_object('demenagement_id', OLD.demenagement_id), json_object('demenagement_id', NEW.demenagement_id) WHERE OLD.demenagement_id IS NOT NEW.demenagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'logement_id', json_object('logement_id', OLD.logement_id), json_object('logement_id', NEW.logement_id) WHERE OLD.logement_id IS NOT NEW.logement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'fluide', json_object('fluide', OLD.fluide), json_object('fluide', NEW.fluide) WHERE OLD.fluide IS NOT NEW.fluide;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'moment', json_object('moment', OLD.moment), json_object('moment', NEW.moment) WHERE OLD.moment IS NOT NEW.moment;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'numero', json_object('numero', OLD.numero), json_object('numero', NEW.numero) WHERE OLD.numero IS NOT NEW.numero;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'valeur', json_object('valeur', OLD.valeur), json_object('valeur', NEW.valeur) WHERE OLD.valeur IS NOT NEW.valeur;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
END;

CREATE TRIGGER journal_releve_compteur_d AFTER DELETE ON releve_compteur BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'releve_compteur', OLD.id, (SELECT menage_id FROM demenagement WHERE id = OLD.demenagement_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'demenagement_id', OLD.demenagement_id, 'logement_id', OLD.logement_id, 'fluide', OLD.fluide, 'moment', OLD.moment, 'valeur', OLD.valeur, 'le', OLD.le), '}'), CASE WHEN OLD.numero IS NOT NULL THEN ',"numero":' || json_quote(OLD.numero) END, '}'), NULL);
END;

CREATE TRIGGER journal_report_demenagement_i AFTER INSERT ON report_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'demenagement_id', NEW.demenagement_id, 'le', NEW.le, 'jour_avant', NEW.jour_avant, 'jour_apres', NEW.jour_apres, 'raison', NEW.raison), '}'), CASE WHEN NEW.explication IS NOT NULL THEN ',"explication":' || json_quote(NEW.explication) END, '}'));
END;

CREATE TRIGGER journal_report_demenagement_u AFTER UPDATE ON report_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'demenagement_id', json_object('demenagement_id', OLD.demenagement_id), json_object('demenagement_id', NEW.demenagement_id) WHERE OLD.demenagement_id IS NOT NEW.demenagement_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'le', json_object('le', OLD.le), json_object('le', NEW.le) WHERE OLD.le IS NOT NEW.le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'jour_avant', json_object('jour_avant', OLD.jour_avant), json_object('jour_avant', NEW.jour_avant) WHERE OLD.jour_avant IS NOT NEW.jour_avant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'jour_apres', json_object('jour_apres', OLD.jour_apres), json_object('jour_apres', NEW.jour_apres) WHERE OLD.jour_apres IS NOT NEW.jour_apres;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'raison', json_object('raison', OLD.raison), json_object('raison', NEW.raison) WHERE OLD.raison IS NOT NEW.raison;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', NEW.id, (SELECT menage_id FROM demenagement WHERE id = NEW.demenagement_id), 'U', 'explication', json_object('explication', OLD.explication), json_object('explication', NEW.explication) WHERE OLD.explication IS NOT NEW.explication;
END;

CREATE TRIGGER journal_report_demenagement_d AFTER DELETE ON report_demenagement BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'report_demenagement', OLD.id, (SELECT menage_id FROM demenagement WHERE id = OLD.demenagement_id), 'D', '*', concat(rtrim(json_object('id', OLD.id, 'demenagement_id', OLD.demenagement_id, 'le', OLD.le, 'jour_avant', OLD.jour_avant, 'jour_apres', OLD.jour_apres, 'raison', OLD.raison), '}'), CASE WHEN OLD.explication IS NOT NULL THEN ',"explication":' || json_quote(OLD.explication) END, '}'), NULL);
END;
