/**
 * Who drives a live run holds a lock of the operating system, on a file beside the results. The lock ends with
 * its process, however that ends, and not before: nobody takes a run over from a host that merely stands still.
 */
import { existsSync, rmSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";

/** Whoever looks whether a run is driven holds its file for a moment; one who wants to drive it waits. */
const LOOKED_AT_MS = 1_000;

export class RunLocks {
  private readonly file: string;
  private readonly held = new Map<number, Database>();

  /** @param file of the results */
  constructor(file: string) {
    this.file = file;
  }

  /** True when the run is now this store's, or was before. */
  take(id: number): boolean {
    if (this.held.has(id)) return true;
    const db = new Sqlite(this.fileOf(id), { timeout: LOOKED_AT_MS });
    try {
      db.exec("BEGIN EXCLUSIVE");
      this.held.set(id, db);
      return true;
    } catch (error) {
      db.close();
      if (isBusy(error)) return false;
      throw error;
    }
  }

  /** Whether anybody holds it, this store or another one. */
  isTaken(id: number): boolean {
    if (this.held.has(id)) return true;
    if (!existsSync(this.fileOf(id))) return false;
    const db = new Sqlite(this.fileOf(id), { timeout: 0 });
    try {
      db.prepare("SELECT count(*) FROM sqlite_schema").get();
      return false;
    } catch (error) {
      if (isBusy(error)) return true;
      throw error;
    } finally {
      db.close();
    }
  }

  release(id: number): void {
    this.held.get(id)?.close();
    this.held.delete(id);
  }

  /** The run is no more: numbers are not given twice. */
  remove(id: number): void {
    this.release(id);
    rmSync(this.fileOf(id), { force: true });
  }

  releaseAll(): void {
    for (const id of [...this.held.keys()]) this.release(id);
  }

  private fileOf(id: number): string {
    return `${this.file}-run-${id}`;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "SQLITE_BUSY";
}
