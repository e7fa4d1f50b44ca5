"""The product's tables as Django sees them; it changes none."""

from typing import Any
from uuid import UUID

from django.db import models


class Id(models.UUIDField):
    """An id as it stands in these tables: with its dashes where the database has no type for it."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        if isinstance(value, UUID) and connection.vendor == "sqlite":
            return str(value)
        return super().get_db_prep_value(value, connection, prepared)


def key(to: Any, **more: Any) -> Any:
    """A reference whose column has its very name."""
    return models.ForeignKey(to, models.DO_NOTHING, related_name="+", **more)


class Person(models.Model):
    """An adult."""

    id = Id(primary_key=True)
    called = models.CharField(max_length=100)

    class Meta:
        managed = False
        db_table = "person"


class Child(models.Model):
    """A child."""

    id = Id(primary_key=True)
    name = models.CharField(max_length=200)
    called = models.CharField(max_length=100)

    class Meta:
        managed = False
        db_table = "child"


class Placement(models.Model):
    """A child goes to a setting."""

    id = Id(primary_key=True)
    child = key(Child, db_column="child")
    setting = Id()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "placement"


class Membership(models.Model):
    """An adult works at a setting."""

    id = Id(primary_key=True)
    person = key(Person, db_column="person")
    setting = Id()
    job = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "membership"


class Tie(models.Model):
    """An adult stands beside a child."""

    id = Id(primary_key=True)
    child = key(Child, db_column="child")
    person = key(Person, db_column="person")
    role = models.CharField(max_length=20)
    setting = Id(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "tie"


class Restriction(models.Model):
    """An order limits a tie."""

    id = Id(primary_key=True)
    tie = key(Tie, db_column="tie")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "restriction"


class Event(models.Model):
    """One thing that happened."""

    seq = models.BigAutoField(primary_key=True)
    child = key(Child, db_column="child")
    at = models.DateTimeField()
    kind = models.CharField(max_length=30)
    actor = key(Person, db_column="actor")
    author = key(Person, db_column="author")
    to_whom = key(Person, db_column="to_whom", null=True)
    visible = models.CharField(max_length=8)
    step = models.CharField(max_length=8)
    about = Id(null=True)
    item = Id(null=True)
    way = models.CharField(max_length=12)
    prompt = models.CharField(max_length=60)
    picked = models.CharField(max_length=300)
    detail = models.CharField(max_length=60)
    words = models.TextField()
    lang = models.CharField(max_length=12)

    class Meta:
        managed = False
        db_table = "event"
