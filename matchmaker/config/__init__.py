"""Settings, read once from the environment into a frozen dataclass."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


class Misconfigured(Exception):
    """A setting is missing or cannot be understood; the message says what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything an operator can set; every name is the variable's without its prefix."""

    instance: Path
    database_url: str
    secret_key: str = field(repr=False)
    public_url: str = "http://127.0.0.1:8000"
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "Matchmaker <matchmaker@localhost>"
    redis_url: str = ""
    demo: bool = False
    semantic: bool = False
    behind_tls: bool = False
    proxies: int = 0
    review_days: int = 10
    answer_days: int = 21
    remind_days: int = 7

    @property
    def database_kind(self) -> str:
        """Return `sqlite` or `postgresql`."""
        return self.database_url.split(":", 1)[0].split("+", 1)[0]


def _secret(environment: Mapping[str, str], instance: Path) -> str:
    given = environment.get("MATCHMAKER_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise Misconfigured("MATCHMAKER_SECRET_KEY is shorter than 32 characters.")
        return given
    path = instance / "secret-key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def normal_database_url(url: str) -> str:
    """Return the address with the driver that is installed for it."""
    scheme, _, rest = url.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    if scheme in {"sqlite", "postgresql+psycopg"}:
        return url
    raise Misconfigured(f"DATABASE_URL names {scheme!r}; use sqlite:// or postgresql://.")


def _yes(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "").lower() in {"1", "yes", "true", "on"}


def _whole(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    text = environment.get(name, "")
    try:
        return int(text) if text else otherwise
    except ValueError:
        raise Misconfigured(f"{name} is {text!r}; it must be a whole number.") from None


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment describes, or raise `Misconfigured`."""
    env = os.environ if environment is None else environment
    instance = Path(env.get("MATCHMAKER_INSTANCE", "instance")).resolve()
    url = normal_database_url(env.get("DATABASE_URL") or f"sqlite:///{instance}/matchmaker.db")
    public_url = env.get("MATCHMAKER_PUBLIC_URL", Settings.public_url).rstrip("/")
    if urlsplit(public_url).scheme not in {"http", "https"}:
        raise Misconfigured("MATCHMAKER_PUBLIC_URL must begin with http:// or https://.")
    return Settings(
        instance=instance,
        database_url=url,
        secret_key=_secret(env, instance),
        public_url=public_url,
        smtp_url=env.get("MATCHMAKER_SMTP_URL", ""),
        mail_from=env.get("MATCHMAKER_MAIL_FROM", Settings.mail_from),
        redis_url=env.get("MATCHMAKER_REDIS_URL", ""),
        demo=_yes(env, "MATCHMAKER_DEMO"),
        semantic=_yes(env, "MATCHMAKER_SEMANTIC"),
        behind_tls=public_url.startswith("https://"),
        proxies=_whole(env, "MATCHMAKER_PROXIES", Settings.proxies),
        review_days=_whole(env, "MATCHMAKER_REVIEW_DAYS", Settings.review_days),
        answer_days=_whole(env, "MATCHMAKER_ANSWER_DAYS", Settings.answer_days),
        remind_days=_whole(env, "MATCHMAKER_REMIND_DAYS", Settings.remind_days),
    )
