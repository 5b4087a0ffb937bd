import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listFolders } from "../../../engine/io/files/list-folders.ts";
import { writeAtomic } from "../../../engine/io/files/write-atomic.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();

it("writes into folders that do not exist yet, and replaces", () => {
  const file = join(folder, "a", "b", "report.html");
  expect(writeAtomic(file, "one").ok).toBe(true);
  expect(writeAtomic(file, "zwei ü")).toMatchObject({ ok: true, value: file });
  expect(readFileSync(file, "utf8")).toBe("zwei ü");
  expect(readdirSync(join(folder, "a", "b"))).toEqual(["report.html"]);
});

it("leaves nothing behind when the target cannot be replaced", () => {
  const place = join(folder, "c");
  mkdirSync(join(place, "report.html", "full"), { recursive: true });
  const result = writeAtomic(join(place, "report.html"), "text");
  expect(result).toMatchObject({ ok: false, issues: [{ code: "files/is-folder" }] });
  expect(readdirSync(place)).toEqual(["report.html"]);
});

it("reports a folder that cannot be made", () => {
  writeFileSync(join(folder, "file"), "kept");
  const result = writeAtomic(join(folder, "file", "x.txt"), "text");
  expect(result.ok).toBe(false);
  expect(readFileSync(join(folder, "file"), "utf8")).toBe("kept");
});

it.runIf(process.platform === "linux")("does not hang where folders cannot be created", () => {
  expect(writeAtomic("/proc/lowtide/out/x.txt", "text").ok).toBe(false);
});

it("lists visible folders in a fixed order, and neither files nor links", () => {
  const place = join(folder, "d");
  for (const name of ["zeta", "Alpha", ".hidden", "beta"]) {
    mkdirSync(join(place, name), { recursive: true });
  }
  writeFileSync(join(place, "file"), "");
  symlinkSync(folder, join(place, "link"));
  expect(listFolders(place)).toMatchObject({ ok: true, value: ["Alpha", "beta", "zeta"] });
  expect(listFolders(join(place, "absent"))).toMatchObject({
    ok: false,
    issues: [{ code: "files/missing" }],
  });
});
