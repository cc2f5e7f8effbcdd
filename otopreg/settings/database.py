"""DATABASE_URL to Django's DATABASES, with what makes an engine safe under many writers."""

SQLITE_OPTIONS = {
    # Take the write lock at BEGIN: a transaction that reads first and writes later would
    # otherwise fail with "database is locked" however long it may wait.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Readers go on while one writes. Foreign keys are off in SQLite unless asked for.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def databases(config):
    """Return DATABASES for ``config``, which is what ``environ.Env.db`` returned."""
    config = dict(config)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = SQLITE_OPTIONS | config.get("OPTIONS", {})
    return {"default": config}
