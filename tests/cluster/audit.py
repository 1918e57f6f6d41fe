"""Compares what is there with what members were told: nothing lost, nothing doubled, no orphan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.shared.sending.delivery import REPEATED
from data.database import Database
from data.schema import (
    awaited_film,
    contribution,
    film_choice,
    film_suggestion,
    film_vote,
    outbox,
    party,
    reminder,
    screening,
    theory,
    theory_ballot,
    theory_evidence,
    theory_server,
)
from tests.cluster.city import City
from tests.cluster.deeds import LAST_MEMBER, Town
from tests.cluster.ledger import Key
from tests.cluster.objects import FIRST_DM
from tests.e2e.replies import components_of, shown_text

ROW = re.compile(r"remind:(?:stop|mine|right):(\d+)|party:pass:(\d+)")
"""The custom ids by which a message of the outbox is known."""

POST = re.compile(r"Hosted by <@(\d+)>.*?<t:(\d+):F>", re.DOTALL)
VOTE = re.compile(r"\*\*Film night\*\* · <t:(\d+):F>.*?Hosted by <@(\d+)>", re.DOTALL)


async def faults(town: Town, database: Database) -> list[str]:
    """All that is wrong, in words; empty where everything is kept. Nothing must be under way."""
    async with database.reading() as connection:
        found = [
            fault
            for kind, keys in (await _kept(town, connection)).items()
            for fault in town.ledger.faults(kind, keys)
        ]
        return [
            *found,
            *await _messages(town.city, connection),
            *await _theories(town.city, connection),
            *await _parties(town.city, connection),
        ]


async def _kept(town: Town, connection: AsyncConnection) -> dict[str, list[Key]]:
    """What there is of each kind, by the keys of the ledger."""

    async def keys(*columns: Column[Any], **how: Any) -> list[Key]:
        statement = select(*columns)
        if "join" in how:
            statement = statement.join(*how["join"])
        for table, condition in how.get("joins", ()):
            statement = statement.join(table, condition)
        rows = await connection.execute(statement.where(how.get("where", True)))
        return [tuple(row) for row in rows]

    posted = [m for server in town.city.servers for m in town.city.messages[server + 1]]
    of_screening = (screening, screening.c.id == reminder.c.screening_id)
    of_party = (party, party.c.screening_id == reminder.c.screening_id)
    waited = await keys(awaited_film.c.user_id)
    # Between a message and the end of its row both are there, for a moment.
    under_way = await keys(awaited_film.c.user_id, where=awaited_film.c.state == "known")
    told = list(_told(town.city))
    return {
        "reminder": await keys(
            reminder.c.user_id,
            screening.c.showtime,
            joins=(of_screening,),
            where=(reminder.c.state != "draft")
            & reminder.c.answer.is_(None)
            & (reminder.c.user_id < LAST_MEMBER),
        ),
        "guest": await keys(
            party.c.host_id,
            screening.c.showtime,
            reminder.c.user_id,
            joins=(of_screening, of_party),
            where=reminder.c.answer.in_(("going", "waiting", "asked")),
        ),
        "party": [
            (int(of[1]), int(of[2]))
            for m in posted
            if m["content"].startswith("**Watch party**") and (of := POST.search(m["content"]))
        ],
        "vote": [(int(of[2]), int(of[1])) for m in posted if (of := VOTE.search(m["content"]))],
        "suggestion": await keys(
            film_vote.c.host_id,
            film_vote.c.showtime,
            film_suggestion.c.user_id,
            joins=((film_suggestion, film_suggestion.c.vote_id == film_vote.c.id),),
        ),
        "choice": await keys(film_choice.c.user_id, film_choice.c.suggestion_id),
        "theory": list(_claims(town)),
        "ballot": await keys(
            theory.c.claim,
            theory_ballot.c.user_id,
            joins=((theory_ballot, theory_ballot.c.theory_id == theory.c.id),),
        ),
        "evidence": [
            key
            for key in await keys(theory_evidence.c.words)
            if key in town.ledger.begun["evidence"]
        ],
        "scene": await keys(contribution.c.reporter_id, where=contribution.c.kind == "scene"),
        "timestamp": await keys(
            contribution.c.reporter_id, where=contribution.c.kind == "timestamp"
        ),
        "wait": waited + [key for key in told if key not in under_way],
        "news": [key for key in told if key in town.ledger.begun["news"]],
    }


def _told(city: City) -> Iterator[Key]:
    """Of every message that tells of a film that is known, the member."""
    for channel, messages in city.messages.items():
        if channel >= FIRST_DM:
            for message in messages:
                if message["content"].startswith("You asked me to tell you"):
                    yield (channel - FIRST_DM,)


def _claims(town: Town) -> Iterator[Key]:
    """Of every theory's thread the server and the claim."""
    claims = {claim for _server, claim in town.ledger.begun["theory"]}
    for number, thread in town.city.rooms.threads.items():
        for message in town.city.messages[number]:
            text = shown_text(message["components"])
            for claim in claims:
                if str(claim) in text:
                    yield int(thread["guild_id"]), claim


async def _messages(city: City, connection: AsyncConnection) -> list[str]:
    """Each row of the outbox that was sent has one message, and each message its row.

    One that was claimed when its process ended may have been sent.
    """
    rows = {
        row.id: row.state for row in await connection.execute(select(outbox.c.id, outbox.c.state))
    }
    sent = Counter(
        row
        for messages in city.messages.values()
        for message in messages
        # What may be a repetition says so.
        if not message["content"].endswith(REPEATED) and (row := _row_of(message)) is not None
    )
    return [
        *(f"message {row} is {state}" for row, state in rows.items() if state == "failed"),
        *(
            f"message {row} ({state}) was sent {sent[row]} times"
            for row, state in rows.items()
            if sent[row] != (state in ("sent", "missed"))
            and not (state == "claimed" and sent[row] == 1)
        ),
        *(f"message {row} has no row" for row in sent if row not in rows),
    ]


def _row_of(message: Mapping[str, Any]) -> int | None:
    ids = (str(part.get("custom_id", "")) for part in components_of(message["components"]))
    named = next((match for one in ids if (match := ROW.fullmatch(one))), None)
    return int(named[1] or named[2]) if named else None


async def _theories(city: City, connection: AsyncConnection) -> list[str]:
    """No thread is empty or nobody's, and a server's numbers have no gap."""
    rows = (
        await connection.execute(
            select(theory.c.server_id, theory.c.number, theory.c.thread_id).where(
                theory.c.status != "draft"
            )
        )
    ).all()
    threads = {row.thread_id for row in rows}
    servers = await connection.execute(
        select(theory_server.c.server_id, theory_server.c.last_number)
    )
    last = {row.server_id: row.last_number for row in servers}
    found = []
    for number, thread in city.rooms.threads.items():
        if thread["name"].startswith("Theory"):
            if number not in threads:
                found.append(f"thread {thread['name']} is nobody's")
            if not city.messages[number]:
                found.append(f"thread {thread['name']} is empty")
    for server, highest in last.items():
        numbers = sorted(row.number for row in rows if row.server_id == server)
        if numbers != list(range(1, highest + 1)):
            found.append(f"numbers of theories in {server}: {numbers} of {highest}")
    return found


async def _parties(city: City, connection: AsyncConnection) -> list[str]:
    """Every party has its post, thread and event, and every one of those its party."""
    rows = (
        await connection.execute(
            select(party, screening.c.state)
            .join(screening, screening.c.id == party.c.screening_id)
            .where(screening.c.state != "draft")
        )
    ).all()
    found = []
    posts = {row.message_id for row in rows}
    events = {row.event_id for row in rows}
    for server in city.servers:
        found += [
            f"a post is no party's: {message['content'][:60]}"
            for message in city.messages[server + 1]
            if message["content"].startswith("**Watch party**") and int(message["id"]) not in posts
        ]
        found += [f"event {one} is no party's" for one in city.rooms.events[server].keys() - events]
    for row in rows:
        if row.state == "live" and None in (row.message_id, row.host_id, row.thread_id):
            found.append(f"party {row.screening_id} lacks its post, its thread or its host")
    found += [
        f"thread {number} is no party's"
        for number, thread in city.rooms.threads.items()
        if thread["name"].startswith("Watch party") and number not in posts
    ]
    return found
