-- Keys that all nodes share and that leave this database never.
create table server_secret (
    name       varchar(40)                 not null primary key,
    secret     varchar(100)                not null,
    created_at timestamp(6) with time zone not null
);

-- A link by which one patient fills the intake, and the answers so far. What is finished stands in the assessment that it names.
create table intake_link (
    id            uuid                        not null primary key,
    tenant        varchar(40)                 not null,
    patient       varchar(255)                not null,
    code          varchar(12)                 not null,
    created_at    timestamp(6) with time zone not null,
    created_by    varchar(255)                not null,
    expires_at    timestamp(6) with time zone not null,
    answers       varchar(262144)             not null,
    version       integer                     not null,
    finished_at   timestamp(6) with time zone,
    assessment_id uuid
);

create index intake_link_by_code on intake_link (tenant, code);
create index intake_link_by_patient on intake_link (tenant, patient);

-- Who looks after a patient's assessment. The newest row holds; none is changed.
create table assignment (
    id            uuid                        not null primary key,
    tenant        varchar(40)                 not null,
    assessment_id uuid                        not null references assessment,
    at            timestamp(6) with time zone not null,
    assignee      varchar(255)                not null
);

create index assignment_by_assessment on assignment (assessment_id, at);
create index assignment_by_time on assignment (tenant, at);
create index decision_by_time on decision (tenant, decided_at);
