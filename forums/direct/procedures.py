"""The procedures of ЗПУГДВМС by their form: who begins, how many sign, by when who does what.

Nothing here reads a clock or a row; `dues` applies it to one initiative.
"""

from forums.direct.assemblies import ASSEMBLY
from forums.direct.initiatives import INITIATIVE
from forums.direct.kinds import Kind
from forums.direct.provisions import Procedure
from forums.direct.referenda import APPROVAL, REFERENDUM

PROCEDURES: dict[Kind, Procedure] = {
    one.kind: one for one in (INITIATIVE, ASSEMBLY, REFERENDUM, APPROVAL)
}
