-- Each client has its messages sent by itself: who waits is found by client; a message that is being sent is taken by nobody else.
alter table outbox add taken_until timestamp(6) with time zone;
-- Who has given a message up that could not be sent; nobody need look at it any more.
alter table outbox add given_up_by varchar(255);

create index outbox_by_client on outbox (state, client, due_at);
