"""Who may see the public pages."""

from matchmaker.kernel.rights import Permission, anybody


class PortalPermission(Permission):
    """What can be done with the public pages."""

    SEE = "portal:page:see"
    """Read the start page and the pages about the platform."""


RIGHTS = {PortalPermission.SEE: anybody}
