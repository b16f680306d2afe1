-- How often each rule fired in each hour that is over, for the last two days; the rule * counts the assessments. The chart of the last 24
-- hours adds hours up and looks at no assessment but those since the last full one.
create table rule_hour (
    at_hour timestamp(6) with time zone not null,
    rule    varchar(80)                 not null,
    fired   bigint                      not null,
    primary key (at_hour, rule)
);
