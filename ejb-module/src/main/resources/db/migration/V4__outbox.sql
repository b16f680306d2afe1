-- What is to be sent to another system, stored with what caused it.
create table outbox (
    id          uuid                        not null primary key,
    tenant      varchar(40)                 not null,
    client      varchar(40)                 not null,
    kind        varchar(20)                 not null,
    subject     varchar(255)                not null,
    target      varchar(1000)               not null,
    payload     varchar(1048576)            not null,
    created_at  timestamp(6) with time zone not null,
    due_at      timestamp(6) with time zone not null,
    attempts    integer                     not null,
    state       varchar(20)                 not null,
    last_answer varchar(255)
);

create index outbox_by_due on outbox (state, due_at);
create index outbox_by_subject on outbox (tenant, subject);

-- Our own keys, public and private; whoever can read this table can sign in our name.
create table signing_key (
    kid        varchar(80)                 not null primary key,
    created_at timestamp(6) with time zone not null,
    jwk        varchar(8000)               not null
);

-- A launch from an EHR, from its begin to the end of its session. What is secret is encrypted with a key that only the browser holds.
create table smart_session (
    id         varchar(64)                 not null primary key,
    tenant     varchar(40)                 not null,
    client     varchar(40)                 not null,
    created_at timestamp(6) with time zone not null,
    expires_at timestamp(6) with time zone not null,
    sealed     varchar(20000)              not null
);
