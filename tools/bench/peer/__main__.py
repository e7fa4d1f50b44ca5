"""Adds Django's own tables and a signed-in session for one adult; prints the session's key."""

import sys
from importlib import import_module

import django
from django.conf import settings
from django.core.management import call_command


def main(person: str) -> None:
    """Make them."""
    django.setup()
    call_command("migrate", verbosity=0)
    auth = import_module("django.contrib.auth")
    user = auth.get_user_model().objects.create_user(username=person)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[auth.SESSION_KEY] = str(user.pk)
    store[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    print(store.session_key)


main(sys.argv[1])
