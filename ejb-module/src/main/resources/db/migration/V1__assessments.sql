-- What was asked and concluded. Append-only: no statement of the product updates or deletes a row.
create table assessment (
    id                uuid                        not null primary key,
    recorded_at       timestamp(6) with time zone not null,
    answered_at       timestamp(6) with time zone not null,
    patient           varchar(255)                not null,
    response          varchar(255)                not null,
    route             varchar(20)                 not null,
    knowledge_version varchar(40)                 not null,
    urgency           varchar(20)                 not null,
    provisional       boolean                     not null
);

create index assessment_by_patient on assessment (patient, recorded_at);
create index assessment_by_urgency on assessment (urgency, recorded_at);

-- One row per statement: what was said about a fact, and where it came from. "read" marks the one that the rules saw.
create table assessment_fact (
    assessment_id uuid                        not null references assessment,
    position      integer                     not null,
    code          varchar(60)                 not null,
    said          varchar(60)                 not null,
    source        varchar(255)                not null,
    link_id       varchar(60),
    said_at       timestamp(6) with time zone not null,
    was_read      boolean                     not null,
    primary key (assessment_id, position)
);

-- One row per conclusion: the rule that fired and the codes of the facts that its condition reads.
create table assessment_conclusion (
    assessment_id uuid          not null references assessment,
    position      integer       not null,
    rule          varchar(80)   not null,
    kind          varchar(20)   not null,
    urgency       varchar(20),
    facts         varchar(4000) not null,
    primary key (assessment_id, position)
);

create index assessment_conclusion_by_rule on assessment_conclusion (rule);

-- FHIR resources as they were accepted, so that an answer can be shown in the patient's own form.
create table resource (
    type        varchar(40)                 not null,
    id          varchar(64)                 not null,
    version     integer                     not null,
    received_at timestamp(6) with time zone not null,
    content     varchar(1048576)            not null,
    primary key (type, id, version)
);
