"""WebAuthn's two ceremonies, as this house wants them: the person is always verified."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from server.config import Config

# What a library says of input that is no credential at all.
UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, IndexError)


class Refusal(Exception):  # noqa: N818 -- said as it is
    """This passkey does not open anything here; why is nobody's business."""


class Key(NamedTuple):
    """A passkey as it is kept: its id (base64url), its public half and its counter."""

    credential: str
    public_key: bytes
    counter: int


def to_open(config: Config, challenge: bytes) -> str:
    """What a browser is asked to sign in with: any passkey of this site, no name typed."""
    options = generate_authentication_options(
        rp_id=config.domain,
        challenge=challenge,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def to_make(
    config: Config, challenge: bytes, person: UUID, called: str, known: Sequence[str]
) -> str:
    """What a browser is asked to make: a passkey it can find again by itself."""
    options = generate_registration_options(
        rp_id=config.domain,
        rp_name="Alongside",
        user_id=person.bytes,
        user_name=called,
        user_display_name=called,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(each)) for each in known
        ],
    )
    return options_to_json(options)


def challenge_in(credential: dict[str, Any]) -> bytes:
    """The challenge a browser says it answers."""
    try:
        said = base64url_to_bytes(credential["response"]["clientDataJSON"])
        return parse_client_data_json(said).challenge
    except UNREADABLE as error:
        raise Refusal from error


def opened(
    config: Config, credential: dict[str, Any], challenge: bytes, key: Key, owner: UUID
) -> int:
    """The passkey's new counter, when it is the one we know and everything about it holds."""
    try:
        parsed = parse_authentication_credential_json(json.dumps(credential))
        handle = parsed.response.user_handle
        if handle and handle != owner.bytes:
            raise Refusal
        done = verify_authentication_response(
            credential=parsed,
            expected_challenge=challenge,
            expected_rp_id=config.domain,
            expected_origin=list(config.origins),
            credential_public_key=key.public_key,
            credential_current_sign_count=key.counter,
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise Refusal from error
    return done.new_sign_count


def made(config: Config, credential: dict[str, Any], challenge: bytes) -> Key:
    """The new passkey, when everything about it holds."""
    try:
        done = verify_registration_response(
            credential=parse_registration_credential_json(json.dumps(credential)),
            expected_challenge=challenge,
            expected_rp_id=config.domain,
            expected_origin=list(config.origins),
            require_user_verification=True,
        )
    except UNREADABLE as error:
        raise Refusal from error
    return Key(bytes_to_base64url(done.credential_id), done.credential_public_key, done.sign_count)
