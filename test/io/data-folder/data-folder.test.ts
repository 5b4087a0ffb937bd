import { existsSync, statSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { expect, it } from "vitest";
import { dataFolder, ensureDataFolder } from "../../../engine/io/data-folder/data-folder.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const root = tempFolder();

it("prefers the chosen folder, then the environment, then the platform's", () => {
  const env = { LOWTIDE_DATA_DIR: join(root, "env") };
  expect(dataFolder(join(root, "chosen"), env)).toBe(join(root, "chosen"));
  expect(dataFolder(undefined, env)).toBe(join(root, "env"));
  expect(dataFolder(undefined, { LOWTIDE_DATA_DIR: "" })).toBe(dataFolder(undefined, {}));
  expect(dataFolder(undefined, {})).toMatch(/lowtide/);
  expect(isAbsolute(dataFolder("relative", {}))).toBe(true);
});

it("creates the folder with its parents, for the user alone", () => {
  const folder = join(root, "a", "b");
  expect(ensureDataFolder(folder)).toMatchObject({ ok: true, value: folder });
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(ensureDataFolder(folder).ok).toBe(true);
});

it("names the way out when a file is in the way", () => {
  const file = join(root, "file");
  writeFileSync(file, "kept");
  const result = ensureDataFolder(join(file, "below"));
  expect(result).toMatchObject({ ok: false, issues: [{ code: "store/read-only" }] });
  if (!result.ok) expect(result.issues[0]?.hint).toContain("LOWTIDE_DATA_DIR");
  expect(existsSync(file)).toBe(true);
});

it.runIf(process.platform === "linux")("does not hang where folders cannot be created", () => {
  const result = ensureDataFolder("/proc/lowtide/data");
  expect(result).toMatchObject({ ok: false, issues: [{ code: "store/read-only" }] });
});
