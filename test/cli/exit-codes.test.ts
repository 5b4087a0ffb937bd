import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../tidy/tree.ts";
import { lowtide } from "./lowtide.ts";

it.each([
  [["frobnicate"], /unknown command 'frobnicate'/],
  [["simulat"], /Did you mean simulate\?/],
  [["simulate"], /missing required argument/],
  [["simulate", "green-e2e-ml", "--frob"], /unknown option '--frob'/],
  [["simulate", "green-e2e-ml", "--seed", "1.5"], /A seed is an integer/],
  [["simulate", "green-e2e-ml", "--seed", "4294967296"], /A seed is an integer/],
  [["serve", "--port", "70000"], /A port is an integer/],
  [["schema", "grid"], /Allowed choices are scenario, policy/],
])("ends with 2 on a wrong command line: %j", async (args, message) => {
  const { exitCode, stdout, stderr } = await lowtide(...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toMatch(message);
});

it("ends with 1 and a remedy on input that cannot be used", async () => {
  const { exitCode, stdout, stderr } = await lowtide("simulate", "green-e2e");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/\[scenario\/not-found\]\n {2}.*green-e2e-ml/);
});

it("ends with 0 on help and version", async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(await lowtide("--version")).toEqual({ exitCode: 0, stdout: version, stderr: "" });
  expect((await lowtide("simulate", "--help")).exitCode).toBe(0);
});

it("ends quietly when its reader has seen enough", async () => {
  const main = join(ROOT, "engine/cli/main.ts");
  const child = spawn(process.execPath, [main, "simulate", "nightly-retrain", "--json"]);
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "close");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});
