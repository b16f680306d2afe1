-- Where a patient wants to be reminded, by choice; the address is sealed. It goes when the link goes.
create table patient_contact (
    link_id   uuid                        not null primary key references intake_link on delete cascade,
    tenant    varchar(40)                 not null,
    patient   varchar(255)                not null,
    channel   varchar(10)                 not null,
    address   varchar(2000)               not null,
    language  varchar(10)                 not null,
    agreed_at timestamp(6) with time zone not null
);

create index patient_contact_of_patient on patient_contact (tenant, patient);

-- Messages to people are sent by day: by which clock, and until when one is held back.
alter table outbox add column zone varchar(60);
alter table outbox add column quiet_until timestamp(6) with time zone;
