CREATE TABLE questionnaire_reglage (
	id VARCHAR(32) NOT NULL, 
	identifiant TEXT NOT NULL, 
	chemin TEXT NOT NULL, 
	champ TEXT, 
	partage VARCHAR(32), 
	CONSTRAINT pk_questionnaire_reglage PRIMARY KEY (id), 
	CONSTRAINT uq_questionnaire_reglage_identifiant_chemin UNIQUE (identifiant, chemin), 
	CONSTRAINT ck_questionnaire_reglage_partage CHECK (partage IN ('bailleur', 'equipe', 'confidentiel'))
);

CREATE TABLE questionnaire (
	id VARCHAR(32) NOT NULL, 
	identifiant TEXT NOT NULL, 
	version TEXT NOT NULL, 
	titre TEXT NOT NULL, 
	langue TEXT NOT NULL, 
	fichier TEXT NOT NULL, 
	empreinte TEXT NOT NULL, 
	nb_questions INTEGER NOT NULL, 
	charge_le VARCHAR(24) NOT NULL, 
	actif BOOLEAN DEFAULT 1 NOT NULL, 
	source_id VARCHAR(32) NOT NULL, 
	xform_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_questionnaire PRIMARY KEY (id), 
	CONSTRAINT uq_questionnaire_identifiant_version_empreinte UNIQUE (identifiant, version, empreinte), 
	CONSTRAINT fk_questionnaire_source_id FOREIGN KEY(source_id) REFERENCES contenu (id), 
	CONSTRAINT fk_questionnaire_xform_id FOREIGN KEY(xform_id) REFERENCES contenu (id)
);

CREATE INDEX ix_questionnaire_identifiant ON questionnaire (identifiant);

CREATE INDEX ix_questionnaire_source_id ON questionnaire (source_id);

CREATE INDEX ix_questionnaire_xform_id ON questionnaire (xform_id);

CREATE TABLE questionnaire_piece (
	id VARCHAR(32) NOT NULL, 
	identifiant TEXT NOT NULL, 
	nom TEXT NOT NULL, 
	contenu_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_questionnaire_piece PRIMARY KEY (id), 
	CONSTRAINT uq_questionnaire_piece_identifiant_nom UNIQUE (identifiant, nom), 
	CONSTRAINT fk_questionnaire_piece_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id)
);

CREATE INDEX ix_questionnaire_piece_contenu_id ON questionnaire_piece (contenu_id);

CREATE TABLE campagne (
	id VARCHAR(32) NOT NULL, 
	cite_id VARCHAR(32) NOT NULL, 
	tranche_id VARCHAR(32), 
	identifiant TEXT NOT NULL, 
	titre TEXT NOT NULL, 
	moment VARCHAR(32) NOT NULL, 
	ouverte_le DATE NOT NULL, 
	echeance DATE, 
	close_le DATE, 
	CONSTRAINT pk_campagne PRIMARY KEY (id), 
	CONSTRAINT fk_campagne_cite_id FOREIGN KEY(cite_id) REFERENCES cite (id), 
	CONSTRAINT fk_campagne_tranche_id FOREIGN KEY(tranche_id) REFERENCES tranche (id), 
	CONSTRAINT ck_campagne_moment CHECK (moment IN ('avant', 'apres', 'autre'))
);

CREATE INDEX ix_campagne_cite_id ON campagne (cite_id);

CREATE INDEX ix_campagne_tranche_id ON campagne (tranche_id);

CREATE TABLE campagne_menage (
	id VARCHAR(32) NOT NULL, 
	campagne_id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	etat VARCHAR(32) DEFAULT 'a_faire' NOT NULL, 
	etat_le DATE, 
	motif TEXT, 
	CONSTRAINT pk_campagne_menage PRIMARY KEY (id), 
	CONSTRAINT uq_campagne_menage_campagne_id_menage_id UNIQUE (campagne_id, menage_id), 
	CONSTRAINT fk_campagne_menage_campagne_id FOREIGN KEY(campagne_id) REFERENCES campagne (id), 
	CONSTRAINT fk_campagne_menage_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT ck_campagne_menage_etat CHECK (etat IN ('a_faire', 'absent', 'refus', 'en_cours', 'faite'))
);

CREATE INDEX ix_campagne_menage_campagne_id ON campagne_menage (campagne_id);

CREATE INDEX ix_campagne_menage_menage_id ON campagne_menage (menage_id);

CREATE TABLE enquete (
	id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	questionnaire_id VARCHAR(32) NOT NULL, 
	campagne_id VARCHAR(32), 
	visite_id VARCHAR(32), 
	etat VARCHAR(32) DEFAULT 'en_cours' NOT NULL, 
	commencee_le DATE NOT NULL, 
	terminee_le DATE, 
	par_id VARCHAR(32), 
	origine TEXT DEFAULT 'saisie' NOT NULL, 
	reference TEXT, 
	reponses JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_enquete PRIMARY KEY (id), 
	CONSTRAINT fk_enquete_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_enquete_questionnaire_id FOREIGN KEY(questionnaire_id) REFERENCES questionnaire (id), 
	CONSTRAINT fk_enquete_campagne_id FOREIGN KEY(campagne_id) REFERENCES campagne (id), 
	CONSTRAINT fk_enquete_visite_id FOREIGN KEY(visite_id) REFERENCES visite (id), 
	CONSTRAINT fk_enquete_par_id FOREIGN KEY(par_id) REFERENCES intervenant (id), 
	CONSTRAINT ck_enquete_etat CHECK (etat IN ('en_cours', 'terminee', 'abandonnee'))
);

CREATE INDEX ix_enquete_campagne_id ON enquete (campagne_id);

CREATE INDEX ix_enquete_menage_id ON enquete (menage_id);

CREATE INDEX ix_enquete_questionnaire_id ON enquete (questionnaire_id);

CREATE INDEX ix_enquete_reference ON enquete (reference);

CREATE INDEX ix_enquete_visite_id ON enquete (visite_id);

CREATE TABLE enquete_piece (
	id VARCHAR(32) NOT NULL, 
	enquete_id VARCHAR(32) NOT NULL, 
	menage_id VARCHAR(32) NOT NULL, 
	chemin TEXT NOT NULL, 
	nom TEXT NOT NULL, 
	contenu_id VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_enquete_piece PRIMARY KEY (id), 
	CONSTRAINT uq_enquete_piece_enquete_id_nom UNIQUE (enquete_id, nom), 
	CONSTRAINT fk_enquete_piece_enquete_id FOREIGN KEY(enquete_id) REFERENCES enquete (id), 
	CONSTRAINT fk_enquete_piece_menage_id FOREIGN KEY(menage_id) REFERENCES menage (id), 
	CONSTRAINT fk_enquete_piece_contenu_id FOREIGN KEY(contenu_id) REFERENCES contenu (id)
);

CREATE INDEX ix_enquete_piece_contenu_id ON enquete_piece (contenu_id);

CREATE INDEX ix_enquete_piece_enquete_id ON enquete_piece (enquete_id);

CREATE INDEX ix_enquete_piece_menage_id ON enquete_piece (menage_id);

CREATE TABLE enquete_saisie (
	id VARCHAR(32) NOT NULL, 
	enquete_id VARCHAR(32) NOT NULL, 
	reponses JSON NOT NULL, 
	ou TEXT, 
	langue TEXT, 
	repondues INTEGER NOT NULL, 
	posees INTEGER NOT NULL, 
	maj_a VARCHAR(24) NOT NULL, 
	CONSTRAINT pk_enquete_saisie PRIMARY KEY (id), 
	CONSTRAINT uq_enquete_saisie_enquete_id UNIQUE (enquete_id), 
	CONSTRAINT fk_enquete_saisie_enquete_id FOREIGN KEY(enquete_id) REFERENCES enquete (id)
);

CREATE TRIGGER journal_questionnaire_reglage_i AFTER INSERT ON questionnaire_reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'identifiant', NEW.identifiant, 'chemin', NEW.chemin), '}'), CASE WHEN NEW.champ IS NOT NULL THEN ',"champ":' || json_quote(NEW.champ) END, CASE WHEN NEW.partage IS NOT NULL THEN ',"partage":' || json_quote(NEW.partage) END, '}'));
END;

CREATE TRIGGER journal_questionnaire_reglage_u AFTER UPDATE ON questionnaire_reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', NEW.id, NULL, 'U', 'identifiant', json_object('identifiant', OLD.identifiant), json_object('identifiant', NEW.identifiant) WHERE OLD.identifiant IS NOT NEW.identifiant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', NEW.id, NULL, 'U', 'chemin', json_object('chemin', OLD.chemin), json_object('chemin', NEW.chemin) WHERE OLD.chemin IS NOT NEW.chemin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', NEW.id, NULL, 'U', 'champ', json_object('champ', OLD.champ), json_object('champ', NEW.champ) WHERE OLD.champ IS NOT NEW.champ;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', NEW.id, NULL, 'U', 'partage', json_object('partage', OLD.partage), json_object('partage', NEW.partage) WHERE OLD.partage IS NOT NEW.partage;
END;

CREATE TRIGGER journal_questionnaire_reglage_d AFTER DELETE ON questionnaire_reglage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_reglage', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'identifiant', OLD.identifiant, 'chemin', OLD.chemin), '}'), CASE WHEN OLD.champ IS NOT NULL THEN ',"champ":' || json_quote(OLD.champ) END, CASE WHEN OLD.partage IS NOT NULL THEN ',"partage":' || json_quote(OLD.partage) END, '}'), NULL);
END;

CREATE TRIGGER journal_questionnaire_i AFTER INSERT ON questionnaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'I', '*', NULL, json_object('id', NEW.id, 'identifiant', NEW.identifiant, 'version', NEW.version, 'titre', NEW.titre, 'langue', NEW.langue, 'fichier', NEW.fichier, 'empreinte', NEW.empreinte, 'nb_questions', NEW.nb_questions, 'charge_le', NEW.charge_le, 'actif', NEW.actif, 'source_id', NEW.source_id, 'xform_id', NEW.xform_id));
END;

CREATE TRIGGER journal_questionnaire_u AFTER UPDATE ON questionnaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'identifiant', json_object('identifiant', OLD.identifiant), json_object('identifiant', NEW.identifiant) WHERE OLD.identifiant IS NOT NEW.identifiant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'version', json_object('version', OLD.version), json_object('version', NEW.version) WHERE OLD.version IS NOT NEW.version;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'langue', json_object('langue', OLD.langue), json_object('langue', NEW.langue) WHERE OLD.langue IS NOT NEW.langue;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'fichier', json_object('fichier', OLD.fichier), json_object('fichier', NEW.fichier) WHERE OLD.fichier IS NOT NEW.fichier;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'empreinte', json_object('empreinte', OLD.empreinte), json_object('empreinte', NEW.empreinte) WHERE OLD.empreinte IS NOT NEW.empreinte;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'nb_questions', json_object('nb_questions', OLD.nb_questions), json_object('nb_questions', NEW.nb_questions) WHERE OLD.nb_questions IS NOT NEW.nb_questions;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'charge_le', json_object('charge_le', OLD.charge_le), json_object('charge_le', NEW.charge_le) WHERE OLD.charge_le IS NOT NEW.charge_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'actif', json_object('actif', OLD.actif), json_object('actif', NEW.actif) WHERE OLD.actif IS NOT NEW.actif;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'source_id', json_object('source_id', OLD.source_id), json_object('source_id', NEW.source_id) WHERE OLD.source_id IS NOT NEW.source_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', NEW.id, NULL, 'U', 'xform_id', json_object('xform_id', OLD.xform_id), json_object('xform_id', NEW.xform_id) WHERE OLD.xform_id IS NOT NEW.xform_id;
END;

CREATE TRIGGER journal_questionnaire_d AFTER DELETE ON questionnaire BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire', OLD.id, NULL, 'D', '*', json_object('id', OLD.id, 'identifiant', OLD.identifiant, 'version', OLD.version, 'titre', OLD.titre, 'langue', OLD.langue, 'fichier', OLD.fichier, 'empreinte', OLD.empreinte, 'nb_questions', OLD.nb_questions, 'charge_le', OLD.charge_le, 'actif', OLD.actif, 'source_id', OLD.source_id, 'xform_id', OLD.xform_id), NULL);
END;

CREATE TRIGGER journal_questionnaire_piece_i AFTER INSERT ON questionnaire_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_piece', NEW.id, NULL, 'I', '*', NULL, json_object('id', NEW.id, 'identifiant', NEW.identifiant, 'nom', NEW.nom, 'contenu_id', NEW.contenu_id));
END;

CREATE TRIGGER journal_questionnaire_piece_u AFTER UPDATE ON questionnaire_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_piece', NEW.id, NULL, 'U', 'identifiant', json_object('identifiant', OLD.identifiant), json_object('identifiant', NEW.identifiant) WHERE OLD.identifiant IS NOT NEW.identifiant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_piece', NEW.id, NULL, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_piece', NEW.id, NULL, 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
END;

CREATE TRIGGER journal_questionnaire_piece_d AFTER DELETE ON questionnaire_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'questionnaire_piece', OLD.id, NULL, 'D', '*', json_object('id', OLD.id, 'identifiant', OLD.identifiant, 'nom', OLD.nom, 'contenu_id', OLD.contenu_id), NULL);
END;

CREATE TRIGGER journal_campagne_i AFTER INSERT ON campagne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'cite_id', NEW.cite_id, 'identifiant', NEW.identifiant, 'titre', NEW.titre, 'moment', NEW.moment, 'ouverte_le', NEW.ouverte_le), '}'), CASE WHEN NEW.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(NEW.tranche_id) END, CASE WHEN NEW.echeance IS NOT NULL THEN ',"echeance":' || json_quote(NEW.echeance) END, CASE WHEN NEW.close_le IS NOT NULL THEN ',"close_le":' || json_quote(NEW.close_le) END, '}'));
END;

CREATE TRIGGER journal_campagne_u AFTER UPDATE ON campagne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'cite_id', json_object('cite_id', OLD.cite_id), json_object('cite_id', NEW.cite_id) WHERE OLD.cite_id IS NOT NEW.cite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'tranche_id', json_object('tranche_id', OLD.tranche_id), json_object('tranche_id', NEW.tranche_id) WHERE OLD.tranche_id IS NOT NEW.tranche_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'identifiant', json_object('identifiant', OLD.identifiant), json_object('identifiant', NEW.identifiant) WHERE OLD.identifiant IS NOT NEW.identifiant;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'titre', json_object('titre', OLD.titre), json_object('titre', NEW.titre) WHERE OLD.titre IS NOT NEW.titre;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'moment', json_object('moment', OLD.moment), json_object('moment', NEW.moment) WHERE OLD.moment IS NOT NEW.moment;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'ouverte_le', json_object('ouverte_le', OLD.ouverte_le), json_object('ouverte_le', NEW.ouverte_le) WHERE OLD.ouverte_le IS NOT NEW.ouverte_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'echeance', json_object('echeance', OLD.echeance), json_object('echeance', NEW.echeance) WHERE OLD.echeance IS NOT NEW.echeance;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne', NEW.id, NULL, 'U', 'close_le', json_object('close_le', OLD.close_le), json_object('close_le', NEW.close_le) WHERE OLD.close_le IS NOT NEW.close_le;
END;

CREATE TRIGGER journal_campagne_d AFTER DELETE ON campagne BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'campagne', OLD.id, NULL, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'cite_id', OLD.cite_id, 'identifiant', OLD.identifiant, 'titre', OLD.titre, 'moment', OLD.moment, 'ouverte_le', OLD.ouverte_le), '}'), CASE WHEN OLD.tranche_id IS NOT NULL THEN ',"tranche_id":' || json_quote(OLD.tranche_id) END, CASE WHEN OLD.echeance IS NOT NULL THEN ',"echeance":' || json_quote(OLD.echeance) END, CASE WHEN OLD.close_le IS NOT NULL THEN ',"close_le":' || json_quote(OLD.close_le) END, '}'), NULL);
END;

CREATE TRIGGER journal_campagne_menage_i AFTER INSERT ON campagne_menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'campagne_menage', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'campagne_id', NEW.campagne_id, 'menage_id', NEW.menage_id, 'etat', NEW.etat), '}'), CASE WHEN NEW.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(NEW.etat_le) END, CASE WHEN NEW.motif IS NOT NULL THEN ',"motif":' || json_quote(NEW.motif) END, '}'));
END;

CREATE TRIGGER journal_campagne_menage_u AFTER UPDATE ON campagne_menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne_menage', NEW.id, NEW.menage_id, 'U', 'campagne_id', json_object('campagne_id', OLD.campagne_id), json_object('campagne_id', NEW.campagne_id) WHERE OLD.campagne_id IS NOT NEW.campagne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne_menage', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'campagne_menage', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'etat_le', OLD.etat_le, 'motif', OLD.motif), json_object('etat', NEW.etat, 'etat_le', NEW.etat_le, 'motif', NEW.motif) WHERE OLD.etat IS NOT NEW.etat OR OLD.etat_le IS NOT NEW.etat_le OR OLD.motif IS NOT NEW.motif;
END;

CREATE TRIGGER journal_campagne_menage_d AFTER DELETE ON campagne_menage BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'campagne_menage', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'campagne_id', OLD.campagne_id, 'menage_id', OLD.menage_id, 'etat', OLD.etat), '}'), CASE WHEN OLD.etat_le IS NOT NULL THEN ',"etat_le":' || json_quote(OLD.etat_le) END, CASE WHEN OLD.motif IS NOT NULL THEN ',"motif":' || json_quote(OLD.motif) END, '}'), NULL);
END;

CREATE TRIGGER journal_enquete_i AFTER INSERT ON enquete BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'I', '*', NULL, concat(rtrim(json_object('id', NEW.id, 'menage_id', NEW.menage_id, 'questionnaire_id', NEW.questionnaire_id, 'etat', NEW.etat, 'commencee_le', NEW.commencee_le, 'origine', NEW.origine, 'reponses', NEW.reponses), '}'), CASE WHEN NEW.campagne_id IS NOT NULL THEN ',"campagne_id":' || json_quote(NEW.campagne_id) END, CASE WHEN NEW.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(NEW.visite_id) END, CASE WHEN NEW.terminee_le IS NOT NULL THEN ',"terminee_le":' || json_quote(NEW.terminee_le) END, CASE WHEN NEW.par_id IS NOT NULL THEN ',"par_id":' || json_quote(NEW.par_id) END, CASE WHEN NEW.reference IS NOT NULL THEN ',"reference":' || json_quote(NEW.reference) END, '}'));
END;

CREATE TRIGGER journal_enquete_u AFTER UPDATE ON enquete BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'questionnaire_id', json_object('questionnaire_id', OLD.questionnaire_id), json_object('questionnaire_id', NEW.questionnaire_id) WHERE OLD.questionnaire_id IS NOT NEW.questionnaire_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'campagne_id', json_object('campagne_id', OLD.campagne_id), json_object('campagne_id', NEW.campagne_id) WHERE OLD.campagne_id IS NOT NEW.campagne_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'visite_id', json_object('visite_id', OLD.visite_id), json_object('visite_id', NEW.visite_id) WHERE OLD.visite_id IS NOT NEW.visite_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'etat', json_object('etat', OLD.etat, 'terminee_le', OLD.terminee_le), json_object('etat', NEW.etat, 'terminee_le', NEW.terminee_le) WHERE OLD.etat IS NOT NEW.etat OR OLD.terminee_le IS NOT NEW.terminee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'commencee_le', json_object('commencee_le', OLD.commencee_le), json_object('commencee_le', NEW.commencee_le) WHERE OLD.commencee_le IS NOT NEW.commencee_le;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'par_id', json_object('par_id', OLD.par_id), json_object('par_id', NEW.par_id) WHERE OLD.par_id IS NOT NEW.par_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'origine', json_object('origine', OLD.origine), json_object('origine', NEW.origine) WHERE OLD.origine IS NOT NEW.origine;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'reference', json_object('reference', OLD.reference), json_object('reference', NEW.reference) WHERE OLD.reference IS NOT NEW.reference;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete', NEW.id, NEW.menage_id, 'U', 'reponses', json_object('reponses', OLD.reponses), json_object('reponses', NEW.reponses) WHERE OLD.reponses IS NOT NEW.reponses;
END;

CREATE TRIGGER journal_enquete_d AFTER DELETE ON enquete BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'enquete', OLD.id, OLD.menage_id, 'D', '*', concat(rtrim(json_object('id', OLD.id, 'menage_id', OLD.menage_id, 'questionnaire_id', OLD.questionnaire_id, 'etat', OLD.etat, 'commencee_le', OLD.commencee_le, 'origine', OLD.origine, 'reponses', OLD.reponses), '}'), CASE WHEN OLD.campagne_id IS NOT NULL THEN ',"campagne_id":' || json_quote(OLD.campagne_id) END, CASE WHEN OLD.visite_id IS NOT NULL THEN ',"visite_id":' || json_quote(OLD.visite_id) END, CASE WHEN OLD.terminee_le IS NOT NULL THEN ',"terminee_le":' || json_quote(OLD.terminee_le) END, CASE WHEN OLD.par_id IS NOT NULL THEN ',"par_id":' || json_quote(OLD.par_id) END, CASE WHEN OLD.reference IS NOT NULL THEN ',"reference":' || json_quote(OLD.reference) END, '}'), NULL);
END;

CREATE TRIGGER journal_enquete_piece_i AFTER INSERT ON enquete_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'I', '*', NULL, json_object('id', NEW.id, 'enquete_id', NEW.enquete_id, 'menage_id', NEW.menage_id, 'chemin', NEW.chemin, 'nom', NEW.nom, 'contenu_id', NEW.contenu_id));
END;

CREATE TRIGGER journal_enquete_piece_u AFTER UPDATE ON enquete_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'U', 'enquete_id', json_object('enquete_id', OLD.enquete_id), json_object('enquete_id', NEW.enquete_id) WHERE OLD.enquete_id IS NOT NEW.enquete_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'U', 'menage_id', json_object('menage_id', OLD.menage_id), json_object('menage_id', NEW.menage_id) WHERE OLD.menage_id IS NOT NEW.menage_id;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'U', 'chemin', json_object('chemin', OLD.chemin), json_object('chemin', NEW.chemin) WHERE OLD.chemin IS NOT NEW.chemin;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'U', 'nom', json_object('nom', OLD.nom), json_object('nom', NEW.nom) WHERE OLD.nom IS NOT NEW.nom;
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) SELECT (SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', NEW.id, NEW.menage_id, 'U', 'contenu_id', json_object('contenu_id', OLD.contenu_id), json_object('contenu_id', NEW.contenu_id) WHERE OLD.contenu_id IS NOT NEW.contenu_id;
END;

CREATE TRIGGER journal_enquete_piece_d AFTER DELETE ON enquete_piece BEGIN
  INSERT INTO journal (operation_num, table_nom, ligne_id, menage_id, genre, groupe, avant, apres) VALUES ((SELECT num FROM operation_courante WHERE id = 1), 'enquete_piece', OLD.id, OLD.menage_id, 'D', '*', json_object('id', OLD.id, 'enquete_id', OLD.enquete_id, 'menage_id', OLD.menage_id, 'chemin', OLD.chemin, 'nom', OLD.nom, 'contenu_id', OLD.contenu_id), NULL);
END;
