"""Where a module of Python could be wrong, and the module with one such fault: what cosmic-ray's operators make of it.

They take text and give text, so that nothing on disk is changed, and each makes one fault. (mutmut puts all faults of a
module into one file, keeps its own folder in the checkout, and leaves code outside functions alone.)

Code that says what is, and does nothing, is left alone: annotations, type aliases, decorators and what they are given,
bases and keywords of classes, the star and the slash of a signature, blocks for the type checker. (Docstrings and other
texts have no operator.)
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider

_PROVIDER = OperatorProvider()
# Operators that want arguments make a fault that depends on what they are told; decorators are left alone.
OPERATORS = {
    name: _PROVIDER[name]() for name in _PROVIDER if not _PROVIDER[name].arguments() and name != "RemoveDecorator"
}

# A line, counted from 1, and a column, counted in characters from 0.
Position = tuple[int, int]
Span = tuple[Position, Position]


@dataclass(frozen=True, slots=True)
class Place:
    """A piece of a module that can be mutated.

    `choices` are operators, each with which of its occurrences in the module this is; `first` and `last` are the lines
    of the statement, or of the head of the block, that the piece is in.
    """

    span: Span
    choices: tuple[tuple[str, int], ...]
    first: int
    last: int


def find_places(source: str) -> list[Place]:
    """Every place of a module that does something, in order."""
    tree = ast.parse(source)
    left_alone = [_span(node, source) for node in _declarations(tree)]
    heads = _heads(tree)
    return [
        Place(span, tuple(choices), *_head_around(span[0][0], heads))
        for span, choices in sorted(_occurrences(source).items())
        if not any(start <= span[0] and span[1] <= end for start, end in left_alone)
    ]


def mutate(source: str, place: Place, random: Random) -> str | None:
    """The module with a fault at `place`; None where no operator makes another module of it that Python can read."""
    for name, occurrence in random.sample(place.choices, len(place.choices)):
        mutant = _mutated(source, name, occurrence)
        if mutant is not None and _is_another(source, mutant):
            return mutant
    return None


def _mutated(source: str, name: str, occurrence: int) -> str | None:
    try:
        mutant = mutate_code(source, OPERATORS[name], occurrence)
    except AttributeError:
        # `except (module.Fault, ...)` is offered by an operator that can then not name the fault.
        return None
    return None if mutant is None else str(mutant)


def _is_another(source: str, mutant: str) -> bool:
    try:
        return ast.dump(ast.parse(mutant)) != ast.dump(ast.parse(source))
    except SyntaxError:
        return False


def _occurrences(source: str) -> Mapping[Span, list[tuple[str, int]]]:
    """The operators that fit each span. They are counted in the order in which `mutate_code` counts."""
    found: dict[Span, list[tuple[str, int]]] = {}
    counted = dict.fromkeys(OPERATORS, 0)
    for node in ast_nodes(get_ast(source)):
        in_signature = node.parent is not None and node.parent.type in ("parameters", "lambdef")
        for name, operator in OPERATORS.items():
            for span in operator.mutation_positions(node):
                if not in_signature:
                    found.setdefault(span, []).append((name, counted[name]))
                counted[name] += 1
    return found


def _declarations(tree: ast.Module) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(tree):
        match node:
            case ast.AnnAssign():
                yield node.annotation
            case ast.arg(annotation=ast.expr() as annotation):
                yield annotation
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield from node.decorator_list
                if node.returns:
                    yield node.returns
            case ast.ClassDef():
                yield from (*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords))
            case ast.Assign(value=ast.BinOp(op=ast.BitOr()) as value) if node in tree.body and _is_union(value):
                yield value
            case ast.If(test=ast.Name("TYPE_CHECKING")):
                yield node


def _is_union(value: ast.expr) -> bool:
    """Whether `value` is `A | B`: names of types alone."""
    return all(
        isinstance(node, ast.BinOp | ast.BitOr | ast.Name | ast.Attribute | ast.Subscript | ast.Constant | ast.Load)
        for node in ast.walk(value)
    )


def _span(node: ast.expr | ast.stmt, source: str) -> Span:
    start = _characters(source, node.lineno, node.col_offset)
    last = node.end_lineno or node.lineno
    return (node.lineno, start), (last, _characters(source, last, node.end_col_offset or 0))


def _characters(source: str, line: int, octets: int) -> int:
    """`ast` counts columns in bytes of UTF-8."""
    return len(source.split("\n")[line - 1].encode()[:octets].decode())


def _heads(tree: ast.Module) -> Sequence[tuple[int, int]]:
    """First and last line of each statement; of a block those before its body."""
    heads = []
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = max(node.lineno, body[0].lineno - 1) if body else node.end_lineno or node.lineno
            heads.append((node.lineno, last))
    return heads


def _head_around(line: int, heads: Sequence[tuple[int, int]]) -> tuple[int, int]:
    around = [head for head in heads if head[0] <= line <= head[1]]
    return max(around, default=(line, line))
