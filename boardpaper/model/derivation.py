"""Derived indicators read from their declaration."""

import re

from boardpaper.model.kpi import Derivation, Operation

INDICATOR_ID = re.compile(r"[a-z][a-z0-9-]*")
_CALL = re.compile(r"\s*([a-z_]+)\s*\(([^()]*)\)\s*")
_MONTHS = re.compile(r"[0-9]{1,4}")
MOST_MONTHS = 120
_OPERANDS = {Operation.SHARE: 2, Operation.DIFFERENCE: 2}


def read_derivation(text: str) -> Derivation:
    """`share(a, b)`, `sum(a, b, ...)`, `difference(a, b)` or `rolling_sum(a, months)`.

    Raises:
        ValueError: `text` is none of these; the message says which part is wrong.
    """
    match = _CALL.fullmatch(text)
    if match is None or match[1] not in set(Operation):
        names = ", ".join(operation.value for operation in Operation)
        raise ValueError(f"“{text}” is not a calculation; write one of {names}, as in share(part, whole)")
    operation = Operation(match[1])
    operands = tuple(part.strip() for part in match[2].split(","))
    months = 0
    if operation is Operation.ROLLING_SUM:
        months, operands = _months(text, operands), operands[:1]
    for operand in operands:
        if not INDICATOR_ID.fullmatch(operand):
            raise ValueError(f"“{operand}” in “{text}” is not an indicator's id")
    if len(operands) != _OPERANDS.get(operation, len(operands)):
        raise ValueError(f"“{text}” needs two indicators: {operation.value}(first, second)")
    return Derivation(operation, operands, months)


def derivation_words(derivation: Derivation) -> str:
    """The calculation as declared: `share(a, b)`."""
    months = (str(derivation.months),) if derivation.months else ()
    return f"{derivation.operation.value}({', '.join((*derivation.operands, *months))})"


def _months(text: str, operands: tuple[str, ...]) -> int:
    """How many months a rolling sum takes in."""
    if len(operands) != 2 or not _MONTHS.fullmatch(operands[1]) or not 1 <= int(operands[1]) <= MOST_MONTHS:
        raise ValueError(
            f"“{text}” needs an indicator and a number of months up to {MOST_MONTHS}: rolling_sum(indicator, 12)"
        )
    return int(operands[1])
