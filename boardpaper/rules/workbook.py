"""Workbooks: indicators, readings and changes in Excel."""

from boardpaper.model.finding import Severity
from boardpaper.rules import accessibility
from boardpaper.rules.rule import Rule

_FIGURE = "Every figure in print is the one that the workbook holds."
_NO_GUESS = "No figure rests on a guess about what a cell means."
_ALL_READ = "No reading is left out of a paper unseen."
_MEANING = "What a figure counts, and in what unit, is declared once."
_WORKED_OUT = "A figure that is worked out rests on readings that can be traced."
_PERIOD_HINT = "Write it as 2021/22, Q4 2021/22, February 2022, Year ending June 2019, or not stated."
_DECLARE = "Declare it on the Indicators sheet, or in paper.yaml."
_CHANGE_HINT = (
    "Type it as +20%, -55, +3.2 percentage points or 5-fold, or fill in Change type: percent, count, points or fold."
)

FILE_NOT_WORKBOOK = Rule(
    "file-not-workbook",
    Severity.ERROR,
    sentence="{name} is not an Excel workbook (.xlsx)",
    hint="Save it from Excel as Excel Workbook (.xlsx), or name the right file under workbooks.",
    protects=_FIGURE,
)
WORKBOOK_EMPTY = Rule(
    "workbook-empty",
    Severity.ERROR,
    sentence="No sheet has readings or declarations",
    hint="Head the columns Indicator, Period and Value, or describe its sheets in paper.yaml.",
    protects=_ALL_READ,
)
SHEET_MISSING = Rule(
    "sheet-missing",
    Severity.ERROR,
    sentence="There is no sheet “{name}”",
    hint="Its sheets are {known}.",
    protects=_ALL_READ,
)
SHEET_MAPPED_TWICE = Rule(
    "sheet-mapped-twice",
    Severity.ERROR,
    sentence="The sheet “{name}” is described twice in paper.yaml; the last description is used",
    hint="Keep one description.",
    protects=_NO_GUESS,
)
SHEET_HIDDEN = Rule(
    "sheet-hidden",
    Severity.WARNING,
    sentence="The sheet is hidden, so its readings are not used",
    hint="Unhide the sheet, or name it under sheets in paper.yaml (layout ignore to be silent).",
    protects=_ALL_READ,
)
SHEET_UNRECOGNISED = Rule(
    "sheet-unrecognised",
    Severity.WARNING,
    sentence="The sheet is not read: no row has the headings Indicator, Period and Value{also}",
    hint="Add the headings, or name the sheet under sheets in paper.yaml (layout ignore to be silent).",
    protects=_ALL_READ,
)
COLUMN_MISSING = Rule(
    "column-missing",
    Severity.ERROR,
    sentence="There is no column “{name}”{also}",
    hint="Found instead: {found}.",
    protects=_ALL_READ,
)
HEADINGS_MISSING = COLUMN_MISSING.worded(
    "No row has all the headings that the layout needs", "Check header_row and columns in paper.yaml."
)
COLUMN_DUPLICATE = Rule(
    "column-duplicate",
    Severity.ERROR,
    sentence="Two columns are headed “{role}”{also}",
    hint="Rename one of them, or take it out.",
    protects=_NO_GUESS,
)
ROW_OUTSIDE_TABLE = Rule(
    "row-outside-table",
    Severity.ERROR,
    sentence="The row stands below its table or named range, so it is not read",
    hint="Drag the corner of the table, or widen the named range, so that it holds the row.",
    protects=_ALL_READ,
)
NAME_OUTSIDE = Rule(
    "name-outside",
    Severity.WARNING,
    sentence="The defined name “{name}” points to another file, which is not opened",
    hint="Delete the name, or point it to a cell of this workbook.",
    protects="Every figure comes from a file that the paper names.",
)

CELL_ERROR = Rule(
    "cell-error",
    Severity.ERROR,
    sentence="The cell shows {fault}",
    hint="Mend the formula in Excel and save.",
    protects=_FIGURE,
)
CELL_MISSING = Rule(
    "cell-missing",
    Severity.ERROR,
    sentence="{address}, mapped to {key}, is blank",
    hint="Type the figure or a marker such as [x], or mend the map in paper.yaml.",
    protects=_FIGURE,
)
MAPPED_TO_NO_CELL = CELL_MISSING.worded(
    "“{target}”, mapped to {key}, is neither a cell nor a defined name of this workbook",
    "Write a cell such as B7, or a defined name of one cell.",
)
MAPPED_TO_MANY_CELLS = MAPPED_TO_NO_CELL.worded("“{target}”, mapped to {key}, is more than one cell")
MAPPED_LABEL_DIFFERS = Rule(
    "mapped-label-changed",
    Severity.ERROR,
    sentence="{address}, mapped to {key}, stands under {told}, and is to stand under “{was}”, which {now}",
    hint="Map {key} to the cell that is meant, or correct its {noun} in paper.yaml.",
    protects="A figure does not become another one when a row or a column is put in.",
)
MAPPED_TO_ANOTHER = MAPPED_LABEL_DIFFERS.worded(
    "{address}, mapped to {key}, stands in the row of {other} (“{told}”)",
    "Map {key} to the cell that is meant, or write {{cell: {address}, row: its words}} if it is this one.",
)
MAPPED_TO_ANOTHER_PERIOD = MAPPED_LABEL_DIFFERS.worded(
    "{address}, mapped to {key}, stands under “{told}”, which is not {period}",
    "Map {key} to the cell that is meant, or write {{cell: {address}, column: its words}} if it is this one.",
    Severity.WARNING,
)
MAPPED_LABEL_CHANGED = MAPPED_LABEL_DIFFERS.worded(
    "{address}, mapped to {key}, stands under {told}, and stood under “{was}” when the paper was built; that {now}",
    "Map {key} to the cell that is meant, or write {{cell: {address}, {noun}: its words}} if it is this one.",
)
FORMULA_WITHOUT_VALUE = Rule(
    "formula-without-value",
    Severity.ERROR,
    sentence="The cell holds a formula ({formula}) without its result",
    hint="Open the workbook in Excel, let it calculate, and save it.",
    protects=_FIGURE,
)
CELL_STRUCK = Rule(
    "cell-struck-out",
    Severity.ERROR,
    sentence="The cell is struck through",
    hint="Clear the cell, or take the line through it away in Excel, and save.",
    protects=_NO_GUESS,
)
STRUCK_WORDS = Rule(
    "struck-words",
    Severity.WARNING,
    sentence="Part of the cell is struck through, and is not read",
    hint="Delete what is struck through, so that everybody reads the cell alike.",
    protects=_NO_GUESS,
)
RAISED_MARK = Rule(
    "raised-mark",
    Severity.WARNING,
    sentence="The raised “{mark}” is read as the mark of a note, and is no part of what the cell says",
    hint="Write it in plain letters, as [note 1], or put it into the column Note.",
    protects=_FIGURE,
)
MARK_READ = Rule(
    "mark-read",
    Severity.WARNING,
    sentence="“{mark}” is read as {symbol}, {meaning}",
    hint="Write {symbol} in the cell if that is what is meant; write 0 for none.",
    protects=_NO_GUESS,
)
MARK_READ_AS_NONE = MARK_READ.worded(
    "“{mark}” is read as no published change", "Leave the cell blank if that is what is meant; write 0 for no change."
)
FORMULA_VOLATILE = Rule(
    "formula-volatile",
    Severity.WARNING,
    sentence="The figure is worked out with {function}, which may give another one each time the file is opened",
    hint="Check the figure in Excel, and paste its value, or name the cells that it comes from.",
    protects=_FIGURE,
)
FORMULA_FETCHES = Rule(
    "formula-fetches",
    Severity.WARNING,
    sentence="The figure is fetched by {function} from outside the workbook, as it was when this was saved",
    hint="Check the figure at its source, and paste its value.",
    protects="Every figure comes from a file that the paper names.",
)
FORMULA_OLD = Rule(
    "formula-old",
    Severity.WARNING,
    sentence="The workbook was saved without being calculated, so that its formulas may show old results",
    hint="Open it in Excel, press F9, and save it.",
    protects=_FIGURE,
)
FORMULA_EXTERNAL = Rule(
    "formula-external",
    Severity.WARNING,
    sentence="The figure comes from another workbook as it was when this one was saved",
    hint="Update the links in Excel and save, or paste the values.",
    protects="Every figure comes from a file that the paper names.",
)
NUMBER_AMBIGUOUS = Rule(
    "number-ambiguous",
    Severity.WARNING,
    sentence="“{shown}” could mean {taken} or {other}; the first is used",
    hint="Type it without a dot, or with a comma between thousands.",
    protects=_NO_GUESS,
)
PERCENT_AMBIGUOUS = Rule(
    "percent-ambiguous",
    Severity.WARNING,
    sentence="{shown} of a percentage could mean {taken}% or {other}%; the first is used",
    hint="Format the cell as a percentage, or type the percent sign.",
    protects=_NO_GUESS,
)
CHANGE_AMBIGUOUS = PERCENT_AMBIGUOUS.worded(
    "A change of {taken} in {kind} could mean {taken} or {other}; the first is used",
    "Format the cell as a percentage, or show its decimals.",
)
FORMAT_DISAGREES = Rule(
    "format-disagrees",
    Severity.WARNING,
    sentence="The cell shows {shown}, and its indicator is not a percentage; {stored} is used",
    hint="Declare the indicator's unit as percent, or change the cell's format.",
    protects="Who reads the sheet and who reads the paper see one figure.",
)
FORMAT_SCALES = FORMAT_DISAGREES.worded(
    "The cell shows {shown} and holds {stored}",
    'Store the whole amount in pounds; the format may then shorten it, as £0.0,,"m" does.',
    Severity.ERROR,
)
MARKER_UNKNOWN = Rule(
    "marker-unknown",
    Severity.ERROR,
    sentence="“{mark}” is not a marker",
    hint="Markers are {known}.",
    protects="A provisional or suppressed figure is printed as what it is.",
)
MARKER_CONTRADICTS = Rule(
    "marker-contradicts",
    Severity.ERROR,
    sentence="{number} is marked {symbol}, {meaning}",
    hint="Take out the number or the marker.",
    protects="A suppressed figure is not let out.",
)
ROUNDS_TO_ZERO = Rule(
    "rounds-to-zero",
    Severity.WARNING,
    sentence="{number} is printed as {printed}",
    hint="Raise Decimals of {indicator}, or put [k] beside the number and name the figure as value.marked.",
    protects="Something is not printed as nothing.",
)
READING_NOT_A_NUMBER = Rule(
    "reading-not-a-number",
    Severity.ERROR,
    sentence="“{text}” is not a number for a reading in {unit}",
    hint="Type it as {example}; where there is no number, type a marker such as [x] or [c].",
    protects=_FIGURE,
)
CHANGE_NOT_A_NUMBER = READING_NOT_A_NUMBER.worded("“{text}” is not a change in numbers", _CHANGE_HINT)
READING_EMPTY = Rule(
    "reading-empty",
    Severity.WARNING,
    sentence="The row names {indicator} and a period, and has neither a value nor a change",
    hint="Type the figure, or [x] where it is not available.",
    protects=_ALL_READ,
)
READING_DUPLICATE = Rule(
    "reading-duplicate",
    Severity.ERROR,
    sentence="{indicator} for {period} is also at {first}{also}, with another figure; that one is used",
    hint="Keep one of the two.",
    protects=_NO_GUESS,
)
READING_REPEATED = READING_DUPLICATE.worded(
    "{indicator} for {period} is also at {first}{also}, with the same figure; that one is used",
    severity=Severity.WARNING,
)
READING_CONFIDENTIAL_THERE = READING_DUPLICATE.worded(
    "{indicator} for {period} is also at {first}{also}, and one of the two is suppressed; it is printed as [c]",
    "Put [c] in both places, or take one of the two out.",
    Severity.WARNING,
)
CHANGE_KIND_UNKNOWN = Rule(
    "change-kind-unknown",
    Severity.ERROR,
    sentence="The change {shown} could be a percentage, a number or points",
    hint=_CHANGE_HINT,
    protects=_NO_GUESS,
)
CHANGE_TYPE_UNKNOWN = CHANGE_KIND_UNKNOWN.worded("“{text}” is not a type of change")
CHANGE_TYPE_DIFFERS = CHANGE_KIND_UNKNOWN.worded("The change is shown as {shown}, and its type says {declared}")
CHANGE_DISAGREES = Rule(
    "change-disagrees",
    Severity.WARNING,
    sentence="The published change of {indicator} is {published}, and {earlier} ({earlier_period}, {cell}) to {later} "
    "({later_period}) is {worked_out}",
    hint="Correct the change or the readings; if both are right, say in Note why they differ.",
    protects="A change in print agrees with the two readings that it lies between.",
)

INDICATOR_ID = Rule(
    "indicator-id",
    Severity.ERROR,
    sentence="“{name}” cannot be an indicator's id",
    hint="Use small letters, digits and hyphens, beginning with a letter, as in knife-crime.",
    protects=_MEANING,
)
INDICATOR_WITHOUT_ID = INDICATOR_ID.worded("“{title}” has no id", "Fill in Indicator, as in knife-crime.")
INDICATOR_DUPLICATE = Rule(
    "indicator-duplicate",
    Severity.ERROR,
    sentence="{indicator} is declared twice; the declaration at {kept} is used",
    hint="Take one of the two out.",
    protects=_MEANING,
)
INDICATOR_OVERRULED = INDICATOR_DUPLICATE.worded(
    hint="Take it out of one of the two, so that they cannot drift apart.", severity=Severity.WARNING
)
INDICATOR_MISSING = Rule(
    "indicator-missing",
    Severity.ERROR,
    sentence="The row has figures and no indicator",
    hint="Fill in Indicator in this row, or clear the row.",
    protects=_ALL_READ,
)
INDICATOR_UNDECLARED = Rule(
    "indicator-undeclared",
    Severity.ERROR,
    sentence="“{name}” is not a declared indicator{also}",
    hint=_DECLARE,
    protects=_MEANING,
)
TITLE_SHARED = INDICATOR_UNDECLARED.worded(hint="{ids} share this title; write the id instead.")
MAPPED_UNDECLARED = INDICATOR_UNDECLARED.worded("“{name}”, mapped to {target}, is not a declared indicator")
INDICATOR_WITHOUT_TITLE = accessibility.TITLE_MISSING.worded("{name} has no title", "Fill in Title, as it is printed.")
UNIT_UNKNOWN = Rule(
    "unit-unknown",
    Severity.ERROR,
    sentence="{role} of {indicator}: “{text}” is not a unit",
    hint="Write one of {known}.",
    protects=_MEANING,
)
DECIMALS_INVALID = Rule(
    "decimals-invalid",
    Severity.ERROR,
    sentence="{role} of {indicator}: “{text}” is not a number of decimals from 0 to {most}",
    hint="Correct the cell and save the workbook.",
    protects=_FIGURE,
)
POLARITY_UNKNOWN = Rule(
    "polarity-unknown",
    Severity.ERROR,
    sentence="{role} of {indicator}: “{text}” is not a polarity",
    hint="Write which is better: lower, higher or neutral.",
    protects="Better and worse are said of a change as the workbook declares them.",
)
SUPPRESSION_INVALID = Rule(
    "suppression-invalid",
    Severity.ERROR,
    sentence="{role} of {indicator}: “{text}” is not a number below which readings are suppressed",
    hint="Correct the cell and save the workbook.",
    protects="A suppressed figure is not let out.",
)
SUPPRESSION_DIFFERS = Rule(
    "suppression-differs",
    Severity.WARNING,
    sentence="{indicator} {here} here, and {there} at {where}; the strictest counts",
    hint="Declare the higher limit in both places, or take it out of one of them.",
    protects="A suppressed figure is not let out.",
)
SCORECARD_INVALID = Rule(
    "scorecard-invalid",
    Severity.ERROR,
    sentence="{role} of {indicator}: “{text}” is neither yes nor no",
    hint="Correct the cell and save the workbook.",
    protects=_NO_GUESS,
)
PERIOD_UNKNOWN = Rule(
    "period-unknown",
    Severity.ERROR,
    sentence="“{text}” is not a period",
    hint=_PERIOD_HINT,
    protects="Each figure stands for the time that the paper says.",
)
PERIOD_MISSING = PERIOD_UNKNOWN.worded("The reading of {indicator} has no period")
PERIOD_OF_CHANGE_MISSING = PERIOD_UNKNOWN.worded(
    "The change of {indicator} has no period, since its current period is not declared",
    "Fill in Current for it on the Indicators sheet.",
)
PERIOD_OF_KEY_MISSING = PERIOD_UNKNOWN.worded(
    "“{key}”, mapped to {target}, names no period", "Write it as homicide@2021/22 in paper.yaml."
)
PERIOD_OF_COLUMN_UNKNOWN = PERIOD_UNKNOWN.worded(
    "“{name}” is not a period, so the column is not read",
    "Write it as 2021/22, Q4 2021/22, February 2022 or Year ending June 2019.",
    Severity.WARNING,
)
PERIOD_DECLARED_UNKNOWN = PERIOD_UNKNOWN.worded("{role} of {indicator}: {fault}", "{advice}")
DENOMINATOR_UNKNOWN = Rule(
    "denominator-unknown",
    Severity.ERROR,
    sentence="The denominator of {indicator}, “{name}”, is not declared",
    hint=_DECLARE,
    protects=_WORKED_OUT,
)
DERIVATION_INVALID = Rule(
    "derivation-invalid",
    Severity.ERROR,
    sentence="{role} of {indicator}: {fault}",
    hint="{advice}",
    protects=_WORKED_OUT,
)
DERIVED_FROM_UNDECLARED = DERIVATION_INVALID.worded(
    "{indicator} is worked out from “{name}”, which is not declared", _DECLARE
)
DERIVED_FROM_ITSELF = DERIVATION_INVALID.worded(
    "{indicator} is worked out from itself", "Work it out from indicators that have readings of their own."
)
DERIVED_FROM_MANY = DERIVATION_INVALID.worded(
    "{indicator} is worked out from more than {most:,} readings, step upon step",
    "Work it out in the workbook, with a formula.",
)
DERIVATION_UNIT = Rule(
    "derivation-unit",
    Severity.ERROR,
    sentence="{indicator} is worked out in {right}, and its unit is declared as {declared}",
    hint="Write {right} under Unit.",
    protects=_WORKED_OUT,
)
DERIVED_FROM_TWO_UNITS = DERIVATION_UNIT.worded(
    "{indicator} is worked out from {first}, in {unit}, and from {other}, in {other_unit}",
    "Work it out from indicators of one unit.",
)
