"""The staff's pages about people and organizations."""

from flask import flash, request
from flask_babel import gettext as _

from matchmaker.accounts import actions, forms, queries, rules
from matchmaker.accounts.models import Account, Organization
from matchmaker.accounts.rules import AccountPermission
from matchmaker.kernel.rights import ROLE_LABELS, Role, may
from matchmaker.places import lexicon
from matchmaker.web.database import session
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go

section = Section(
    "people",
    __name__,
    "/desk/people",
    find=queries.account_by_ref,
    see=AccountPermission.SEE_PEOPLE,
)


@section.page("/", AccountPermission.SEE_PEOPLE)
def index() -> object:
    """List people with their roles, organizations and last visits."""
    form = forms.PeopleFilter(request.args)
    status = 200 if form.validate() else 422
    role = Role(form.role.data) if form.role.data in set(Role) else None
    words = (form.q.data or "") if status == 200 else ""
    people = paged(session(), queries.people(words, role))
    last_seen = queries.last_seen(session(), people.items)
    return page(
        "accounts/people.html",
        status,
        form=form,
        people=people,
        last_seen=last_seen,
        labels=ROLE_LABELS,
        manage=AccountPermission.MANAGE,
    )


@section.page("/invite", AccountPermission.INVITE, ("GET", "POST"))
def invite() -> object:
    """Invite somebody, and list the invitations that wait for an answer."""
    form = _invitation_form()
    if form.sent():
        with form.refusals():
            chosen = form.organization.data
            actions.invite(
                session(),
                actor(),
                email=form.email.data,
                role=Role(form.role.data),
                organization=session().get(Organization, int(chosen)) if chosen else None,
                language=form.language.data,
            )
        if form.accepted:
            flash(_("The invitation is on its way to %(email)s.", email=form.email.data))
            return go("people.invite")
    waiting = paged(session(), queries.open_invitations())
    return page(
        "accounts/invite.html",
        form.status,
        form=form,
        waiting=waiting,
        labels=ROLE_LABELS,
        invite=AccountPermission.INVITE,
    )


def _invitation_form() -> forms.InvitationForm:
    form = forms.InvitationForm(language=current_language().code)
    allowed = [role for role in Role if may(actor(), AccountPermission.INVITE, role)]
    form.role.choices = forms.role_choices(allowed)
    known = session().scalars(queries.organizations())
    form.organization.choices = forms.organization_choices(known)
    return form


@section.page("/invite/<int(max=2147483647):number>/withdraw", AccountPermission.INVITE, ("POST",))
def withdraw_invitation(number: int) -> object:
    """Make the link of an invitation useless."""
    ticket = queries.open_invitation(session(), number)
    actions.withdraw_invitation(session(), actor(), ticket)
    flash(_("The invitation has been withdrawn."))
    return go("people.invite")


@section.page("/organizations", AccountPermission.ADD_ORGANIZATION, ("GET", "POST"))
def organizations() -> object:
    """List organizations and add one."""
    form = forms.OrganizationForm()
    if form.sent():
        with form.refusals():
            actions.add_organization(
                session(),
                actor(),
                name=form.name.data,
                kind=form.kind.data,
                country_code=form.country.data or None,
                website=form.website.data or "",
            )
        if form.accepted:
            flash(_("The organization has been added."))
            return go("people.organizations")
    return page(
        "accounts/organizations.html",
        form.status,
        form=form,
        organizations=paged(session(), queries.organizations()),
        kinds=rules.ORGANIZATION_KINDS,
        country_names=dict(lexicon.country_choices(current_language().code)),
    )


@section.page("/<ref>/deactivate", AccountPermission.MANAGE, ("POST",))
def deactivate(account: Account) -> object:
    """Let somebody sign in no more."""
    actions.deactivate(session(), actor(), account)
    flash(_("The account has been deactivated and signed out everywhere."))
    return go("people.index")


@section.page("/<ref>/reactivate", AccountPermission.MANAGE, ("POST",))
def reactivate(account: Account) -> object:
    """Let somebody sign in again."""
    actions.reactivate(session(), actor(), account)
    flash(_("The account can be used again."))
    return go("people.index")
