-- How bad the pain was on a day, and what was trained, as the patient noted it. The day is that of the clinic.
create table diary_entry (
    tenant   varchar(40)                 not null,
    patient  varchar(255)                not null,
    on_day   varchar(10)                 not null,
    pain     integer                     not null,
    trained  varchar(10)                 not null,
    noted_at timestamp(6) with time zone not null,
    primary key (tenant, patient, on_day)
);
