"""Password hash: Argon2id at OWASP's floor.

Django's own setting takes 100 MB for each sign-in; a hundred officers who sign in when a window
opens would take the server's whole memory.
"""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
