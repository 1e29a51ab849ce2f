"""What the code says of rights and workflows, printed."""

from matchmaker.admin.rules.matrix import COLUMNS, matrix
from matchmaker.kernel.rights import all_rights
from matchmaker.kernel.workflow import registered
from tests.cli.conftest import Run


def test_the_matrix_has_every_permission_and_role(run: Run) -> None:
    printed = run("rights").output.splitlines()
    assert printed[0] == f"| Permission | {' | '.join(COLUMNS)} |"
    assert len(printed) == len(all_rights()) + 2


def test_the_matrix_tells_own_records_from_those_of_others(run: Run) -> None:
    cells = {name: dict(zip(COLUMNS, row, strict=True)) for name, row in matrix(all_rights())}
    assert cells["needs:need:edit"]["focal_point"] == "own"
    assert cells["needs:need:edit"]["secretariat"] == "no"
    assert cells["needs:need:review"]["secretariat"] == "yes"
    assert cells["needs:need:see"]["public"] == "some"
    assert cells["accounts:people:invite"]["secretariat"] == "some"
    assert cells["accounts:people:invite"]["administrator"] == "yes"
    assert set(cells["needs:need:browse"].values()) == {"yes"}


def test_every_workflow_is_drawn(run: Run) -> None:
    printed = run("workflows").output
    for kind in registered():
        assert f"## {kind}\n\n```mermaid\nstateDiagram-v2" in printed
    assert "    draft --> submitted: submit" in printed
