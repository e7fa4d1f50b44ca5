"""What people do at a setting."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of place it is."""

    NURSERY = "nursery"
    PRESCHOOL = "pre-school"
    CHILDMINDER = "childminder"
    SCHOOL = "school"


class Job(StrEnum):
    """A person's part at a setting; one person may have several, at several settings."""

    PRACTITIONER = "practitioner"
    SENCO = "senco"
    MANAGER = "manager"
