import { expect, it } from "vitest";
import { lowtide } from "./lowtide.ts";

const FIXTURES = "fixtures/argo/conformance";
const conformance = (...args: string[]) => lowtide("conformance", `${FIXTURES}/manifests`, ...args);

it("prints how far the manifests of a folder get", async () => {
  const { exitCode, stdout, stderr } = await conformance("--fail-under", "9");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(stdout).toContain("9 files with 11 documents, 1 other files\n");
  expect(stdout).toMatch(
    /environment\.yaml .*labelled fails \(expected-failures\), found Succeeded/,
  );
  expect(stdout.split("\n").slice(-7)).toEqual([
    "parsed           9 of 11",
    "validated        9 of 11",
    "ran to an end    5 of 7 (1 Failed, 4 Succeeded)",
    "nothing to run   4 of 11",
    "as labelled      10 of 11",
    "as expected      0 of 0",
    "files that pass  9 of 9",
  ]);
});

it("ends with 1 when fewer files pass than must", async () => {
  expect((await conformance("--fail-under", "10")).exitCode).toBe(1);
});

it("ends with 1 and the differences when an expected status disagrees", async () => {
  const { exitCode, stdout } = await conformance("--expected", `${FIXTURES}/disagreeing`);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    'nodes["nightly-9wq4t[2].alarm"].phase: expected Omitted, found Skipped\n',
  );
});

it("prints one object, and ends with 0 when expected statuses agree", async () => {
  const folders = ["--expected", `${FIXTURES}/expected`, "--profile-dir", `${FIXTURES}/profiles`];
  const { exitCode, stdout } = await conformance(...folders, "--json");
  const { summary, documents } = JSON.parse(stdout);
  expect(exitCode).toBe(0);
  expect(summary).toMatchObject({ compared: 2, agreeing: 2, asLabelled: 11 });
  expect(documents).toHaveLength(11);
});

it("ends with 1 on a folder that is not there", async () => {
  const { exitCode, stdout, stderr } = await lowtide("conformance", "nowhere");
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
  expect(stderr).toMatch(/\[files\/missing\]/);
});
