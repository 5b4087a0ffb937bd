/** docs/guide/policies.md has a row for each of these policies and for every input, and its expressions can be used. */
import { expect, it } from "vitest";
import { parse } from "yaml";
import { faultOf } from "../../../engine/core/policy/custom/condition.ts";
import { CUSTOM_INPUTS } from "../../../engine/core/policy/custom/inputs.ts";
import type { PolicyType } from "../../../engine/core/policy/spec.ts";
import { policySchema } from "../../../engine/core/scenario/policy-schema.ts";
import { read } from "../../tidy/tree.ts";

const GUIDE = read("docs/guide/policies.md");

const TYPES: readonly PolicyType[] = [
  "bidirectional-window",
  "deadline-window",
  "budget",
  "price-aware",
  "weighted",
  "custom",
];

it.each(TYPES)("has a row for %s, with parameters and what it sees", (type) => {
  const row = GUIDE.split("\n").find((line) => line.startsWith(`| \`${type}\` | `));
  expect(row?.split(" | ")).toHaveLength(4);
});

it("lists the inputs of an expression with their meaning, and no others", () => {
  const chapter = GUIDE.split("## Write your own")[1]?.split("\n## ")[0] ?? "";
  const rows = [...chapter.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, about]) => [
    name,
    about,
  ]);
  expect(rows).toEqual(Object.entries(CUSTOM_INPUTS).map(([name, { about }]) => [name, about]));
});

it("has three worked examples that can be used as they stand", () => {
  const examples = [...GUIDE.matchAll(/^```yaml\n(name: [^`]*)```$/gm)].map(([, text]) =>
    policySchema.parse(parse(text as string)),
  );
  expect(examples).toHaveLength(3);
  for (const policy of examples) {
    if (policy.type !== "custom") throw new Error(`${policy.name} is no custom policy`);
    expect([faultOf(policy.startWhen), faultOf(policy.skipWhen ?? "true")]).toEqual([
      undefined,
      undefined,
    ]);
  }
});
