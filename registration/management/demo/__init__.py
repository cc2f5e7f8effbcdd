"""The demo: Buri Ram's year 2561 up to 12 March, made by the same services that officers use."""
