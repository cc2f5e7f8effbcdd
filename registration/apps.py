from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "registration"
    verbose_name = "ทะเบียน OTOP"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Both projects' addresses are written with our converters, so they must be there first.
        from registration import checks, converters  # noqa: F401 - checks register themselves

        converters.register()
