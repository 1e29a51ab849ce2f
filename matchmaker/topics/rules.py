"""Who may see the taxonomy."""

from matchmaker.kernel.rights import Permission, anybody


class TopicPermission(Permission):
    """What can be done with the taxonomy."""

    SEE = "topics:taxonomy:see"
    """Read the topics and their labels."""


RIGHTS = {TopicPermission.SEE: anybody}
