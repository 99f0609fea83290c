"""The documented forms of API keys and tokens: their prefixes, and what follows one, as data.

A row is a family of services whose keys look alike. The forms are those of the services' own documentation.
Nothing but a mark or a space stands before one, so that each is looked at once, however often a prefix is repeated.
"""

from __future__ import annotations

import re
from collections import defaultdict

_HEX32, _HEX64 = "[0-9a-f]{32}", "[0-9a-f]{64}"
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Not words and numbers between dashes: key-results-2026-q3.
_PIECE = r"[A-Za-z]?[a-z]{0,14}\d{0,4}"
_NO_WORDS = rf"(?!(?:{_PIECE}[-_])+{_PIECE}(?![\w-]))"

# (prefixes, what follows each of them)
_FORMS: tuple[tuple[str, str], ...] = (
    ("eyJ", r"[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?"),  # JSON web tokens
    # OpenAI, Anthropic, Stripe, Groq, NVIDIA, Tavily, PostHog, Notion, Mailgun, xAI, Perplexity, Cerebras, Tailscale
    (
        "sk rk live_sk live_pk live_rk test_sk test_pk test_rk gsk nvapi pcsk tvly phc phx r8 ntn xai pplx csk tskey"
        " sbp_secret sb_secret lsv2_pt lsv2_sk",
        rf"[-_]{_NO_WORDS}(?=[\w-]{{0,80}}\d)[\w-]{{16,}}",
    ),
    # Those that are words or parts of words too: what follows a dash has to be long without one.
    (
        "pk fc secret key",
        rf"(?:_|-(?=[\w-]{{0,80}}[A-Za-z\d]{{16}})){_NO_WORDS}(?=[\w-]{{0,80}}\d)[\w-]{{16,}}",
    ),
    ("fw_ re_ squ_ sqp_ sqa_ CCIPAT_ sgp_ pul- pnu_ rdme_ bkua_ sbp_ sntryu_ dapi rubygems_ shippo_live_"
     " shippo_test_ tfp_ ATBB ICO-"
     " ico- nfp_ AKCp cmVmd oy2 LTAI SCMAP_ p8e- y0_ AQVN", r"(?=[\w-]{0,40}\d)[A-Za-z0-9_-]{20,}"),
    ("sk. pk. tk.", r"eyJ[\w-]{20,}\.[\w-]{16,}"),  # Mapbox
    ("whsec_", r"[\w+/=]{16,}"),
    ("AIza", r"[\w-]{30,}"),
    ("ya29. GOCSPX- sl. dp.pt. dp.st. dp.ct. dp.sa. hvs. hvb. hvr. mlsn. fo1_ fm1a_ fm1r_ fm2_ dt0c01. dt0s01.",
     r"[\w.+/=-]{20,}"),
    ("1//0", r"[\w-]{30,}"),  # refresh tokens of Google
    ("ghp_ gho_ ghu_ ghs_ ghr_ github_pat_", r"\w{20,}"),
    ("glpat- gldt- glrt- glptt- gloas- glcbt- glft- glimt- glagent- glsoat- glffct- GR1348941", r"[\w.-]{16,}"),
    ("AKIA ASIA ABIA ACCA A3T", r"[A-Z0-9]{16,17}(?![\w-])"),  # Amazon
    ("ABSK", r"[\w+/]{40,}={0,2}"),
    ("xoxa- xoxb- xoxe- xoxe. xoxp- xoxr- xoxs- xapp-", r"[\w.-]{10,}"),  # Slack
    ("SG.", r"[\w-]{16,}\.[\w-]{16,}"),  # SendGrid
    (
        "npm hf api_org dop_v1 doo_v1 dor_v1 shpat shpss shpca shppa sq0atp sq0csp lin_api lin_oauth figd dckr_pat"
        " dckr_oat pscale_tkn pscale_pw pscale_oauth sntrys glsa glc ATATT3x ATCTT3x",
        r"[_-]?[\w+/=-]{20,}",
    ),
    ("pypi-", r"[\w-]{30,}"),
    ("NRAK- NRJS- NRII- NRIQ- NRRA- HRKU- PMAK- CFPAT- FLWSECK- FLWSECK_TEST- EZAK EZTK AGE-SECRET-KEY- fio-u-"
     " s-s4t2ud-"
     " duffel_live_ duffel_test_ rzp_live_ rzp_test_ xkeysib- xsmtpsib- tk-us- vercel_blob_rw_", r"[\w-]{14,}"),
    ("API-", r"(?=[A-Z]{0,25}\d)[A-Z0-9]{26}(?![\w-])"),  # Octopus Deploy
    ("pat-na1- pat-eu1- access-production- access-sandbox- access-development-", _UUID),
    ("pat. sat.", r"[\w-]{22}\.[0-9a-f]{24}\.\w{20}"),  # Harness
    ("pat", rf"\w{{14}}\.{_HEX64}"),  # Airtable
    ("key-", _HEX32),
    ("SK", rf"{_HEX32}(?!\w)"),  # Twilio
    ("EAA", r"[A-Za-z0-9]{40,}"),  # Meta, Square
    ("A3-", r"[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}"),  # 1Password
    ("ops_eyJ", r"[\w+/=-]{40,}"),
    ("v1.0-", r"[0-9a-f]{24}-[0-9a-f]{100,}"),  # Cloudflare
    ("1000.", rf"{_HEX32}\.{_HEX32}"),  # Zoho
    ("sha256~", r"[\w-]{40,}"),  # OpenShift
    # Forms without a prefix.
    ("", rf"{_HEX32}-us\d{{1,2}}(?!\w)"),  # Mailchimp
    ("", r"\d{8,10}:AA[\w-]{30,}"),  # Telegram
    ("", r"\w{3}\dQ~[\w.~-]{31,}"),  # Microsoft Entra
    ("", r"\w{14}\.atlasv1\.[\w-]{40,}"),  # Terraform Cloud
    ("", r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,}"),  # Discord
    ("", r"[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk"),  # MaxMind
    ("", r"\d{6}(?:-\d{6}){7}(?!\d)"),  # BitLocker
    ("", r"(?=[A-Z-]{0,29}\d)(?=[\d-]{0,29}[A-Z])[A-Z\d]{5}(?:-[A-Z\d]{5}){4}(?![\w-])"),  # product keys
)  # fmt: skip


def _pattern() -> str:
    """The forms as one pattern, by their first characters: so few are tried at a place."""
    by_first: dict[str, list[str]] = defaultdict(list)
    for prefixes, rest in _FORMS:
        for prefix in prefixes.split():
            by_first[prefix[0]].append(re.escape(prefix[1:]) + rest)
    prefixed = (f"{first}(?:{'|'.join(forms)})" for first, forms in by_first.items())
    return "|".join((*prefixed, *(rest for prefixes, rest in _FORMS if not prefixes)))


KNOWN_TOKEN = re.compile(rf"(?<![A-Za-z0-9_-])(?=[A-Za-z\d])(?:{_pattern()})")
