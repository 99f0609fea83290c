"""Make mutants: one small change each of a Python file, by mutmut's operators and some of our own.

Left alone: annotations, docstrings, log calls, options of a `dataclass`, and strings with a space (sentences and
SQL, which a test should not spell out), and `strict` of a zip, whose lengths are equal wherever it stands. Nor is an
argument or a value replaced by None, which most tests notice.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_assignment

_STRICT = m.Arg(keyword=m.Name("strict"))
_LOGGED = m.Call(func=m.Attribute(value=m.Name("log")))
_LEFT_ALONE = (
    m.Annotation()
    | m.Import()
    | m.ImportFrom()
    | _LOGGED
    | _STRICT
    | m.Call(func=m.OneOf(*(m.Name(name) for name in ("dataclass", "TypeVar", "cast", "isinstance", "len"))))
    | m.If(test=m.Name("TYPE_CHECKING"))
    | m.SimpleStatementLine(body=[m.Expr(value=m.SimpleString() | m.ConcatenatedString() | _LOGGED)])
    | m.Assign(targets=[m.AssignTarget(target=m.Name("__all__"))])
)
_LIMIT = re.compile(r"^[A-Z_]*(MAX|MOST|LIMIT|BATCH|NEWEST|KEPT|LONGEST|AT_ONCE|CAP|SHOWN|ROWS|BYTES)[A-Z_]*$")


@dataclass(frozen=True)
class Mutant:
    """A file with one change, as it was before, and the lines that differ."""

    removed: str
    added: str
    source: str
    original: str


@dataclass(frozen=True)
class Change:
    """One change that can be made to a file: what `line` begins is replaced. Made by `mutant`."""

    path: Path
    line: int
    _module: cst.Module
    _old: cst.CSTNode
    _new: cst.CSTNode

    def mutant(self) -> Mutant | None:
        """The file with this change; None if that changes nothing or does not compile. Some 50 ms."""
        before, after = self._module.code, self._module.deep_replace(self._old, self._new).code  # type: ignore[attr-defined]
        if before == after or not _compiles(after):
            return None
        changed = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        lines = [line for line in changed if not line.startswith(("---", "+++", "@@"))]
        removed, added = (" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")
        return Mutant(removed, added, after, before)


def changes_of(path: Path, root: Path) -> list[Change]:
    """All changes that can be made to the file `path` below `root`, in the order of its text."""
    finder = _Finder()
    wrapper = MetadataWrapper(cst.parse_module((root / path).read_text(encoding="utf-8")), unsafe_skip_copy=True)
    wrapper.visit(finder)
    return [Change(path, line, wrapper.module, old, new) for line, old, new in finder.found]


class _Finder(cst.CSTVisitor):
    """Collects lines, nodes that begin there, and what to put in their place."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if m.matches(node, _LEFT_ALONE):
            return False
        for kind, operator in (*mutation_operators, *OURS):
            if isinstance(node, kind) and operator is not operator_assignment:
                line = self.get_metadata(PositionProvider, node).start.line
                self.found += [(line, node, new) for new in operator(node) if _is_worth_it(node, new)]
        return True


def _is_worth_it(old: cst.CSTNode, new: cst.CSTNode) -> bool:
    if isinstance(old, cst.SimpleString) and isinstance(new, cst.SimpleString):
        return "XX" in new.value and not any(space in old.value for space in (" ", "\\n"))
    if isinstance(old, cst.Call) and isinstance(new, cst.Call) and old.func is new.func:
        gone = [given for given in old.args if given not in new.args]
        return len(new.args) < len(old.args) and not any(map(_proves_nothing, gone))
    return True


def _proves_nothing(given: cst.Arg) -> bool:
    """Whether an argument is a sentence, SQL or `strict`, so that to leave it out proves nothing."""
    return m.matches(given, _STRICT | m.Arg(m.FormattedString() | m.ConcatenatedString())) or (
        isinstance(given.value, cst.SimpleString) and " " in given.value.value
    )


def _negated(node: cst.If | cst.While) -> Iterator[cst.CSTNode]:
    """A condition the other way round, where no other operator changes it."""
    if not isinstance(node.test, cst.Comparison | cst.BooleanOperation | cst.UnaryOperation):
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), _in_brackets(node.test)))


def _one_side(node: cst.BooleanOperation) -> Iterator[cst.CSTNode]:
    """One condition of two."""
    yield from (_in_brackets(side) for side in (node.left, node.right))


def _without_step(node: cst.Call) -> Iterator[cst.CSTNode]:
    """A query without one of its steps: `.where()`, `.order_by()`, `.with_for_update()`."""
    if isinstance(node.func, cst.Attribute) and m.findall(node.func.value, m.Call()):
        yield node.func.value


def _without_statement(node: cst.SimpleStatementLine) -> Iterator[cst.CSTNode]:
    """A call whose result nobody wants, left out."""
    if m.matches(node, m.SimpleStatementLine(body=[m.Expr(value=m.Call() | m.Await())])):
        yield node.with_changes(body=[cst.Pass()])


def _one_further(node: cst.Arg | cst.Slice) -> Iterator[cst.CSTNode]:
    """A named limit given to a call or a slice, one further: `[:BATCH]`, `.limit(ROW_CAP)`."""
    name = "value" if isinstance(node, cst.Arg) else "upper"
    limit = getattr(node, name)
    if isinstance(limit, cst.Name) and _LIMIT.search(limit.value):
        yield node.with_changes(**{name: cst.BinaryOperation(limit, cst.Add(), cst.Integer("1"))})


OURS: Sequence[tuple[type, Callable[..., Iterator[cst.CSTNode]]]] = (
    (cst.If, _negated),
    (cst.While, _negated),
    (cst.BooleanOperation, _one_side),
    (cst.Call, _without_step),
    (cst.SimpleStatementLine, _without_statement),
    (cst.Arg, _one_further),
    (cst.Slice, _one_further),
)


def _in_brackets(node: cst.BaseExpression) -> cst.BaseExpression:
    return node.with_changes(lpar=[cst.LeftParen(), *node.lpar], rpar=[*node.rpar, cst.RightParen()])


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
