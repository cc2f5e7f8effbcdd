"""Telling officers what happened, inside the deed that made it happen.

To tell of an event of your own: (1) a ``MessageKind``, whose label is the heading; (2) its sentence
in ``selectors.sentences``, with the parameters it takes; (3) a function in ``services.news`` that
makes the ``News`` (parameters never hold what somebody typed); (4) call that at the end of your
deed. Many at once go in one call of ``tell_many``: as many statements for a country as for one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from registration.enums import Mail, MessageKind, Role
from registration.models import Message
from registration.scoping import Jurisdiction
from registration.selectors import officers
from registration.selectors.officers import Recipient
from registration.services import journal, mailing

Address = tuple[str, ...]  # an address's name and its arguments
_WORKERS = frozenset({Role.DISTRICT, Role.PROVINCE, Role.DEPARTMENT})


@dataclass(frozen=True)
class News:
    """One thing that happened, and whose business it is: ``offices`` by their codes, and all
    offices within ``area``, of them those of ``roles``.

    ``leads_to`` is the address of the thing, or makes it from the reader's office.
    """

    kind: MessageKind
    leads_to: Address | Callable[[str], Address]
    offices: frozenset[str] = frozenset()
    area: str = ""
    roles: frozenset[Role] = _WORKERS
    quarter: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)

    def concerns(self, reader: Recipient) -> bool:
        within = self.area and (self.area == "th" or reader.office.startswith(self.area))
        return reader.role in self.roles and (bool(within) or reader.office in self.offices)


def tell(by: Jurisdiction | None, on: datetime, news: News) -> int:
    """Tell the active officers whom it concerns, but for ``by``; returns how many."""
    return tell_many(by, on, [news])


def tell_many(by: Jurisdiction | None, on: datetime, news: Iterable[News]) -> int:
    """Tell of many things at once, in the transaction of the deed. ``by`` is ``None`` for the
    program itself. E-mail goes out after the commit and keeps no deed from being done.
    """
    news = list(news)
    offices = {office for each in news for office in each.offices}
    areas = {each.area for each in news if each.area}
    area = areas.pop() if len(areas) == 1 else "th" if areas else ""
    readers = [
        reader
        for reader in officers.working_at(offices, area)
        if by is None or reader.pk != by.officer_id
    ]
    rows = Message.objects.bulk_create(_rows(news, readers, on), batch_size=1000)
    soon = [row.pk for row in rows if row.mail == Mail.AT_ONCE]
    if soon:
        transaction.on_commit(partial(mailing.send_soon, on, soon), robust=True)
    return len(rows)


def _rows(news: list[News], readers: list[Recipient], on: datetime) -> list[Message]:
    at_office: dict[str, list[News]] = {}
    everywhere = []
    for each in news:
        if each.area:
            everywhere.append(each)
            continue
        for office in each.offices:
            at_office.setdefault(office, []).append(each)
    return [
        _row(each, reader, on)
        for reader in readers
        for each in (*at_office.get(reader.office, ()), *everywhere)
        if each.concerns(reader)
    ]


def _row(news: News, reader: Recipient, on: datetime) -> Message:
    address = news.leads_to(reader.office) if callable(news.leads_to) else news.leads_to
    name, *args = address
    return Message(
        officer_id=reader.pk,
        office=reader.office,
        kind=news.kind,
        quarter_id=news.quarter,
        data=journal.plain(dict(news.data)),
        url_name=name,
        url_args=[str(each) for each in args],
        made_at=on,
        mail=reader.mail,
    )
