/** Where everything in the picture stands: rows from top to bottom, in pixels. */

export interface Row {
  readonly top: number;
  readonly height: number;
}

export interface PictureLayout {
  readonly intensity: Row;
  readonly strip: Row;
  readonly lanes: readonly Row[];
  readonly accuracy: Row | null;
  readonly axis: Row;
  readonly height: number;
}

export interface PictureShape {
  readonly lanes: number;
  readonly accuracy: boolean;
  /** Less height for everything: small windows. */
  readonly compact: boolean;
}

const ROOMY = { intensity: 136, strip: 10, lane: 47, accuracy: 58, axis: 26, gap: 10 };
const COMPACT = { intensity: 92, strip: 8, lane: 40, accuracy: 46, axis: 22, gap: 6 };

/** Room above the intensity for the pill of the cursor and of the deadline. */
const HEAD = 22;

export function pictureLayout(shape: PictureShape): PictureLayout {
  const size = shape.compact ? COMPACT : ROOMY;
  const intensity = { top: HEAD, height: size.intensity };
  const strip = { top: bottom(intensity) + 4, height: size.strip };
  const firstLane = bottom(strip) + size.gap;
  const lanes = Array.from({ length: shape.lanes }, (_, index) => ({
    top: firstLane + index * size.lane,
    height: size.lane,
  }));
  const lanesEnd = firstLane + shape.lanes * size.lane;
  const accuracy = shape.accuracy ? { top: lanesEnd + size.gap + 4, height: size.accuracy } : null;
  const axis = { top: (accuracy === null ? lanesEnd : bottom(accuracy)) + 4, height: size.axis };
  return { intensity, strip, lanes, accuracy, axis, height: bottom(axis) };
}

function bottom(row: Row): number {
  return row.top + row.height;
}
