"""Whose clock quiet time goes by: the countries families may be in, in the reader's words."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale, dates

from server.words import language

HERE = "Europe/London"
# One clock a country; the countries behind the languages families speak (server/languages.py).
COUNTRIES = {
    HERE: "GB",
    "Africa/Mogadishu": "SO",
    "Asia/Baghdad": "IQ",
    "Asia/Colombo": "LK",
    "Asia/Dhaka": "BD",
    "Asia/Dubai": "AE",
    "Asia/Hong_Kong": "HK",
    "Asia/Kabul": "AF",
    "Asia/Karachi": "PK",
    "Asia/Kolkata": "IN",
    "Asia/Riyadh": "SA",
    "Asia/Shanghai": "CN",
    "Asia/Tehran": "IR",
    "Europe/Athens": "GR",
    "Europe/Bucharest": "RO",
    "Europe/Budapest": "HU",
    "Europe/Dublin": "IE",
    "Europe/Istanbul": "TR",
    "Europe/Kyiv": "UA",
    "Europe/Lisbon": "PT",
    "Europe/Madrid": "ES",
    "Europe/Paris": "FR",
    "Europe/Rome": "IT",
    "Europe/Sofia": "BG",
    "Europe/Tirane": "AL",
    "Europe/Vilnius": "LT",
    "Europe/Warsaw": "PL",
}


@cache
def _all() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """Whether there is such a clock; any will do, listed or not."""
    return name in _all()


def zones(mine: str) -> list[tuple[str, str]]:
    """Clocks to choose from with their names in the reader's language: here, mine, the others."""
    locale = language().babel
    named = {zone: _name(zone, locale) for zone in {**COUNTRIES, mine: ""}}
    first = list(dict.fromkeys((HERE, mine)))
    others = sorted(named.keys() - set(first), key=lambda zone: named[zone].casefold())
    return [(zone, named[zone]) for zone in (*first, *others)]


def _name(zone: str, locale: Locale) -> str:
    country = COUNTRIES.get(zone, "")
    known = locale.territories.get(country)
    return str(known) if known else dates.get_timezone_location(zone, locale=locale)
