"""Signatures against Twilio's own validator and vectors; without credentials, only this machine."""

import string

import pytest
from flask import Flask, Request
from flask import request as current
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict

from backend.channels.signature import HEADER, NotLocal, NotSigned, Signatures, sign, signed_params

TOKEN = "12345"
PUBLIC = "https://mycompany.com"
CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2"
HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


@pytest.mark.parametrize(
    ("url", "params", "expected"),
    [
        (ADDRESS, list(CALL.items()), "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (
            ADDRESS.replace(".com", ".com:443"),
            list(CALL.items()),
            "kvajT1Ptam85bY51eRf/AJRuM3w=",
        ),
        (
            ADDRESS.replace("https://mycompany.com", "http://mycompany.com:80"),
            list(CALL.items()),
            "0ZXoZLH/DfblKGATFgpif+LLRf4=",
        ),
        (
            ADDRESS,
            [
                ("Sid", "CA123"),
                ("SidAccount", "AC123"),
                ("Digits", "5678"),
                ("Digits", "1234"),
                ("Digits", "1234"),
            ],
            "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
        ),
        (f"{ADDRESS}&bodySHA256={HASH}", [], "a9nBmqA0ju/hNViExpshrM61xv4="),
        ("https://ex.com/a", [("Body", ""), ("From", "+1")], "g2vlQRGXUkwXtR01ieJwJ35LpWQ="),
        ("wss://example.com/media", [], "7PR3qMkpDyEJtMrVOY/LDyNq8J8="),
    ],
)
def test_vectors(url: str, params: list[tuple[str, str]], expected: str) -> None:
    assert sign(TOKEN.encode(), url + signed_params(MultiDict(params))).decode() == expected


@given(
    st.lists(
        st.tuples(
            st.text(string.ascii_letters + string.digits + "_ é", max_size=6),
            st.text(st.characters(codec="utf-8"), max_size=20),
        ),
        max_size=8,
    )
)
def test_agrees_with_twilios_own(params: list[tuple[str, str]]) -> None:
    form = MultiDict(params)
    ours = sign(TOKEN.encode(), ADDRESS + signed_params(form)).decode()
    assert ours == RequestValidator(TOKEN).compute_signature(ADDRESS, form)


def served(
    signatures: Signatures,
    path: str = "/sms",
    data: dict[str, str] | None = None,
    *,
    peer: str = "127.0.0.1",
    **headers: str,
) -> None:
    """Have a request checked as the webhook has it."""
    app = Flask(__name__)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    with app.test_request_context(
        path,
        method="POST",
        data=data or {},
        headers=names,
        environ_base={"REMOTE_ADDR": peer},
    ):
        checked: Request = current
        signatures.verify(checked)


FORM = {"Body": "One coffee, please & thanks ☕", "From": "+15550100001", "Empty": ""}


def signed(url: str, form: dict[str, str] = FORM, token: str = TOKEN) -> str:
    return str(RequestValidator(token).compute_signature(url, form))


@pytest.mark.parametrize(
    ("public", "url"),
    [
        (PUBLIC, "https://mycompany.com/sms"),
        (PUBLIC + "/", "https://mycompany.com/sms"),
        (PUBLIC, "https://mycompany.com:443/sms"),
        ("http://mycompany.com", "http://mycompany.com:80/sms"),
        ("https://mycompany.com:8443", "https://mycompany.com:8443/sms"),
        ("https://mycompany.com:8443", "https://mycompany.com/sms"),
        ("https://mycompany.com/brew", "https://mycompany.com/brew/sms"),
        ("http://[::1]:8000", "http://[::1]:8000/sms"),
    ],
)
def test_the_address_comes_from_the_setting(public: str, url: str) -> None:
    served(Signatures(TOKEN, public, port=8000), data=FORM, **{HEADER: signed(url)})


def test_behind_a_tls_proxy_and_whatever_host_is_claimed() -> None:
    """The proxy speaks http to us and the setting says https: the setting counts."""
    right = {HEADER: signed("https://mycompany.com/sms")}
    claims = {"Host": "evil.example", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil"}
    served(Signatures(TOKEN, PUBLIC, port=8000), data=FORM, peer="10.0.0.9", **right, **claims)
    wrong = {HEADER: signed("https://evil.example/sms")}
    with pytest.raises(NotSigned):
        served(Signatures(TOKEN, PUBLIC, port=8000), data=FORM, **wrong, **claims)


def test_the_query_is_signed_as_it_came() -> None:
    path = "/sms/status?event=1&message=2&x=%C3%A9%20+"
    right = {HEADER: signed(f"{PUBLIC}{path}")}
    served(Signatures(TOKEN, PUBLIC, port=8000), path, FORM, **right)
    with pytest.raises(NotSigned):
        served(Signatures(TOKEN, PUBLIC, port=8000), path.replace("2", "3", 1), FORM, **right)


@pytest.mark.parametrize(
    "given_signature",
    [
        None,
        "",
        "x",
        "ünsinn",
        signed("https://mycompany.com/sms", token="other"),
        signed("https://mycompany.com/sms", {**FORM, "Body": "Two"}),
        signed("https://mycompany.com/sms", {k: v for k, v in FORM.items() if v}),
        signed("https://mycompany.com/sms", {k: v for k, v in FORM.items() if k != "From"}),
        signed("http://mycompany.com/sms"),
        signed("https://mycompany.com/sms/"),
    ],
)
def test_a_wrong_or_missing_signature_is_refused(given_signature: str | None) -> None:
    headers = {} if given_signature is None else {HEADER: given_signature}
    with pytest.raises(NotSigned) as caught:
        served(Signatures(TOKEN, PUBLIC, port=8000), data=FORM, **headers)
    assert caught.value.status == 403


LOCAL = "http://127.0.0.1:8000"


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.0.0.2", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("origin", [None, LOCAL, "http://localhost:8000", "http://[::1]:8000"])
def test_without_credentials_this_machine_may_text(peer: str, origin: str | None) -> None:
    headers = {} if origin is None else {"Origin": origin}
    served(Signatures(None, LOCAL, port=8000), data=FORM, peer=peer, **headers)


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.168.1.5", {}),
        ("", {}),
        ("::ffff:10.0.0.1", {}),
        ("127.0.0.1", {"Forwarded": "for=1.2.3.4"}),
        ("127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
        ("127.0.0.1", {"X_Forwarded_Proto": "https"}),
        ("127.0.0.1", {"x_forwarded_anything": ""}),
        ("127.0.0.1", {"Origin": "https://evil.example"}),
        ("127.0.0.1", {"Origin": "null"}),
        ("127.0.0.1", {"Origin": ""}),
        ("127.0.0.1", {"Origin": "http://127.0.0.1:9000"}),
        ("127.0.0.1", {"Origin": "http://evil.example:8000", "Host": "evil.example:8000"}),
    ],
)
def test_without_credentials_nobody_else_may(peer: str, headers: dict[str, str]) -> None:
    with pytest.raises(NotLocal) as caught:
        served(Signatures(None, LOCAL, port=8000), data=FORM, peer=peer, **headers)
    assert caught.value.status == 403


def test_the_origin_of_the_public_address_is_ours() -> None:
    signatures = Signatures(None, "https://coffee.example.org:443/x", port=8000)
    served(signatures, data=FORM, Origin="https://coffee.example.org")
