/** A folder for one test file, removed when its tests have run. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

export function tempFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "lowtide-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
