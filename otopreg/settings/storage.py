"""Where files lie: static ones to be served, evidence to be kept."""


def storages(evidence_dir, static="django.contrib.staticfiles.storage.StaticFilesStorage"):
    """Return STORAGES. Evidence has no address of its own: it leaves only through a view that asks
    who wants it.
    """
    folder = "django.core.files.storage.FileSystemStorage"
    private = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {
        "default": {"BACKEND": folder},
        "staticfiles": {"BACKEND": static},
        "evidence": {
            "BACKEND": folder,
            "OPTIONS": {"location": str(evidence_dir), **private},
        },
    }
