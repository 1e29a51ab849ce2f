"""Response headers that keep browsers, caches and other sites in their place."""

from flask import Flask, Response
from flask_login import current_user

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)


def init_headers(app: Flask, *, behind_tls: bool) -> None:
    """Add the headers to every answer."""

    @app.after_request
    def _add(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        private = current_user and current_user.is_authenticated
        headers.setdefault("Cache-Control", "no-store" if private else "no-cache")
        if behind_tls:
            headers.setdefault("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
        return response
