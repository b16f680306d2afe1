-- Whether the patient had not come to the end of the questions. What was recorded before this version had.
alter table assessment add column unfinished boolean default false not null;

-- Every assessment that a card told of, so that an override of the card is about all of them; card.assessment_id is the first.
create table card_assessment (
    tenant        varchar(40) not null,
    card_id       uuid        not null,
    assessment_id uuid        not null references assessment,
    primary key (tenant, card_id, assessment_id)
);

create index card_assessment_by_assessment on card_assessment (assessment_id);
insert into card_assessment (tenant, card_id, assessment_id)
    select c.tenant, c.id, c.assessment_id from card c where c.assessment_id in (select a.id from assessment a);

-- A link that was sent and not answered is looked after although nothing was assessed: then there is no assessment and no urgency.
alter table follow_up alter column assessment_id drop not null;
alter table follow_up alter column urgency drop not null;

-- How many hours after a link was sent the patient is called when it was not answered; null for what the product says.
alter table clinic add column call_after_hours integer;
