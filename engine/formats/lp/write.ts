/** Writes a linear program in the LP format of CPLEX, which every solver reads. */
import type { LinearProgram, Row } from "../../core/optimum/program.ts";

/** Solvers limit the length of a line. */
const TERMS_PER_LINE = 8;

/** The text of a program that is to be minimised; the constant is left out. */
export function writeLp({ columns, rows }: LinearProgram): string {
  const names = columns.map(({ name }) => name);
  const cost = columns.flatMap(({ cost }, column) => (cost === 0 ? [] : [[column, cost] as const]));
  const integers = columns.filter(({ integer }) => integer).map(({ name }) => ` ${name}`);
  return [
    "Minimize",
    ` obj: ${sum(cost, names)}`,
    "Subject To",
    ...rows.map((row) => rowText(row, names)),
    "Bounds",
    ...columns.map(({ name, lower, upper }) => ` ${lower} <= ${name} <= ${upper}`),
    ...(integers.length === 0 ? [] : ["General", ...integers]),
    "End",
    "",
  ].join("\n");
}

function rowText({ name, terms, upper }: Row, names: readonly string[]): string {
  return ` ${name}: ${sum(terms, names)} <= ${upper}`;
}

/** A sum of nothing names a column all the same, as the format wants. */
function sum(terms: readonly (readonly [number, number])[], names: readonly string[]): string {
  if (terms.length === 0) return `0 ${names[0]}`;
  const written = terms.map(([column, by], index) => {
    const line = index > 0 && index % TERMS_PER_LINE === 0 ? "\n  " : "";
    return `${line}${by < 0 ? "-" : "+"} ${Math.abs(by)} ${names[column]}`;
  });
  return written.join(" ");
}
