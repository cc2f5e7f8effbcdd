"""Where an application server comes in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "otopreg.settings.production")

application = get_wsgi_application()
