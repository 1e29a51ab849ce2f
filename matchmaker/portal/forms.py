"""The one box that searches everything."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.forms import FilterForm, line


class EverywhereForm(FilterForm):
    """Words to look for in needs, offers, experts, activities and countries."""

    q = line(_l("Search needs, offers, experts, activities and countries"), most=200)
