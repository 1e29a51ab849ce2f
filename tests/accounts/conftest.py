"""People with passwords."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from matchmaker.accounts.models import Account
from matchmaker.accounts.rules import password_hash
from matchmaker.kernel.rights import Role
from tests.conftest import PASSWORD


@pytest.fixture
def known(session: Session, account: Callable[..., Account]) -> Callable[..., Account]:
    """Make an account that can sign in with `PASSWORD`: `known(Role.FUNDER)`."""

    def make(role: Role = Role.CONSULTANT, **options: object) -> Account:
        made = account(role, **options)
        made.password_hash = password_hash(PASSWORD)
        session.commit()
        return made

    return make
