/** A linear program as plain data: least cost of columns that keep rows. */

export interface Column {
  readonly name: string;
  readonly cost: number;
  readonly lower: number;
  readonly upper: number;
  /** Whole values only. */
  readonly integer: boolean;
}

/** `sum of coefficient x column <= upper`. */
export interface Row {
  readonly name: string;
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
  readonly upper: number;
}

export interface LinearProgram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** Added to the cost of the columns. */
  readonly constant: number;
}
