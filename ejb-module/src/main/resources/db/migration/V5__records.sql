-- What was said is one text instead of a row per statement: the rules are what is asked for, and 60 rows per intake are 600 million for
-- 10 million. A line that begins with @ names the source and the microseconds since 1970 of those that follow; each of them is code,
-- value, + for the one that the rules read, and the question (= when it is the code), with tabs between them.
alter table assessment add column statements varchar(1048576) default '' not null;
-- Every conclusion with the facts behind it, as the knowledge wrote it; what a replay is compared with. Empty before this version.
alter table assessment add column transcript varchar(262144) default '' not null;
alter table assessment add column knowledge_hash varchar(64) default '' not null;
-- The assessment of this patient before this one: what is new is seen against it, and a correction names what it corrects.
alter table assessment add column previous_id uuid;

update assessment set statements = coalesce((
    select string_agg('@' || f.source || chr(9) || cast(cast(extract(epoch from f.said_at) * 1000000 as bigint) as varchar(20)) || chr(10)
        || f.code || chr(9) || f.said || chr(9) || case when f.was_read then '+' else '-' end || chr(9) || coalesce(f.link_id, ''),
        chr(10) order by f.position)
    from assessment_fact f where f.assessment_id = assessment.id), '');
drop table assessment_fact;

drop index assessment_by_patient;
drop index assessment_by_urgency;
-- The queries order by all four columns in these directions, so that both databases read the newest row alone.
create index assessment_by_patient on assessment (tenant, patient, answered_at desc, recorded_at desc);
create index assessment_by_urgency on assessment (tenant, urgency, answered_at);
create index assessment_by_time on assessment (tenant, answered_at);
create index assessment_by_recording on assessment (recorded_at, id);

alter table assessment_conclusion add column tenant varchar(40);
alter table assessment_conclusion add column recorded_at timestamp(6) with time zone;
update assessment_conclusion set
    tenant = (select a.tenant from assessment a where a.id = assessment_conclusion.assessment_id),
    recorded_at = (select a.recorded_at from assessment a where a.id = assessment_conclusion.assessment_id);
alter table assessment_conclusion alter column tenant set not null;
alter table assessment_conclusion alter column recorded_at set not null;
drop index assessment_conclusion_by_rule;
create index assessment_conclusion_by_rule on assessment_conclusion (tenant, rule, recorded_at);
create index assessment_conclusion_by_time on assessment_conclusion (recorded_at, rule);

create index card_by_assessment on card (assessment_id);

-- What a clinician decided about an assessment. A correction is a new row that names the old one.
create table decision (
    id            uuid                        not null primary key,
    tenant        varchar(40)                 not null,
    assessment_id uuid                        not null references assessment,
    decided_at    timestamp(6) with time zone not null,
    kind          varchar(20)                 not null,
    urgency       varchar(20)                 not null,
    reason        varchar(60)                 not null,
    remark        varchar(1000),
    author        varchar(255)                not null,
    replaces      uuid
);

create index decision_by_assessment on decision (assessment_id, decided_at);

-- When a patient is looked at again. The row says where it stands now; follow_up_event keeps every step, append-only.
create table follow_up (
    id            uuid                        not null primary key,
    tenant        varchar(40)                 not null,
    patient       varchar(255)                not null,
    assessment_id uuid                        not null references assessment,
    urgency       varchar(20)                 not null,
    code          varchar(40)                 not null,
    escalates     boolean                     not null,
    created_at    timestamp(6) with time zone not null,
    due_at        timestamp(6) with time zone not null,
    state         varchar(20)                 not null,
    superseded_by uuid
);

create index follow_up_by_due on follow_up (state, due_at);
create index follow_up_by_tenant on follow_up (tenant, state, due_at);
create index follow_up_by_patient on follow_up (tenant, patient);
create index follow_up_by_assessment on follow_up (assessment_id);

create table follow_up_event (
    follow_up_id uuid                        not null references follow_up,
    position     integer                     not null,
    at           timestamp(6) with time zone not null,
    state        varchar(20)                 not null,
    author       varchar(255)                not null,
    remark       varchar(1000),
    primary key (follow_up_id, position)
);

-- A clinic: its time zone, and how long its records are kept. Added, never changed, as a client is.
create table clinic (
    tenant         varchar(40)                 not null,
    version        integer                     not null,
    registered_at  timestamp(6) with time zone not null,
    zone           varchar(60)                 not null,
    retention_days integer,
    primary key (tenant, version)
);
