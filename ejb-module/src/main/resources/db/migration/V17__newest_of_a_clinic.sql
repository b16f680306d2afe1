-- The board asks each time for the newest of each: the queries order by all columns in these directions, so that one row is read.
drop index decision_by_time;
create index decision_by_time on decision (tenant, decided_at desc);
drop index assignment_by_time;
create index assignment_by_time on assignment (tenant, at desc);
