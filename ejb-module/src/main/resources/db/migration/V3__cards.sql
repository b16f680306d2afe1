-- Each card as it was shown, so that feedback can be joined to the rules behind it.
create table card (
    tenant        varchar(40)                 not null,
    id            uuid                        not null,
    patient       varchar(255)                not null,
    assessment_id uuid,
    hook          varchar(40)                 not null,
    indicator     varchar(20)                 not null,
    suggestions   varchar(4000)               not null,
    first_shown   timestamp(6) with time zone not null,
    primary key (tenant, id)
);

create index card_by_patient on card (tenant, patient);

create table card_rule (
    tenant  varchar(40) not null,
    card_id uuid        not null,
    rule    varchar(80) not null,
    primary key (tenant, card_id, rule)
);

create index card_rule_by_rule on card_rule (rule);

-- What clinicians did with a card. The same feedback sent twice is one row.
create table feedback (
    tenant       varchar(40)                 not null,
    card_id      varchar(64)                 not null,
    outcome      varchar(20)                 not null,
    outcome_at   timestamp(6) with time zone not null,
    received_at  timestamp(6) with time zone not null,
    known        boolean                     not null,
    suggestions  varchar(4000)               not null,
    reason       varchar(255),
    user_comment varchar(4000),
    primary key (tenant, card_id, outcome, outcome_at)
);
