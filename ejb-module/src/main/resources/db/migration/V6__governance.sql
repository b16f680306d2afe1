-- The files of every knowledge that has run, so that its assessments can be replayed with it.
create table knowledge (
    hash      varchar(64)                 not null primary key,
    version   varchar(40)                 not null,
    stored_at timestamp(6) with time zone not null
);

create table knowledge_file (
    hash    varchar(64)  not null references knowledge,
    path    varchar(255) not null,
    content bytea        not null,
    primary key (hash, path)
);

-- A jar that may run in shadow, by its hash; a later row of the same hash may withdraw it.
create table knowledge_candidate (
    hash          varchar(64)                 not null,
    version       integer                     not null,
    label         varchar(60)                 not null,
    registered_at timestamp(6) with time zone not null,
    withdrawn     boolean                     not null,
    primary key (hash, version)
);

-- How far a candidate has followed the live traffic, and what it concluded.
create table shadow_cursor (
    hash          varchar(64)                 not null primary key,
    recorded_at   timestamp(6) with time zone not null,
    assessment_id uuid                        not null
);

create table shadow_verdict (
    hash          varchar(64)                 not null,
    assessment_id uuid                        not null references assessment,
    live          varchar(20)                 not null,
    candidate     varchar(20)                 not null,
    changes       varchar(4000)               not null,
    primary key (hash, assessment_id)
);

create index shadow_verdict_by_cell on shadow_verdict (hash, live, candidate);

-- How often each rule fired on each day (UTC); the rule * counts the assessments.
create table rule_day (
    on_day date        not null,
    rule   varchar(80) not null,
    fired  bigint      not null,
    primary key (on_day, rule)
);

-- What is wrong with the knowledge that runs, or with its candidate.
create table alarm (
    id         uuid                        not null primary key,
    kind       varchar(40)                 not null,
    subject    varchar(120)                not null,
    raised_at  timestamp(6) with time zone not null,
    what       varchar(4000)               not null,
    cleared_at timestamp(6) with time zone
);

create index alarm_by_subject on alarm (kind, subject, cleared_at);

-- Who is behind a pseudonym; an erasure removes the row, and nobody can tell any more.
create table pseudonym (
    tenant    varchar(40)  not null,
    patient   varchar(255) not null,
    pseudonym uuid         not null unique,
    primary key (tenant, patient)
);

-- Every access and every guidance given. Neither table is ever updated; the link chains an event to the one before.
create table audit_event (
    id        uuid                        not null primary key,
    at        timestamp(6) with time zone not null,
    tenant    varchar(40)                 not null,
    action    varchar(20)                 not null,
    what      varchar(120)                not null,
    outcome   integer                     not null,
    agent     varchar(255)                not null,
    pseudonym uuid,
    about     varchar(120)                not null
);

create index audit_event_by_pseudonym on audit_event (pseudonym, at);
create index audit_event_by_time on audit_event (tenant, at);

create table audit_link (
    seq      bigint      not null primary key,
    event_id uuid        not null unique,
    hash     varchar(64) not null
);

create table audit_head (
    one  integer     not null primary key,
    seq  bigint      not null,
    hash varchar(64) not null
);

insert into audit_head (one, seq, hash) values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Events that wait to be chained; a row is deleted when its link is written, in the same transaction.
create table audit_waiting (
    event_id uuid                        not null primary key,
    at       timestamp(6) with time zone not null
);

create index audit_waiting_by_time on audit_waiting (at);
