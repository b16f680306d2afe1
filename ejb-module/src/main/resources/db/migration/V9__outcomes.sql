-- What became of a patient: arrived, scanned, found. The last position holds; none is changed.
create table outcome (
    assessment_id uuid                        not null references assessment,
    position      integer                     not null,
    tenant        varchar(40)                 not null,
    reported_at   timestamp(6) with time zone not null,
    arrived       varchar(10)                 not null,
    scanned       varchar(10)                 not null,
    found         varchar(20)                 not null,
    remark        varchar(1000),
    author        varchar(255)                not null,
    primary key (assessment_id, position)
);

-- The red flags of the assessment that the serious cause explains: a predictive value counts those.
create table outcome_rule (
    assessment_id uuid        not null,
    position      integer     not null,
    rule          varchar(80) not null,
    primary key (assessment_id, position, rule),
    foreign key (assessment_id, position) references outcome (assessment_id, position)
);
