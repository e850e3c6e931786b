"""Units of DrawingML: English Metric Units (20.1.10.16 ST_Coordinate)."""

EMU_PER_POINT = 12_700
EMU_PER_INCH = 72 * EMU_PER_POINT
EMU_PER_TWIP = EMU_PER_POINT // 20
