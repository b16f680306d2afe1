-- The audit is read newest first, page after page: the queries order by all columns in these directions, so that a page is read and no more.
drop index audit_event_by_pseudonym;
drop index audit_event_by_time;
create index audit_event_by_pseudonym on audit_event (pseudonym, at desc, id);
create index audit_event_by_time on audit_event (tenant, at desc, id);
