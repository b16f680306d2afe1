-- Who may call, and for which clinic. A row is added, never changed: a new row of the same name takes the place of the old one, a
-- withdrawn row ends it.
create table client (
    name              varchar(40)                 not null,
    version           integer                     not null,
    registered_at     timestamp(6) with time zone not null,
    withdrawn         boolean                     not null,
    tenant            varchar(40)                 not null,
    kind              varchar(30)                 not null,
    issuer            varchar(255)                not null,
    issuer_tenant     varchar(255),
    jwks              varchar(1000),
    jwk_set           varchar(20000),
    algorithms        varchar(200)                not null,
    audiences         varchar(4000)               not null,
    scopes            varchar(4000)               not null,
    fhir_servers      varchar(4000)               not null,
    origins           varchar(4000)               not null,
    private_addresses boolean                     not null,
    webhook           varchar(1000),
    smart_client_id   varchar(255),
    primary key (name, version)
);

-- Tokens that were used once; kept until they expire, so that no node takes one a second time.
create table used_token (
    issuer     varchar(255)                not null,
    jti        varchar(255)                not null,
    expires_at timestamp(6) with time zone not null,
    primary key (issuer, jti)
);

create index used_token_by_expiry on used_token (expires_at);

-- Every row belongs to a clinic; what was recorded before there were several belongs to the demonstration.
alter table assessment add column tenant varchar(40) default 'demo' not null;
drop index assessment_by_patient;
create index assessment_by_patient on assessment (tenant, patient, recorded_at);

create table stored_resource (
    tenant        varchar(40)                 not null,
    type          varchar(40)                 not null,
    id            varchar(64)                 not null,
    version       integer                     not null,
    received_at   timestamp(6) with time zone not null,
    patient       varchar(255),
    identifier    varchar(600),
    status        varchar(40),
    authored      timestamp(6) with time zone,
    author        varchar(255),
    questionnaire varchar(255),
    content       varchar(1048576)            not null,
    primary key (tenant, type, id, version)
);

insert into stored_resource (tenant, type, id, version, received_at, content)
select 'demo', type, id, version, received_at, content from resource;

drop table resource;

create index stored_resource_by_patient on stored_resource (tenant, type, patient, authored);
create index stored_resource_by_identifier on stored_resource (tenant, type, identifier);
