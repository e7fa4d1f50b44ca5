"""Adults: who they are, how they sign in, which languages they read and speak."""
