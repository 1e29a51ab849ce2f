"""Proving who one is, signing in, and ending where one is signed in."""

import secrets
from dataclasses import dataclass, field, replace
from functools import cache

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from matchmaker.accounts import queries, rules
from matchmaker.accounts.models import Account, Attempt, Sitting
from matchmaker.accounts.rules import AccountPermission, Limit, TooManyAttempts, WrongPassword
from matchmaker.kernel import clock, journal
from matchmaker.kernel.errors import Missing, StepRefused
from matchmaker.kernel.rights import Actor, demand
from matchmaker.kernel.words import N_


@dataclass(frozen=True)
class Claim:
    """Somebody says that an account is theirs; `prove` tries the password they give."""

    keys: tuple[str, str]
    account_id: int | None
    password_hash: str = field(repr=False)
    fresh_hash: str = field(default="", repr=False)
    proven: bool = False


@cache
def _hash_of_nobody() -> str:
    return rules.password_hash(secrets.token_urlsafe(32))


def claim_account(session: Session, email: str, address: str | None) -> Claim:
    """Return a claim, the same whether or not the account exists; refuse after failures."""
    email = email.strip().lower()
    keys = (
        rules.throttle_key("account", email),
        rules.throttle_key("address", rules.network_of(address)),
    )
    demand_patience(session, rules.SIGN_IN_LIMIT, *keys)
    account = queries.account_by_email(session, email)
    if account is None or account.password_hash is None:
        return Claim(keys, None, _hash_of_nobody())
    return Claim(keys, account.id, account.password_hash)


def prove(claim: Claim, password: str) -> Claim:
    """Return the proven claim or raise `WrongPassword`; it takes long, and no transaction."""
    fits = rules.password_fits(claim.password_hash, password)
    if not fits or claim.account_id is None:
        raise WrongPassword
    outdated = rules.hash_outdated(claim.password_hash)
    fresh_hash = rules.password_hash(password) if outdated else ""
    return replace(claim, fresh_hash=fresh_hash, proven=True)


def count_failure(session: Session, claim: Claim) -> None:
    """Remember that the claim was not proven; commit it apart from what is refused."""
    # Of many guesses at once, the later ones get the answer that a right one would get too.
    demand_patience(session, rules.SIGN_IN_LIMIT, *claim.keys)
    count(session, *claim.keys)


def sign_in(session: Session, claim: Claim) -> Account:
    """Return the account that was proven, if it may be used; its failures are forgotten."""
    account = proven_account(session, claim)
    if account.deactivated_at is not None:
        raise StepRefused(N_("This account has been deactivated. Write to the secretariat."))
    if account.confirmed_at is None:
        raise StepRefused(
            N_(
                "Confirm your mail address first: follow the link that was sent to you. "
                "If it is too old, ask for a new password and you will receive a new link."
            )
        )
    if claim.fresh_hash:
        account.password_hash = claim.fresh_hash
    session.execute(delete(Attempt).where(Attempt.key == claim.keys[0]))
    journal.note(session, account.as_actor(), "signed_in", "account", str(account.id))
    return account


def proven_account(session: Session, claim: Claim) -> Account:
    """Look again: others may have failed, or the password have changed, in the meantime."""
    demand_patience(session, rules.SIGN_IN_LIMIT, *claim.keys)
    account = session.get(Account, claim.account_id) if claim.proven else None
    if account is None or account.password_hash != claim.password_hash:
        raise WrongPassword
    return account


def demand_patience(session: Session, limit: Limit, *keys: str) -> None:
    """Raise `TooManyAttempts` if one of the keys has reached the limit."""
    since = clock.now() - limit.within
    if any(queries.attempts_since(session, key, since) >= limit.most for key in keys):
        raise TooManyAttempts


def count(session: Session, *keys: str) -> None:
    """Count one try under every key."""
    session.add_all(Attempt(key=key, at=clock.now()) for key in keys)


def begin_sitting(session: Session, account: Account, device: str) -> str:
    """Sign the person in on a device; return the token that only the device keeps."""
    token, now = secrets.token_urlsafe(32), clock.now()
    session.add(
        Sitting(
            account=account,
            token_hash=rules.hashed(token),
            began_at=now,
            seen_at=now,
            ended_at=None,
            device=rules.device_name(device),
        )
    )
    session.flush()
    return token


def end_sitting(session: Session, actor: Actor, number: int) -> None:
    """End one of the actor's own sittings; raise `Missing` if it is not theirs."""
    sitting = session.get(Sitting, number)
    if sitting is None or sitting.account_id != actor.account_id:
        raise Missing
    sitting.ended_at = sitting.ended_at or clock.now()


def end_all_sittings(session: Session, account_id: int, *, but: int | None = None) -> None:
    """Sign the person out everywhere, or everywhere but in one sitting."""
    own = Sitting.account_id == account_id
    ending = update(Sitting).where(own, Sitting.ended_at.is_(None), Sitting.id != (but or 0))
    session.execute(ending.values(ended_at=clock.now()))


def end_other_sittings(session: Session, actor: Actor, kept: int) -> None:
    """End all of the actor's sittings but the one from which they ask for it."""
    demand(actor, AccountPermission.OWN)
    if actor.account_id is not None:
        end_all_sittings(session, actor.account_id, but=kept)
        journal.note(session, actor, "sittings_ended", "account", str(actor.account_id))
