-- What a version of the knowledge says in words, so that its assessments are told in the words of then.
create table knowledge_text (
    hash varchar(64)    not null references knowledge,
    name varchar(255)   not null,
    text varchar(32000) not null,
    primary key (hash, name)
);
