import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readText } from "../../../engine/io/files/read-text.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";

const folder = tempFolder();

function write(name: string, content: string | Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function code(file: string, limit = 1_000): string | undefined {
  const result = readText(file, limit);
  return result.ok ? undefined : result.issues[0]?.code;
}

it("reads UTF-8 and leaves out the byte order mark", () => {
  const file = write("bom.txt", "\uFEFFgrün\n");
  expect(readText(file, 1_000)).toMatchObject({ ok: true, value: "grün\n" });
  expect(readText(write("empty.txt", ""), 0)).toMatchObject({ ok: true, value: "" });
});

it("accepts a file of exactly the limit, and none larger", () => {
  expect(readText(write("ten.txt", "0123456789"), 10)).toMatchObject({ value: "0123456789" });
  expect(code(join(folder, "ten.txt"), 9)).toBe("files/too-large");
});

it("names what is wrong", () => {
  mkdirSync(join(folder, "sub"));
  expect(code(join(folder, "absent.txt"))).toBe("files/missing");
  expect(code(join(folder, "ten.txt", "below"))).toBe("files/missing");
  expect(code(join(folder, "sub"))).toBe("files/is-folder");
  expect(code(write("latin1.txt", Uint8Array.of(0x67, 0x72, 0xfc, 0x6e)))).toBe("files/not-utf8");
  expect(code(write("utf16.txt", Buffer.from("\uFEFFa", "utf16le")))).toBe("files/not-utf8");
  expect(code(join(folder, "nul\0.txt"))).toBe("files/unusable");
  expect(code(join(folder, "x".repeat(5_000)))).toBe("files/unusable");
});

it.runIf(process.platform !== "win32")("does not wait on a pipe nor read a device", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  expect(code(pipe)).toBe("files/not-a-file");
  expect(code("/dev/zero")).toBe("files/not-a-file");
});
