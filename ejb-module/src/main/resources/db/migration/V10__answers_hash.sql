-- The hash of the statements, so that the same answers of a patient are known again without reading them. Empty before this version.
alter table assessment add column answers_hash varchar(64) default '' not null;
