-- Each sign-in deletes the sessions that have ended, and read all of them to find those.
create index smart_session_expires_at on smart_session (expires_at);
