"""Sections of the site: every page declares its access; every request is one transaction."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from matchmaker.kernel import events
from matchmaker.kernel.database import intend_to_write
from matchmaker.kernel.errors import Missing, NotAllowed, Stale
from matchmaker.kernel.rights import PUBLIC, Actor, Permission, demand, may
from matchmaker.kernel.workflow import Step, Workflow
from matchmaker.web.database import session
from matchmaker.web.languages import LANGUAGES

Finder = Callable[[Session, str], Any]
access: dict[str, Permission] = {}
"""The permission that every endpoint asks for."""


def actor() -> Actor:
    """Return who is acting in this request."""
    return getattr(current_user, "actor", PUBLIC)


def flush() -> None:
    """Send what was changed to the database; raise `Stale` if somebody was quicker."""
    try:
        session().flush()
    except StaleDataError as error:
        raise Stale from error


def commit() -> None:
    """End the transaction and start the work that waited for it."""
    try:
        session().commit()
    except StaleDataError as error:
        raise Stale from error
    events.run_after_commit(session())


def rollback() -> None:
    """Undo everything since the last commit."""
    session().rollback()
    events.forget_after_commit(session())


def _may_pass(permission: Permission, record: Any) -> None:
    try:
        demand(actor(), permission, record)
    except NotAllowed as refusal:
        if not actor().signed_in:
            raise SignInFirst from refusal
        raise


def _demand_speakable() -> None:
    """Raise `Missing` for an address with a null character: PostgreSQL cannot be asked for it."""
    parts = [request.path, *(text for texts in request.args.lists() for text in texts[1])]
    if any("\0" in part for part in parts):
        raise Missing


class SignInFirst(Exception):
    """The page is for people who have signed in."""


class Section(Blueprint):
    """A feature's pages, below the language in the address; each declares its permission."""

    def __init__(
        self,
        name: str,
        import_name: str,
        prefix: str = "",
        *,
        find: Finder | None = None,
        see: Permission | None = None,
        translated: bool = True,
    ) -> None:
        """Keep how a reference becomes a record and what lets an actor know that it exists."""
        languages = ",".join(LANGUAGES)
        start = f"/<any({languages}):lang>" if translated else ""
        super().__init__(name, import_name, url_prefix=f"{start}{prefix}" or None)
        self.find, self.see = find, see

    def page(
        self, rule: str, permission: Permission, methods: tuple[str, ...] = ("GET",)
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a view; where the rule has `<ref>`, the view receives the record."""

        def register(view: Callable[..., Any]) -> Callable[..., Any]:
            access[f"{self.name}.{view.__name__}"] = permission

            @wraps(view)
            def guarded(**values: Any) -> Response:
                intend_to_write(request.method not in {"GET", "HEAD"})
                _demand_speakable()
                record = self._record(values.pop("ref")) if "ref" in values else None
                _may_pass(permission, record)
                handed_over = () if record is None else (record,)
                return self._finish(view(*handed_over, **values))

            self.add_url_rule(rule, view.__name__, guarded, methods=list(methods))
            return view

        return register

    def steps(self, workflow: Workflow, take: Callable[[Any, Step], Any]) -> None:
        """Give every step of a workflow that has a button an address and its permission."""
        for step in workflow.steps:
            if not step.automatic:
                view = _taking(take, step)
                rule = f"/<ref>/{step.name.replace('_', '-')}"
                self.page(rule, step.permission, ("POST",))(view)

    def _record(self, ref: str) -> Any:
        if self.find is None:
            raise Missing
        record = self.find(session(), ref)
        if self.see is not None and not may(actor(), self.see, record):
            if not actor().signed_in:
                raise SignInFirst
            raise Missing
        return record

    def _finish(self, result: Any) -> Response:
        response = make_response(result)
        if response.status_code < 400:
            commit()
        else:
            rollback()
        return response


def _taking(take: Callable[..., Any], step: Step) -> Callable[..., Any]:
    """Return a view that takes one step, named after it."""

    def view(record: Any) -> Any:
        return take(record, step)

    view.__name__ = f"take_{step.name}"
    return view


def go(endpoint: str, **values: Any) -> Response:
    """Return a redirect to a page of the site, to be fetched with GET."""
    return redirect(url_for(endpoint, **values), code=303)  # type: ignore[return-value]
