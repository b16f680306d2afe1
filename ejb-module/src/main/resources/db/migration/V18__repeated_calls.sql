-- A call that was sent twice led to an assessment, a decision, an outcome or a link.
alter table repeated_call add column result varchar(60);
update repeated_call set result = cast(assessment_id as varchar(60));
alter table repeated_call drop column assessment_id;
