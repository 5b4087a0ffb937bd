/** The model registry on the shared volume: versions with their lineage, which one serves, and how it came to. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { readWhole, sha256, writeWhole } from "./files.ts";
import { cardOf, type ModelCard } from "./model.ts";
import { StepError } from "./program.ts";
import { type Gate, judge, type Verdict } from "./ship-gate.ts";

const BUSY_MS = 60_000;
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS model (
    version INTEGER PRIMARY KEY AUTOINCREMENT,
    stage TEXT NOT NULL CHECK (stage IN ('candidate', 'production', 'archived')),
    model_sha256 TEXT NOT NULL, accuracy REAL NOT NULL, run TEXT NOT NULL,
    batch INTEGER NOT NULL, trained_from INTEGER NOT NULL, trained_to INTEGER NOT NULL,
    data_sha256 TEXT NOT NULL, program_sha256 TEXT NOT NULL,
    parent INTEGER REFERENCES model (version), created_at TEXT NOT NULL,
    UNIQUE (model_sha256, run)
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_in_production ON model (stage) WHERE stage = 'production';
  CREATE TABLE IF NOT EXISTS change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL REFERENCES model (version),
    stage TEXT NOT NULL, replaced INTEGER, reason TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT;`;

const COLUMNS = `version, stage, model_sha256 AS modelSha256, accuracy, run, batch, trained_from AS trainedFrom,
  trained_to AS trainedTo, data_sha256 AS dataSha256, program_sha256 AS programSha256, parent,
  created_at AS createdAt`;

export type Stage = "candidate" | "production" | "archived";

export interface RegisteredModel {
  readonly version: number;
  readonly stage: Stage;
  readonly modelSha256: string;
  /** On the rows that its training held out. */
  readonly accuracy: number;
  readonly run: string;
  readonly batch: number;
  readonly trainedFrom: number;
  readonly trainedTo: number;
  readonly dataSha256: string;
  readonly programSha256: string;
  /** What served when it was trained. */
  readonly parent: number | null;
  readonly createdAt: string;
}

export interface Change {
  readonly version: number;
  readonly stage: Stage;
  /** The version that served before. */
  readonly replaced: number | null;
  readonly reason: string;
  readonly at: string;
}

export type Promotion =
  | { readonly kind: "promoted"; readonly replaced: number | null }
  | Exclude<Verdict, { readonly kind: "pass" }>;

/** Safe for several processes: each method is one transaction, and readers see it whole. */
export class Registry {
  private readonly db: Database.Database;
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(join(folder, "models"), { recursive: true });
    this.db = new Database(join(folder, "registry.sqlite"), { timeout: BUSY_MS });
    this.db.pragma("journal_mode = WAL");
    this.db.transaction(() => this.db.exec(SCHEMA)).immediate();
  }

  close(): void {
    this.db.close();
  }

  /** Takes in a model file as a candidate; the same file of the same run keeps its version. */
  register(bytes: Uint8Array, run: string): RegisteredModel {
    const card = cardOf(bytes);
    const digest = sha256(bytes);
    writeWhole(this.pathOf(digest), bytes);
    const insert = this.db.transaction(() => {
      const there = () => this.selectOne("model_sha256 = ? AND run = ?", digest, run);
      const found = there();
      if (found !== undefined) return found;
      this.insert(card, digest, run);
      return there() as RegisteredModel;
    });
    return insert.immediate();
  }

  /** The file of a version; throws when it is gone or not what was registered. */
  modelFile({ version, modelSha256 }: RegisteredModel): Uint8Array {
    const remedy = "Train again, or roll back to an earlier version.";
    const bytes = readWhole(this.pathOf(modelSha256), `The model of version ${version}`, remedy);
    if (sha256(bytes) === modelSha256) return bytes;
    throw new StepError(`The model file of version ${version} is damaged.`, remedy);
  }

  /**
   * Puts a version into production if the gate lets it pass. One that is in production already stays.
   *
   * @param productionAccuracy of the model in production on the same rows; its registered one when left out
   */
  promote(version: number, gate: Gate, productionAccuracy?: number): Promotion {
    const change = this.db.transaction((): Promotion => {
      const candidate = this.find(version);
      if (candidate.stage === "production") return { kind: "promoted", replaced: null };
      const production = this.production();
      const verdict = judge(candidate, production, gate, productionAccuracy);
      if (verdict.kind !== "pass") return verdict;
      this.serve(version, production, "passed the ship gate");
      return { kind: "promoted", replaced: production?.version ?? null };
    });
    return change.immediate();
  }

  /** Brings back the version that served before; returns it. */
  rollback(reason: string): RegisteredModel {
    const change = this.db.transaction(() => {
      const production = this.production();
      const last = this.db
        .prepare<[number], { replaced: number | null }>(
          "SELECT replaced FROM change WHERE version = ? AND stage = 'production' ORDER BY seq LIMIT 1",
        )
        .get(production?.version ?? -1);
      if (production === undefined || !last?.replaced) {
        throw new StepError("There is no earlier version to go back to.", "Train and ship one.");
      }
      this.serve(last.replaced, production, reason);
      return this.find(last.replaced);
    });
    return change.immediate();
  }

  production(): RegisteredModel | undefined {
    return this.selectOne("stage = ?", "production");
  }

  find(version: number): RegisteredModel {
    const found = this.selectOne("version = ?", version);
    if (found !== undefined) return found;
    throw new StepError(`There is no version ${version}.`, "Give one that was registered.");
  }

  /** Oldest first. */
  list(): RegisteredModel[] {
    return this.db
      .prepare<[], RegisteredModel>(`SELECT ${COLUMNS} FROM model ORDER BY version`)
      .all();
  }

  /** What went into production and out of it, oldest first. */
  changes(): Change[] {
    return this.db
      .prepare<[], Change>("SELECT version, stage, replaced, reason, at FROM change ORDER BY seq")
      .all();
  }

  private insert(card: ModelCard, digest: string, run: string): void {
    this.db
      .prepare(
        `INSERT INTO model (stage, model_sha256, accuracy, run, batch, trained_from, trained_to,
           data_sha256, program_sha256, parent, created_at)
         VALUES ('candidate', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        digest,
        card.accuracy,
        run,
        card.batch,
        card.trained.from,
        card.trained.to,
        card.dataSha256,
        card.programSha256,
        this.production()?.version ?? null,
        now(),
      );
  }

  private serve(version: number, before: RegisteredModel | undefined, reason: string): void {
    if (before !== undefined) this.setStage(before.version, "archived", null, reason);
    this.setStage(version, "production", before?.version ?? null, reason);
  }

  private setStage(version: number, stage: Stage, replaced: number | null, reason: string): void {
    this.db.prepare("UPDATE model SET stage = ? WHERE version = ?").run(stage, version);
    this.db
      .prepare("INSERT INTO change (version, stage, replaced, reason, at) VALUES (?, ?, ?, ?, ?)")
      .run(version, stage, replaced, reason, now());
  }

  private selectOne(where: string, ...values: (string | number)[]): RegisteredModel | undefined {
    return this.db
      .prepare<(string | number)[], RegisteredModel>(`SELECT ${COLUMNS} FROM model WHERE ${where}`)
      .get(...values);
  }

  private pathOf(digest: string): string {
    return join(this.folder, "models", `${digest}.onnx`);
  }
}

function now(): string {
  return new Date().toISOString();
}
