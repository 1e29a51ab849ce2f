"""The staff's pages about the platform itself: its journal and its rights."""

from itertools import groupby

from flask import request

from matchmaker.admin import queries
from matchmaker.admin.forms import JournalForm
from matchmaker.admin.rules import CELLS, KINDS, SCOPES, AdminPermission, act_label
from matchmaker.admin.rules.matrix import matrix
from matchmaker.kernel.rights import ROLE_LABELS, all_rights
from matchmaker.kernel.workflow import registered
from matchmaker.web.database import session
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section

PER_PAGE = 50
section = Section("admin", __name__, "/desk/admin")


@section.page("/journal", AdminPermission.READ_JOURNAL)
def journal() -> tuple[str, int]:
    """Show who did what, the newest first, narrowed by what the address says."""
    form = JournalForm(request.args)
    status = 200 if form.validate() else 422
    wanted = form.wanted()
    return page(
        "admin/journal.html",
        status,
        form=form,
        entries=paged(session(), queries.entries(wanted), PER_PAGE),
        narrowed=wanted != queries.JournalFilter() or status == 422,
        kinds=KINDS,
        act_label=act_label,
        workflows=registered(),
    )


@section.page("/rights", AdminPermission.SEE_RIGHTS)
def rights() -> tuple[str, int]:
    """Show which role may do what: every permission by every role."""
    rows = matrix(all_rights())
    return page(
        "admin/rights.html",
        scopes=[
            (scope, list(permissions))
            for scope, permissions in groupby(rows, lambda row: row[0].partition(":")[0])
        ],
        names=SCOPES,
        roles=ROLE_LABELS,
        cells=CELLS,
    )
