/** Rows made ready for training, and the file that carries them from preprocessing to training. */
import { type Encoders, encode, FEATURES, fitEncoders } from "./encoders.ts";
import { sha256 } from "./files.ts";
import type { Invoices } from "./invoices.ts";
import { StepError } from "./program.ts";
import { type BatchSizes, heldOutRange, type RowRange, rowsIn, trainingRange } from "./ranges.ts";
import { digestOf } from "./rows.ts";

const MAGIC = "LTPREP01";
const WORD = 4;

/** Where the rows come from and how they became numbers; goes into the model file too. */
export interface Preparation {
  readonly batch: number;
  readonly trained: RowRange;
  readonly heldOut: RowRange;
  readonly encoders: Encoders;
  /** Over the training rows and the held-out ones. */
  readonly dataSha256: string;
}

export interface PreparedRows {
  readonly columns: readonly Float32Array[];
  readonly labels: Uint8Array;
}

export interface Prepared {
  readonly about: Preparation;
  readonly training: PreparedRows;
  readonly heldOut: PreparedRows;
}

/** Fits encoders on the training rows alone, and encodes both parts with them. */
export function prepare(
  batch: number,
  sizes: BatchSizes,
  window: number,
  rowsOf: (range: RowRange) => Invoices,
): Prepared {
  const trained = trainingRange(batch, sizes, window);
  const heldOut = heldOutRange(batch, sizes);
  const trainingRows = rowsOf(trained);
  const heldOutRows = rowsOf(heldOut);
  const encoders = fitEncoders(trainingRows);
  const dataSha256 = sha256(digestOf(trainingRows), digestOf(heldOutRows));
  return {
    about: { batch, trained, heldOut, encoders, dataSha256 },
    training: { columns: encode(encoders, trainingRows), labels: trainingRows.vatClass },
    heldOut: { columns: encode(encoders, heldOutRows), labels: heldOutRows.vatClass },
  };
}

/** Magic, length of the header, SHA-256 of all that follows it, header as JSON, columns, labels. */
export function toFile({ about, training, heldOut }: Prepared): Uint8Array {
  const header = Buffer.from(JSON.stringify(about));
  const padding = Buffer.alloc((WORD - (header.length % WORD)) % WORD, " ");
  const body = Buffer.concat([header, padding, ...partsOf(training), ...partsOf(heldOut)]);
  const length = Buffer.alloc(WORD);
  length.writeUInt32LE(header.length + padding.length);
  return Buffer.concat([Buffer.from(MAGIC), length, Buffer.from(sha256(body)), body]);
}

function partsOf({ columns, labels }: PreparedRows): Uint8Array[] {
  const padding = new Uint8Array((WORD - (labels.length % WORD)) % WORD);
  const numbers = columns.map(
    (column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
  );
  return [...numbers, labels, padding];
}

export function fromFile(file: Uint8Array): Prepared {
  const bytes = Buffer.from(file);
  const headerLength = bytes.subarray(MAGIC.length, MAGIC.length + WORD);
  const digestAt = MAGIC.length + WORD;
  const bodyAt = digestAt + 64;
  const body = bytes.subarray(bodyAt);
  const whole =
    bytes.length > bodyAt &&
    bytes.toString("latin1", 0, MAGIC.length) === MAGIC &&
    bytes.toString("latin1", digestAt, bodyAt) === sha256(body);
  if (!whole) {
    throw new StepError("The prepared rows are damaged.", "Run preprocessing again.");
  }
  const from = headerLength.readUInt32LE();
  const about = JSON.parse(body.toString("utf8", 0, from)) as Preparation;
  const training = rowsAt(body, from, rowsIn(about.trained));
  const heldOut = rowsAt(body, training.next, rowsIn(about.heldOut));
  return { about, training: training.rows, heldOut: heldOut.rows };
}

function rowsAt(body: Buffer, from: number, rows: number): { rows: PreparedRows; next: number } {
  // A copy, because numbers of 32 bits must begin at a multiple of 4.
  const size = rows * WORD;
  const columns = FEATURES.map((_, feature) => {
    const part = Uint8Array.from(body.subarray(from + feature * size, from + (feature + 1) * size));
    return new Float32Array(part.buffer);
  });
  const labelsAt = from + FEATURES.length * size;
  const labels = Uint8Array.from(body.subarray(labelsAt, labelsAt + rows));
  return { rows: { columns, labels }, next: labelsAt + Math.ceil(rows / WORD) * WORD };
}
