"""A device in plain words, from what its browser says of itself."""

# The first that fits: browsers and systems also name those they imitate.
_SYSTEMS = (
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("android", "Android"),
    ("cros", "Chromebook"),
    ("windows", "Windows"),
    ("mac os", "Mac"),
    ("linux", "Linux"),
)
_BROWSERS = (
    ("edg", "Edge"),
    ("samsungbrowser", "Samsung"),
    ("opr/", "Opera"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)


def device_label(agent: str) -> str:
    """Such as "Android, Chrome"; "" for what nobody would know by name."""
    said = agent[:500].lower()
    found = [
        next((name for sign, name in known if sign in said), "") for known in (_SYSTEMS, _BROWSERS)
    ]
    return ", ".join(name for name in found if name)
