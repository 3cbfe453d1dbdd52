"""Signing in by a passkey alone asks for one whose device knows its person.

The way a person goes is in tests/e2e/test_joining.py; here it is a key of ours, which does what no
browser would.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from members.models import User
from tests.factories import PASSWORD, UserFactory
from tests.members.signing_in.walks import LOGIN, is_signed_in

pytestmark = pytest.mark.django_db

PASSKEY = "/account/login/passkey/"
SECOND = "/account/login/second-factor/"
ORIGIN = "https://testserver"
HOST_HASH = hashlib.sha256(b"testserver").digest()
# What it says of itself: somebody touched it; it knew who; it tells of a new key.
FLAG = AuthenticatorData.FLAG
TOUCHED, KNOWN, NEW = FLAG.UP, FLAG.UV, FLAG.AT


@dataclass
class SecurityKey:
    """A key that whoever holds it can touch. With a PIN it says that it knew the person."""

    pin: bool = False
    by_itself: bool = False
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    id: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def _flags(self) -> AuthenticatorData.FLAG:
        return TOUCHED | KNOWN if self.pin else TOUCHED

    def add_to(self, account: User) -> None:
        """As if it had been set up on the security page."""
        public = ES256.from_cryptography_key(self.private.public_key())
        made = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        says = AuthenticatorData.create(HOST_HASH, self._flags | NEW, 0, made)
        response = {
            "clientDataJSON": _told("webauthn.create", websafe_encode(b"x" * 32)),
            "attestationObject": websafe_encode(bytes(AttestationObject.create("none", says, {}))),
        }
        credential = self._credential(response)
        credential["clientExtensionResults"] = {"credProps": {"rk": self.by_itself}}
        Authenticator.objects.create(
            user=account,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "key", "credential": credential},
        )

    def answer(self, challenge: str, account: User) -> dict[str, str]:
        """The form that answers a challenge for this account."""
        says = bytes(AuthenticatorData.create(HOST_HASH, self._flags, 1))
        told = _client_data("webauthn.get", challenge)
        signed = self.private.sign(says + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(told),
            "authenticatorData": websafe_encode(says),
            "signature": websafe_encode(signed),
            "userHandle": websafe_encode(user_pk_to_url_str(account).encode()),
        }
        return {"credential": json.dumps(self._credential(response))}

    def _credential(self, response: dict[str, str]) -> dict[str, object]:
        name = websafe_encode(self.id)
        return {
            **{"id": name, "rawId": name, "type": "public-key", "response": response},
            "clientExtensionResults": {},
        }


def _client_data(kind: str, challenge: str) -> bytes:
    return json.dumps({"type": kind, "challenge": challenge, "origin": ORIGIN}).encode()


def _told(kind: str, challenge: str) -> str:
    return websafe_encode(_client_data(kind, challenge))


def challenge_to(client: Client) -> str:
    """What the passkey has to sign."""
    kept: str = client.session["mfa.webauthn.state"]["challenge"]
    return kept


def asked_by_itself(client: Client) -> str:
    """The challenge of the sign-in page's own button."""
    client.get(PASSKEY, headers={"accept": "application/json"}, secure=True)
    return challenge_to(client)


@pytest.mark.parametrize(
    ("key", "opens"),
    [
        (SecurityKey(pin=True, by_itself=True), True),
        (SecurityKey(by_itself=True), False),
        (SecurityKey(pin=True), False),
    ],
    ids=["knows its person", "knows nobody", "is for the second step"],
)
def test_passkey_signs_in_by_itself(
    client: Client, editor: User, key: SecurityKey, opens: bool
) -> None:
    key.add_to(editor)

    client.post(PASSKEY, key.answer(asked_by_itself(client), editor), secure=True)

    assert is_signed_in(client) is opens


def test_challenge_of_a_second_step_signs_in_nobody_else(client: Client, editor: User) -> None:
    stolen, own = SecurityKey(by_itself=True), SecurityKey()
    stranger = UserFactory.create()
    stolen.add_to(editor)
    own.add_to(stranger)
    client.post(LOGIN, {"username": stranger.email, "password": PASSWORD}, secure=True)
    client.get(SECOND, secure=True)
    challenge = challenge_to(client)
    # Begins anew, and would keep the challenge.
    client.post(LOGIN, {"username": "nobody@example.org", "password": "wrong"}, secure=True)

    client.post(PASSKEY, stolen.answer(challenge, editor), secure=True)

    assert not is_signed_in(client)
