"""What we hope for, in versions; each adult's answer; how far we got."""
