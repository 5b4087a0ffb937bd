import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { openStore } from "../../../engine/io/sqlite/store.ts";
import { sampleComparison } from "../../fakes/comparison.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const root = tempFolder();

/** Codes and hints that an ordinary user meets. */
function openAsUser(file: string): [string, string][] {
  const script = join(import.meta.dirname, "reader-child.ts");
  const printed = execFileSync(process.execPath, [script, dirname(file), file], {
    encoding: "utf8",
  });
  return JSON.parse(printed) as [string, string][];
}

it("says that a folder that may only be read needs permission or another place", () => {
  const folder = join(root, "empty");
  mkdirSync(folder);
  chmodSync(root, 0o755);
  chmodSync(folder, 0o555);
  const issues = openAsUser(join(folder, "lowtide.sqlite"));
  expect(issues.map(([code]) => code)).toEqual(["store/read-only", "store/read-only"]);
  for (const [, hint] of issues) expect(hint).toContain("LOWTIDE_DATA_DIR");
  chmodSync(folder, 0o755);
});

it("says the same of a file that may only be read, at opening and not at the first save", () => {
  const folder = join(root, "kept");
  const file = join(folder, "lowtide.sqlite");
  mkdirSync(folder);
  const store = unwrap(openStore(file));
  store.save(sampleComparison(0));
  store.close();
  const bytes = readFileSync(file);
  chmodSync(root, 0o755);
  chmodSync(file, 0o444);
  chmodSync(folder, 0o555);
  expect(openAsUser(file).map(([code]) => code)).toEqual(["store/read-only", "store/read-only"]);
  chmodSync(folder, 0o755);
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
