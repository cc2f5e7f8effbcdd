#!/usr/bin/env python
"""The program's command line. Without DJANGO_SETTINGS_MODULE it is a developer's or a demo's."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otopreg.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
