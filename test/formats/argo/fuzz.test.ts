import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { NO_PROFILES } from "../../../engine/core/profile/profile.ts";
import { runOnVirtualClock } from "../../../engine/core/simulate/virtual-run.ts";
import { virtualWorld } from "../../../engine/core/simulate/virtual-world.ts";
import type { Workflow } from "../../../engine/core/workflow/manifest.ts";
import { planWorkflow } from "../../../engine/core/workflow/plan/plan-workflow.ts";
import { workflowStatus } from "../../../engine/core/workflow/status/status-of.ts";
import { isRunnable } from "../../../engine/formats/argo/assemble/run-source.ts";
import { resolveWorkflow } from "../../../engine/formats/argo/assemble/workflow.ts";
import { readManifests } from "../../../engine/formats/argo/read/read.ts";
import { DOCUMENT_SCHEMAS, MANIFEST_KINDS } from "../../../engine/formats/argo/schema/documents.ts";
import { mutated } from "../../helpers/mutate.ts";

/** Documents of each kind; a longer search sets LOWTIDE_FUZZ, to 50000 for 100,000 in all. */
const RUNS = Number(process.env.LOWTIDE_FUZZ ?? 1_000);
const FIXTURES = join(import.meta.dirname, "../../../fixtures/argo");

/** Each file as one document, so that a change anywhere leaves the others beside it. */
const SOURCES = ["valid", "doubtful"].flatMap((folder) =>
  readdirSync(join(FIXTURES, folder)).map((file) => {
    const documents = parseAllDocuments(readFileSync(join(FIXTURES, folder, file), "utf8"));
    return stringify({ kind: "List", items: documents.map((document) => document.toJS()) });
  }),
);

/** Whatever is accepted also runs to an end. */
function expectEnd(workflow: Workflow): void {
  const plan = planWorkflow(workflow);
  const { run } = runOnVirtualClock(plan, virtualWorld(NO_PROFILES));
  expect(["Succeeded", "Failed", "Error"]).toContain(run.phase);
  expect(workflowStatus(plan, run).nodes).toHaveLength(run.nodes.length);
}

/** Reads, checks, assembles and runs; the number of workflows that came of it. */
function digest(text: string): number {
  const documents = readManifests(text, "a.yaml");
  if (!documents.ok) {
    expect(documents.issues.length).toBeGreaterThan(0);
    for (const issue of documents.issues) expect(issue.hint).not.toBe("");
    return 0;
  }
  let workflows = 0;
  for (const document of documents.value.filter(isRunnable)) {
    const result = resolveWorkflow(document, documents.value);
    if (!result.ok) {
      expect(result.issues.length).toBeGreaterThan(0);
      for (const issue of result.issues) {
        expect(issue).toMatchObject({ severity: "error", hint: expect.stringMatching(/\w/) });
      }
      continue;
    }
    workflows += 1;
    // Plain data: states of the engine are written as JSON.
    expect(JSON.parse(JSON.stringify(result.value))).toEqual(result.value);
    expectEnd(result.value);
  }
  return workflows;
}

const WORDS = [
  "a",
  "main",
  "b-1",
  "",
  "{{inputs.parameters.a}}",
  "{{item}}",
  "{{steps.a.outputs.result}} == 1",
  "{{=sprig.upper('a')}}",
  "{{workflow.parameters.{{inputs.parameters.a}}}}",
  "{{",
  "a && (b || !main.Failed)",
  "10m",
  "* * * * *",
  "Always",
  "create",
  "__proto__",
];
const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...WORDS) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(5, -1, true, null, [], {}) },
);

/** Documents with fields that Argo has, and values that it may or may not accept. */
function arbitraryOf(schema: z.core.$ZodType, depth: number): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) return arbitraryOf(schema.unwrap(), depth);
  if (schema instanceof z.ZodPipe) return arbitraryOf(schema.in, depth);
  if (schema instanceof z.ZodArray && depth > 0) {
    return fc.array(arbitraryOf(schema.element, depth - 1), { maxLength: 3 });
  }
  if (schema instanceof z.ZodObject && depth > 0) {
    const keys = Object.keys(schema.shape);
    if (keys.length === 0) return fc.constant({});
    const often = keys.filter((key) => FREQUENT.has(key));
    return fc
      .tuple(
        fc.subarray(keys, { maxLength: Math.min(3, keys.length) }),
        fc.subarray(often, { minLength: Math.ceil(often.length / 2) }),
      )
      .chain(([some, others]) =>
        fc.record(
          Object.fromEntries(
            [...new Set([...some, ...others])].map((key) => [
              key,
              arbitraryOf(schema.shape[key] as z.core.$ZodType, depth - 1),
            ]),
          ),
        ),
      );
  }
  if (schema instanceof z.ZodRecord && depth > 0) {
    return fc.dictionary(
      fc.constantFrom("a", "exit", "cpu"),
      arbitraryOf(schema.valueType, depth - 1),
      {
        maxKeys: 2,
      },
    );
  }
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodEnum) return fc.constantFrom<unknown>(...schema.options, "a");
  if (schema instanceof z.ZodLiteral) return fc.constantFrom<unknown>(...schema.values);
  return word;
}

/** Without these, nearly every document ends at the first check. */
const FREQUENT = new Set(["kind", "spec", "entrypoint", "templates", "name", "container", "image"]);

const written = fc
  .array(
    fc.constantFrom(...MANIFEST_KINDS).chain((kind) => arbitraryOf(DOCUMENT_SCHEMAS[kind], 14)),
    { minLength: 1, maxLength: 3 },
  )
  .map((documents) => documents.map((each) => stringify(each)).join("---\n"));

describe("readManifests and resolveWorkflow", () => {
  it("answer every damaged manifest with issues, or with a workflow", () => {
    let accepted = 0;
    const count = (text: string) => {
      accepted += digest(text);
    };
    fc.assert(fc.property(mutated(SOURCES), count), { numRuns: RUNS });
    expect(accepted).toBeGreaterThan(RUNS / 20);
  }, 3_600_000);

  it("answer every document with Argo's fields with issues, or with a workflow", () => {
    let accepted = 0;
    const count = (text: string) => {
      accepted += digest(text);
    };
    fc.assert(fc.property(written, count), { numRuns: RUNS });
    expect(accepted).toBeGreaterThan(0);
  }, 3_600_000);
});
