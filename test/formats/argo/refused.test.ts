import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readManifests } from "../../../engine/formats/argo/read/read.ts";
import { checkManifests } from "../../../engine/formats/argo/read.ts";

/**
 * One subject a file, in folders by outcome. A refused file says on the lines where it is wrong which
 * codes it expects (`# expect: argo/cycle`), a doubtful one which warnings (`# warn: argo/when`).
 */
const FIXTURES = join(import.meta.dirname, "../../../fixtures/argo");
const files = (folder: string) => readdirSync(join(FIXTURES, folder)).sort();

function issuesOf(folder: string, file: string) {
  const text = readFileSync(join(FIXTURES, folder, file), "utf8");
  const documents = readManifests(text, file);
  const issues = documents.ok
    ? [...documents.warnings, ...checkManifests(documents.value, [])]
    : documents.issues;
  return { text, issues };
}

function expectations(text: string, marker: string): string[] {
  return text.split("\n").flatMap((line, index) => {
    const codes = new RegExp(`# ${marker}: (.*)$`).exec(line)?.[1]?.split(" ") ?? [];
    return codes.map((code) => `${index + 1} ${code}`);
  });
}

describe("manifests", () => {
  it.each(files("valid"))("%s is accepted", (file) => {
    const { issues } = issuesOf("valid", file);
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  it.each(files("refused"))("%s is refused at the lines that it names, and at no other", (file) => {
    const { text, issues } = issuesOf("refused", file);
    const errors = issues.filter(({ severity }) => severity === "error");
    const found = new Set(errors.map((issue) => `${issue.line} ${issue.code}`));
    expect(found).toEqual(new Set(expectations(text, "expect")));
    for (const issue of errors) {
      expect(issue.file).toBe(file);
      expect(issue.hint).toMatch(/\w.*[.?…]$/);
      expect(issue.message).not.toBe("");
    }
  });

  it.each(files("doubtful"))("%s is accepted with warnings at the lines that it names", (file) => {
    const { text, issues } = issuesOf("doubtful", file);
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
    const found = new Set(issues.map((issue) => `${issue.line} ${issue.code}`));
    expect(found).toEqual(new Set(expectations(text, "warn")));
  });
});
