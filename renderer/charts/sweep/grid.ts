/** Where the cells of a heat map lie, and which one is under the pointer. */

export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface Place {
  readonly column: number;
  readonly row: number;
}

/** The cell at a position in pixels; rows rise from the bottom, as values do. */
export function placeAt({ columns, rows, width, height }: CellGrid, x: number, y: number): Place {
  const clamp = (value: number, count: number) => Math.min(count - 1, Math.max(0, value));
  return {
    column: clamp(Math.floor((x / width) * columns), columns),
    row: clamp(rows - 1 - Math.floor((y / height) * rows), rows),
  };
}

/** Left, top, width and height of a cell; edges are whole pixels, so that neighbours touch. */
export function cellBox({ columns, rows, width, height }: CellGrid, { column, row }: Place) {
  const left = Math.round((column / columns) * width);
  const top = Math.round(((rows - 1 - row) / rows) * height);
  return {
    left,
    top,
    width: Math.round(((column + 1) / columns) * width) - left,
    height: Math.round(((rows - row) / rows) * height) - top,
  };
}

/** The place after an arrow key, Home or End; undefined for other keys. */
export function movedPlace(
  key: string,
  { column, row }: Place,
  { columns, rows }: Pick<CellGrid, "columns" | "rows">,
): Place | undefined {
  const to = (nextColumn: number, nextRow: number) => ({
    column: Math.min(columns - 1, Math.max(0, nextColumn)),
    row: Math.min(rows - 1, Math.max(0, nextRow)),
  });
  switch (key) {
    case "ArrowLeft":
      return to(column - 1, row);
    case "ArrowRight":
      return to(column + 1, row);
    case "ArrowUp":
      return to(column, row + 1);
    case "ArrowDown":
      return to(column, row - 1);
    case "Home":
      return to(0, row);
    case "End":
      return to(columns - 1, row);
    default:
      return undefined;
  }
}

/** Positions of labels that do not run into each other, the first and as many as fit. */
export function labelled(count: number, roomPx: number, labelPx: number): number[] {
  const every = Math.max(1, Math.ceil((count * labelPx) / Math.max(1, roomPx)));
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every);
}
