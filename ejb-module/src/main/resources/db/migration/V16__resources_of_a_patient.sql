-- What is kept of a patient is found whatever its type, so that an erasure does not read what is kept of the others.
create index stored_resource_of_patient on stored_resource (tenant, patient);
