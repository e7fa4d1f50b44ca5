"""The app on a phone: its manifest, its worker, its page without signal, and how to install it."""
