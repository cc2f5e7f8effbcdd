from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    name = "registration"
    verbose_name = "ทะเบียน OTOP"
    default_auto_field = "django.db.models.BigAutoField"
