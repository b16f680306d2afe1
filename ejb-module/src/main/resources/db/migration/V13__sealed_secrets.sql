-- Secrets are sealed under a key that lies beside the database, which makes them longer. Those in clear are sealed when they are read next.
alter table server_secret alter column secret set data type varchar(400);
alter table signing_key alter column jwk set data type varchar(16000);
