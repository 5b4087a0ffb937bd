/** Reads the rows of a grid CSV into timed samples, and says what is wrong with each. */
import { caution, type Issue, problem } from "../../core/issue.ts";
import { MAX_TRACE_STEPS } from "../../core/limits.ts";
import type { GramsPerKwh, InstantMs } from "../../core/units/units.ts";
import { forEachRow, type Row } from "../csv/rows.ts";
import { type Basis, electricityMapsLayout } from "./electricity-maps.ts";
import { counted, type Findings, repaired } from "./findings.ts";
import type { Layout } from "./layout.ts";
import { nesoLayout } from "./neso.ts";
import { plainLayout } from "./plain.ts";
import { readTimestamp } from "./timestamp.ts";
import { readValue } from "./value.ts";

export interface Sample {
  readonly line: number;
  readonly atMs: InstantMs;
  /** Undefined when the cell holds no number. */
  readonly value: GramsPerKwh | undefined;
  /** What was forecast for this time, where the file has a column for it. */
  readonly forecast?: GramsPerKwh | undefined;
}

export interface Table {
  readonly layout: Layout;
  readonly samples: readonly Sample[];
  /** Zone of the samples, if the file names it. */
  readonly zone: string | undefined;
  /** Some times carry no offset, and the header does not say UTC. */
  readonly offsetUnstated: boolean;
}

interface Wanted {
  readonly column: Basis | undefined;
  readonly zone: string | undefined;
}

/** No grid emits this much; the highest real hours stay below 1,300 g/kWh. */
const MAX_G_PER_KWH = 5_000;

/** The table, or undefined when `findings` says why there is none. */
export function readTable(text: string, wanted: Wanted, findings: Findings): Table | undefined {
  let reader: SampleReader | undefined;
  forEachRow(text, (row) => {
    if (row.badQuotes) {
      const hint = "Close or remove the quotation mark; it may begin on an earlier line.";
      findings.add(problem("grid/quotes", "a quotation mark is not closed", hint), row.line);
      return false;
    }
    if (reader !== undefined) return reader.read(row);
    const layout =
      electricityMapsLayout(row.cells, wanted.column) ??
      nesoLayout(row.cells) ??
      plainLayout(row.cells);
    if ("code" in layout) {
      findings.add(layout, row.line);
      return false;
    }
    reader = new SampleReader(layout, wanted.zone, findings);
    return true;
  });
  if (findings.failed || reader === undefined) return undefined;
  return reader.onlyOtherZone === undefined
    ? reader.finish()
    : readOtherZone(text, wanted, reader.onlyOtherZone, findings);
}

/** A file of one zone is used as what it is, whatever zone was wanted: a question to allow. */
function readOtherZone(
  text: string,
  { column, zone }: Wanted,
  found: string,
  findings: Findings,
): Table | undefined {
  const message = `the file is of zone ${found}, not ${zone}`;
  const hint = `Results then hold for the grid of ${found}.`;
  findings.repair(repaired("grid/zone", message, hint));
  return readTable(text, { column, zone: found }, findings);
}

class SampleReader {
  private readonly layout: Layout;
  private readonly wantedZone: string | undefined;
  private readonly findings: Findings;
  private readonly samples: Sample[] = [];
  private zone: string | undefined;
  private readonly otherZones = new Set<string>();
  private numbers = 0;
  private points = 0;
  private commas = { count: 0, line: 0, ambiguous: true };
  private texts = { count: 0, line: 0, first: "" };
  private offsets = { stated: 0, unstated: 0, unstatedLine: 0 };
  private estimated = 0;

  constructor(layout: Layout, wantedZone: string | undefined, findings: Findings) {
    this.layout = layout;
    this.wantedZone = wantedZone;
    this.findings = findings;
  }

  /** False when reading on is of no use. */
  read(row: Row): boolean {
    if (!this.hasAllColumns(row) || !this.isOfZone(row)) return true;
    const atMs = this.instant(row);
    const value = this.intensity(row, this.layout.value);
    if (value !== undefined) this.numbers += 1;
    const { forecast: column } = this.layout;
    const forecast = column === undefined ? undefined : this.intensity(row, column);
    if (atMs === undefined) return true;
    if (value !== undefined && this.layout.estimated !== undefined) {
      if (/^true$/i.test(row.cells[this.layout.estimated]?.trim() ?? "")) this.estimated += 1;
    }
    this.samples.push(
      column === undefined
        ? { line: row.line, atMs, value }
        : { line: row.line, atMs, value, forecast },
    );
    if (this.samples.length <= MAX_TRACE_STEPS) return true;
    const hint = "Split the file by year, or average it to hours.";
    this.findings.add(
      problem("grid/too-long", `the file has more than ${MAX_TRACE_STEPS} rows`, hint),
      row.line,
    );
    return false;
  }

  /** The zone of all rows, when that is another one than was wanted. */
  get onlyOtherZone(): string | undefined {
    const [first] = this.otherZones;
    return this.samples.length === 0 && this.otherZones.size === 1 ? first : undefined;
  }

  finish(): Table | undefined {
    const { findings, layout, samples, zone } = this;
    if (layout.caution !== undefined) findings.repair(layout.caution);
    this.judgeNumbers();
    this.judgeOffsets();
    if (this.estimated > 0) {
      const total = `${this.estimated} of ${counted(this.numbers, "value")}`;
      findings.inform(`${total} are estimated by the publisher.`);
    }
    if (findings.failed) return undefined;
    return { layout, samples, zone, offsetUnstated: this.offsets.unstated > 0 && !layout.utc };
  }

  private hasAllColumns(row: Row): boolean {
    const { width } = this.layout;
    const extra = row.cells.slice(width).some((cell) => cell.trim() !== "");
    const found = `${counted(row.cells.length, "column")}, the header has ${width}`;
    if (row.cells.length < width && row.unterminated) {
      const message = `the last line is cut off (${found}) and was left out`;
      const hint = "Download the file again if its end matters.";
      this.findings.repair(repaired("grid/truncated", message, hint), row.line);
      return false;
    }
    if (row.cells.length >= width && !extra) {
      if (row.unterminated && this.layout.value === width - 1) this.warnUnterminated(row);
      return true;
    }
    const hint = extra
      ? "If the numbers use decimal commas, separate the columns by semicolons."
      : "Complete the line or remove it; the hours it leaves out are then seen as a gap.";
    this.findings.add(problem("grid/columns", `the line has ${found}`, hint), row.line);
    return false;
  }

  private warnUnterminated(row: Row): void {
    const message = "the file ends without a line break, so its last value may be cut short";
    const hint = `Check that "${row.cells[this.layout.value]}" is complete.`;
    this.findings.warn(caution("grid/unterminated", message, hint), row.line);
  }

  private isOfZone(row: Row): boolean {
    if (this.layout.zone === undefined) return true;
    const zone = (row.cells[this.layout.zone] as string).trim();
    if (this.wantedZone !== undefined && zone !== this.wantedZone) {
      this.otherZones.add(zone);
      return false;
    }
    if (this.zone !== undefined && this.zone !== zone) {
      const message = `the file mixes the zones ${this.zone} and ${zone}`;
      const hint = "Keep the rows of one zone.";
      this.findings.add(problem("grid/mixed-zones", message, hint), row.line);
      return false;
    }
    this.zone = zone;
    return true;
  }

  private instant(row: Row): InstantMs | undefined {
    const cell = row.cells[this.layout.time] as string;
    const time = readTimestamp(cell);
    if (typeof time === "string") {
      const hint = "Write times like 2024-03-31T01:00:00Z, or as Unix seconds.";
      const message = `the time "${cell.slice(0, 60)}" ${time}`;
      this.findings.add(problem("grid/timestamp", message, hint), row.line);
      return undefined;
    }
    if (time.hasOffset) this.offsets.stated += 1;
    else if (this.offsets.unstated++ === 0) this.offsets.unstatedLine = row.line;
    return time.atMs;
  }

  private intensity(row: Row, column: number): GramsPerKwh | undefined {
    const cell = row.cells[column] as string;
    const read = readValue(cell);
    if (read.kind === "formula") {
      const hint = "Export the values, not the formulas.";
      const message = `the value "${cell.slice(0, 60)}" is a formula`;
      this.findings.add(problem("grid/formula", message, hint), row.line);
      return undefined;
    }
    if (read.kind === "text" && this.texts.count++ === 0) {
      this.texts = { count: 1, line: row.line, first: cell.slice(0, 60) };
    }
    if (read.kind === "text" || read.kind === "missing") return undefined;
    if (read.kind === "comma") {
      if (this.commas.count++ === 0) this.commas.line = row.line;
      this.commas.ambiguous &&= read.digits === 3;
    } else if (cell.includes(".")) this.points += 1;
    const fault = implausible(read.value);
    if (fault !== undefined) this.findings.add(fault, row.line);
    return read.value;
  }

  private judgeNumbers(): void {
    const { commas, findings, texts } = this;
    if (this.otherZones.size > 1 && this.samples.length === 0) {
      const zones = [...this.otherZones].slice(0, 5).join(", ");
      const message = `the file has no rows of zone ${this.wantedZone}, but of ${zones}`;
      findings.add(problem("grid/zone", message, "Keep the rows of one zone."));
    } else if (this.samples.length === 0) {
      const hint = "Export it again.";
      findings.add(problem("grid/empty", "the file has a header but no rows", hint));
    } else if (this.numbers === 0) {
      const found = texts.count > 0 ? `; the first is "${texts.first}"` : "";
      const message = `no cell of the intensity column is a number${found}`;
      const hint = "Write plain numbers in g/kWh, such as 123.4.";
      findings.add(problem("grid/no-values", message, hint), this.samples[0]?.line);
    } else if (texts.count > 0) {
      const message = `${counted(texts.count, "value")} such as "${texts.first}" read as missing`;
      const hint = "Write plain numbers in g/kWh, or leave the cell empty.";
      findings.repair(repaired("grid/text", message, hint), texts.line);
    }
    if (commas.count > 0) this.judgeCommas();
  }

  private judgeCommas(): void {
    const { commas, findings, points } = this;
    if (points === 0 && !commas.ambiguous) {
      const message = `decimal commas in ${counted(commas.count, "value")} read as decimal points`;
      const hint = "Export with decimal points to avoid this.";
      findings.repair(repaired("grid/decimal-comma", message, hint), commas.line);
      return;
    }
    const message =
      points > 0
        ? "some values have a decimal comma, others a decimal point"
        : "every comma is followed by three digits: it may separate decimals or thousands";
    const hint = "Export with decimal points and without thousands separators.";
    findings.add(problem("grid/decimal-comma", message, hint), commas.line);
  }

  private judgeOffsets(): void {
    const { findings, layout, offsets } = this;
    if (offsets.unstated === 0 || layout.utc) return;
    const hint = "Write times with Z or an offset, such as 2024-03-31T01:00:00Z.";
    if (offsets.stated > 0) {
      const message = "some times carry an offset to UTC, others do not";
      findings.add(problem("grid/offset", message, hint), offsets.unstatedLine);
      return;
    }
    const message = "the times carry no offset and were read as UTC";
    findings.repair(repaired("grid/offset", message, hint), offsets.unstatedLine);
  }
}

function implausible(value: GramsPerKwh): Issue | undefined {
  if (value < 0) {
    const hint = "An average intensity is never negative: correct the value or leave it empty.";
    return problem("grid/negative", `the intensity ${value} is negative`, hint);
  }
  if (value > MAX_G_PER_KWH) {
    const hint = "Values must be in g/kWh: correct it, or leave the cell empty.";
    return problem("grid/unit", `no grid emits ${value} g/kWh`, hint);
  }
  return undefined;
}
