"""The timeline as a Django 5 app: its ORM, its templates, its sessions, on the same rows."""
