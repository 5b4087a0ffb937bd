/** docs/errors.md lists the error codes that occur in the source, all of them and no others. */
import { expect, it } from "vitest";
import { paths, read } from "./tree.ts";

// The two makers of issues, and the helpers that pass their first argument on to them.
const RAISED =
  /\b(?:problem|caution|repaired|error|warn|artifactError)\(\s*"([a-z0-9-]+\/[a-z0-9-]+)"/g;
const LISTED = /^\|\s*`([a-z0-9-]+\/[a-z0-9-]+)`\s*\|\s*\S[^|]*\|\s*\S[^|]*\|/gm;

function codes(pattern: RegExp, texts: readonly string[]): string[] {
  const found = texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));
  return found.sort();
}

it("lists every error code once, with its meaning and its remedy", () => {
  const sources = paths("{engine,renderer,electron}/**/*.{ts,tsx}").map(read);
  const raised = [...new Set(codes(RAISED, sources))];
  expect(raised.length).toBeGreaterThan(0);
  expect(codes(LISTED, [read("docs/errors.md")])).toEqual(raised);
});
