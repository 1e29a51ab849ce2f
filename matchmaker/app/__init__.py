"""The one place that knows every feature: it puts the application together."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader
from werkzeug.middleware.proxy_fix import ProxyFix

from matchmaker.app import composition
from matchmaker.config import Settings, read_settings
from matchmaker.kernel.database import prepare_engine
from matchmaker.web.assets import init_assets
from matchmaker.web.catalogues import ensure_catalogues
from matchmaker.web.database import db
from matchmaker.web.headers import init_headers
from matchmaker.web.languages import init_languages
from matchmaker.web.pages import init_pages
from matchmaker.web.refusals import init_refusals

PACKAGE = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application, ready to serve."""
    settings = settings or read_settings()
    app = Flask(
        "matchmaker",
        instance_path=str(settings.instance),
        instance_relative_config=True,
        static_folder=None,
    )
    _configure(app, settings)
    _find_templates(app)
    ensure_catalogues()
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    init_languages(app)
    CSRFProtect(app)
    Compress(app)
    init_pages(app)
    init_refusals(app)
    init_headers(app, behind_tls=settings.behind_tls)
    composition.compose(app, settings)
    init_assets(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.behind_tls
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_ENGINES={"default": settings.database_url},
        SESSION_COOKIE_NAME="__Host-session" if secure else "session",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        MAX_CONTENT_LENGTH=4 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=2 * MEGABYTE,
        WTF_CSRF_TIME_LIMIT=None,
        COMPRESS_ALGORITHM=["br", "gzip"],
    )


def _find_templates(app: Flask) -> None:
    """Look inside the package first (a wheel), then beside it (a checkout)."""
    folders = [PACKAGE / "templates", PACKAGE.parent / "templates"]
    app.jinja_loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
