-- Who answers anew does so by a further link; the one before leads to it.
alter table intake_link add column renewed_by uuid;
