"""Services take who and when by name; selectors take who first. What does not is listed here."""

import inspect
from importlib import import_module

import pytest

from tests.architecture.source import modules

# Inside of services: called by other services under their locks, by no door.
INSIDE = {
    "states", "journal", "snapshots", "register", "reasons", "typed", "files", "packing",
    "identities", "staged_rows", "revising", "goods", "typed_goods", "beside",
    "finishing", "rehearsing", "left_out",
    "writers",
    "messages", "news", "mailing",
    "editors",
    "returning",
}  # fmt: skip
# Neither deeds nor reads of rows: a fresh password, how a product is named, a lock, a check.
NO_DEEDS = {
    "decisions.problems_of", "filings.locked", "filings.locked_keys", "filings.with_places",
    "officers.new_password",
    "orders.demand_department", "orders.demand_heard", "registrations.locked",
    "registrations.locked_for_edit",
    "registrations.touched", "transfers.agreed_for", "transfers.demand_registrable",
    "samples.locked",
}  # fmt: skip
# Opened inside the order that sets the first window.
IN_ANOTHER_TRANSACTION = {"quarters.ensure_open"}

# Reference data, the same for everybody (DESIGN §4): whole modules, and single functions.
FOR_EVERYBODY = {"proposals", "plan", "letters", "places", "lookups", "sentences"}
NOT_ROWS_OF_OTHERS = {
    "officers.working_at",  # who is told: keys only, and for the program
    "messages.with_unread",  # for the account that signs in
    "drafts.exist",  # for a query that is scoped itself
    "drafts.opener",  # an officer whom our own signature names, when nobody is signed in
    # About rows that the caller has already read within its area:
    "carrying.n_unconfirmed", "imports.commit_progress",
    "papers.blank", "papers.choices", "papers.held", "papers.is_received",
    "duplicates.holders_elsewhere",  # for the journal of those who hold them
    "duplicates.traits_of", "verdicts.held_back", "verdicts.exist", "verdicts.agreeing",
    "registrations.whole_products", "holdings.prefetched", "holdings.attach",
    "registrations.missing", "registrations.differences", "registrations.in_words",
    "registrations.compare", "registrations.compare_product", "registrations.product_differences",
    "registrations.cautions_of",
    "evidence.kinds", "evidence.given", "evidence.held", "evidence.asks",
    "evidence.pictures", "evidence.unpointed",
    "workbooks.lists_of", "workbooks.lists_to_map",  # lists and places
    "exceptions.counted", "clean_sets.digest_of",  # of what was read
    "samples.questions",  # a list, the same for everybody
    "permits.accepted", "permits.horizon",  # lists and the plan, the same for everybody
    "returns.said", "returns.changes", "returns.last_return", "returns.threads",
    "returns.flagged", "registrations.remarks",
    "registrations.certification_state",
    "transfers.has_left", "merges.is_merge", "merges.problems_of",
    "merges.survivors_registration", "merges.products_to_take",
    "histories.named",  # lookups and places that a read entry names
    "situations.received",  # no read: how what follows is looked at
    "extension_requests.in_area", "extension_requests.is_turn_of", "extension_requests.waits_since",
    "corrections.may_be_asked", "corrections.correctable", "corrections.in_words",
    "tallies.live_cells",  # for announcements; ``tallies.read`` is the door
}  # fmt: skip


def functions(package):
    for path in modules(inside=f"registration/{package}"):
        if path.stem == "__init__":
            continue
        module = import_module(f"registration.{package}.{path.stem}")
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isroutine(function):
                continue
            if inspect.unwrap(function).__module__ == module.__name__:
                yield f"{path.stem}.{name}", function


SERVICES = dict(functions("services"))
SELECTORS = dict(functions("selectors"))
DEEDS = sorted(
    name for name in SERVICES if name.split(".")[0] not in INSIDE and name not in NO_DEEDS
)
READS = sorted(
    name
    for name in SELECTORS
    if name.split(".")[0] not in FOR_EVERYBODY and name not in NOT_ROWS_OF_OTHERS
)


def test_the_exceptions_are_still_there():
    assert set(SERVICES) >= NO_DEEDS | IN_ANOTHER_TRANSACTION
    assert set(SELECTORS) >= NOT_ROWS_OF_OTHERS
    assert {name.split(".")[0] for name in SERVICES} >= INSIDE
    assert {name.split(".")[0] for name in SELECTORS} >= FOR_EVERYBODY


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_is_keyword_only_and_knows_who_and_when(name):
    parameters = list(inspect.signature(SERVICES[name]).parameters.values())

    assert [p.name for p in parameters[:2]] == ["by", "on"]
    assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize("name", sorted(set(DEEDS) - IN_ANOTHER_TRANSACTION))
def test_a_deed_is_one_transaction(name):
    wrapped = inspect.unwrap(SERVICES[name])

    assert wrapped is not SERVICES[name], "not wrapped: @transaction.atomic is missing"
    assert SERVICES[name].__closure__[0].cell_contents is wrapped or any(
        type(cell.cell_contents).__name__ == "Atomic" for cell in SERVICES[name].__closure__
    )


@pytest.mark.parametrize("name", READS)
def test_a_selector_takes_who_asks_first(name):
    first = next(iter(inspect.signature(SELECTORS[name]).parameters.values()))

    assert (first.name, first.default) == ("by", inspect.Parameter.empty)
