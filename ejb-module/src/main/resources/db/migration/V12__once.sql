-- What a decision was made in view of: the decision that it replaces, or the assessment itself. Two that were made at once in view of the same
-- cannot both stand. Of those that did before there was this column one is said to, and the others follow nothing.
alter table decision add column follows uuid;
update decision set follows = coalesce(replaces, assessment_id);
update decision set follows = null
where exists (select 1 from decision other
              where other.assessment_id = decision.assessment_id
                and coalesce(other.replaces, other.assessment_id) = coalesce(decision.replaces, decision.assessment_id)
                and other.id < decision.id);
create unique index decision_by_what_it_follows on decision (assessment_id, follows);

-- Calls that may be sent twice, by the key that the caller gave them; kept for a day.
create table repeated_call (
    tenant          varchar(40)                 not null,
    caller          varchar(255)                not null,
    idempotency_key varchar(100)                not null,
    request_hash    varchar(64)                 not null,
    begun_at        timestamp(6) with time zone not null,
    assessment_id   uuid,
    primary key (tenant, caller, idempotency_key)
);

create index repeated_call_by_time on repeated_call (begun_at);
