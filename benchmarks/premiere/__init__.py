"""What the first time zones tell the next: a premiere, by the real rules on a real store.

A film opens on one day in 24 time zones, at the usual hours. Members of many servers are reminded
of it; some answer *You can go*, a fifth of them wrongly or carelessly. A brigade of 300 accounts in
two servers says the opposite within a minute, as soon as anybody can have seen the end. Processes
are killed at an answer, before its commit or after it, and at a message to somebody who waits;
Discord answers some messages with 429. A second film opens a week later, when other sources have
told of the first, so that members have a record.

Told is who knows it by the ping two minutes before their own credits.
"""
