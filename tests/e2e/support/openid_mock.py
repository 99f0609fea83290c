"""oidc-provider-mock as a program: ``python -m tests.e2e.support.openid_mock PORT CLAIMS...``, each a person as JSON.

Its pages want a style from another host, which is left out: the tests let no request leave the machine.
"""

from __future__ import annotations

import json
import os
import re
import sys

import flask
import uvicorn
from oidc_provider_mock import app
from oidc_provider_mock._storage import User


def main() -> None:
    """Serve until killed."""
    os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    people = [json.loads(claims) for claims in sys.argv[2:]]
    provider = app(user_claims=[User(sub=person.pop("sub"), claims=person) for person in people])
    provider.after_request(_without_foreign_style)
    uvicorn.run(provider, interface="wsgi", port=int(sys.argv[1]), log_level="error")


def _without_foreign_style(response: flask.Response) -> flask.Response:
    if response.mimetype == "text/html":
        response.set_data(re.sub(rb"<link[^>]*>", b"", response.get_data()))
    return response


if __name__ == "__main__":
    main()
