"""``make benchmark-closing``: what it costs to announce one province, to rehearse the closing of
the whole country and to close it, with 928 districts and so many producers in each.

PostgreSQL only: DATABASE_URL names a server where a database may be made.
"""

import argparse
import sys

from tests.benchmark.laying import database


def main(counts: list[int]) -> None:
    for per_district in counts:
        with database():
            _measure(per_district)


def _measure(per_district: int) -> None:
    from registration.models import Registration
    from registration.services import certifications, quarters
    from tests.benchmark import country
    from tests.benchmark.clock import Clock, Memory
    from tests.factories import QUARTER, moment
    from tests.personas import make_persona

    clock = Clock()
    department = make_persona("department", "DEPARTMENT")
    with clock.of("lay"):
        country.lay(per_district, department.officer)
    province = make_persona("province", "PROVINCE", country.ANNOUNCING)
    n = Registration.objects.filter(quarter=QUARTER).count()
    paper = {"signatory": "ก", "signatory_position": "ข", "number": "1", "without_reason": "ไม่รอ"}
    on = moment(QUARTER, "CERTIFICATION")
    memory = Memory()
    with clock.of("announce one province"):
        certifications.announce(
            by=province.by, on=on, province=country.ANNOUNCING, quarter=QUARTER,
            dated_on=on.date(), **paper,
        )  # fmt: skip
    on = moment(QUARTER, "CLOSING")
    with clock.of("rehearse"):
        rehearsal = quarters.rehearse(by=department.by, on=on, code=QUARTER)
    with clock.of("close"):
        closed = quarters.close(by=department.by, on=on, code=QUARTER, dated_on=on.date(), **paper)
    assert closed.snapshots.get().sha256 == rehearsal.sha256
    told = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in clock.seconds.items())
    sys.stdout.write(f"{n} registrations: {told}; {memory.above():.0f} MiB above the process's\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("districts", nargs="*", type=int, default=[25], metavar="PRODUCERS")
    main(asked.parse_args().districts)
