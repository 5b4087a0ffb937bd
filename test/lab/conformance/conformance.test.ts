import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrap } from "../../../engine/core/issue.ts";
import { checkConformance } from "../../../engine/lab/conformance/conformance.ts";
import type { ConformanceReport } from "../../../engine/lab/conformance/report.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { ROOT } from "../../tidy/tree.ts";

const FIXTURES = join(ROOT, "fixtures/argo/conformance");
const MANIFESTS = join(FIXTURES, "manifests");

function reportOn(report: ConformanceReport, file: string, kind = "Workflow") {
  const found = report.documents.find((each) => each.file === file && each.kind === kind);
  expect(found, file).toBeDefined();
  return found as NonNullable<typeof found>;
}

describe("checkConformance", () => {
  const report = unwrap(checkConformance(MANIFESTS));

  it("counts documents and files by how far they get", () => {
    expect(report.summary).toEqual({
      files: 9,
      others: 1,
      documents: 11,
      parsed: 9,
      validated: 9,
      nothingToRun: 4,
      ended: 5,
      phases: { Failed: 1, Succeeded: 4 },
      asLabelled: 10,
      passing: 9,
      compared: 0,
      agreeing: 0,
    });
  });

  it("has nothing to run in templates, ConfigMaps and event bindings", () => {
    const runs = report.documents.filter(({ file }) => file === "library.yaml");
    expect(runs.map(({ kind, run, validated }) => [kind, run, validated])).toEqual([
      ["WorkflowTemplate", "nothing", true],
      ["ConfigMap", "nothing", true],
      ["WorkflowEventBinding", "nothing", true],
    ]);
  });

  it("says where a file that cannot be read is wrong", () => {
    const unread = reportOn(report, "malformed/unknown-field.yaml", "");
    expect(unread).toMatchObject({ parsed: false, run: "refused", asLabelled: true });
    expect(unread.issues[0]).toMatchObject({ code: "argo/unknown-field", line: 7 });
    const broken = reportOn(report, "smoke/basic-invalid.yaml", "");
    expect(broken.issues[0]).toMatchObject({ code: "yaml/syntax" });
  });

  it("lets containers of manifests that are labelled to fail exit as they plainly say", () => {
    expect(reportOn(report, "expected-failures/exits.yaml")).toMatchObject({
      phase: "Failed",
      asLabelled: true,
      labelled: { outcome: "fails", because: "expected-failures" },
    });
    expect(reportOn(report, "expected-failures/environment.yaml")).toMatchObject({
      phase: "Succeeded",
      asLabelled: false,
      labelled: { noTest: "environment" },
    });
  });

  it("takes profiles with the name of the manifest", () => {
    const profiles = join(FIXTURES, "profiles");
    const profiled = unwrap(checkConformance(MANIFESTS, { profiles }));
    expect(reportOn(profiled, "expected-failures/environment.yaml").asLabelled).toBe(true);
    expect(reportOn(profiled, "nightly.yaml")).toMatchObject({ phase: "Succeeded", nodes: 10 });
  });

  it("agrees with what a controller recorded, as a Workflow or as a status alone", () => {
    const expected = join(FIXTURES, "expected");
    const compared = unwrap(checkConformance(MANIFESTS, { expected }));
    expect(reportOn(compared, "nightly.yaml").comparison).toEqual({
      file: "nightly.json",
      agrees: true,
      differences: [],
    });
    expect(reportOn(compared, "flaky.yaml").comparison).toMatchObject({
      file: "flaky.status.yaml",
      agrees: true,
    });
    expect(compared.summary).toMatchObject({ compared: 2, agreeing: 2 });
  });

  it("lists every field in which a run disagrees", () => {
    const expected = join(FIXTURES, "disagreeing");
    const compared = unwrap(checkConformance(MANIFESTS, { expected }));
    const node = (name: string) => `nodes["nightly-9wq4t${name}"]`;
    expect(reportOn(compared, "nightly.yaml").comparison?.differences).toEqual([
      {
        path: `${node("[1]")}.children`,
        expected: ["nightly-9wq4t[1].score(0:x)"],
        found: ["nightly-9wq4t[1].score(0:x)", "nightly-9wq4t[1].score(1:y)"],
      },
      {
        path: `${node("[2].publish")}.inputs.parameters.scores.value`,
        expected: '["0.9","0.7"]',
        found: '["0.7","0.9"]',
      },
      { path: `${node("[2].alarm")}.phase`, expected: "Omitted", found: "Skipped" },
      { path: node("[2].audit"), expected: "Pod Succeeded", found: null },
    ]);
  });
});

describe("checkConformance of a folder of its own", () => {
  const folder = tempFolder();
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const workflow = (name: string, templates: string) =>
    `kind: Workflow\nmetadata: { name: ${name} }\nspec: { entrypoint: main, templates: [${templates}] }\n`;

  it("looks for templates in the nearest file first", () => {
    const template = (task: string) =>
      `kind: WorkflowTemplate\nmetadata: { name: lib }\nspec:\n  templates:\n    - { name: ${task}, container: { image: a } }\n`;
    const uses =
      "{ name: main, steps: [[{ name: a, templateRef: { name: lib, template: near } }]] }";
    write("near/a/lib.yaml", template("near"));
    write("near/lib.yaml", template("other"));
    write("lib.yaml", template("far"));
    write("near/a/uses.yaml", workflow("uses", uses));
    write("uses.yaml", workflow("uses", uses));
    const { documents } = unwrap(checkConformance(join(folder, "near")));
    expect(documents.find(({ file }) => file === "a/uses.yaml")?.phase).toBe("Succeeded");
    const all = unwrap(checkConformance(folder));
    expect(reportOn(all, "near/a/uses.yaml").phase).toBe("Succeeded");
    expect(reportOn(all, "uses.yaml")).toMatchObject({ validated: false, run: "refused" });
    expect(reportOn(all, "uses.yaml").issues[0]?.code).toBe("argo/no-template");
  });

  it("ends a recursion without an end", () => {
    write(
      "loop/loop.yaml",
      workflow("loop", "{ name: main, steps: [[{ name: a, template: main }]] }"),
    );
    const { documents } = unwrap(checkConformance(join(folder, "loop")));
    expect(documents[0]).toMatchObject({
      run: "ended",
      phase: expect.stringMatching(/Failed|Error/),
    });
  });

  it("follows links to files, and disagrees where nothing ran", () => {
    write("target/gone.yaml", workflow("gone", "{ name: other, container: { image: a } }"));
    mkdirSync(join(folder, "links"));
    symlinkSync(join(folder, "target/gone.yaml"), join(folder, "links/gone.yaml"));
    write(
      "statuses/gone.json",
      JSON.stringify({ phase: "Succeeded", nodes: { gone: { id: "gone", name: "gone" } } }),
    );
    writeFileSync(join(folder, "links/broken.yaml"), "kind: Workflow\nspec: {");
    write("statuses/broken.json", JSON.stringify({ phase: "Failed", nodes: [] }));
    const expected = join(folder, "statuses");
    const { summary, documents } = unwrap(checkConformance(join(folder, "links"), { expected }));
    expect(summary).toMatchObject({ files: 2, compared: 2, agreeing: 0 });
    expect(documents.map(({ comparison }) => comparison?.differences)).toEqual([
      [{ path: "", expected: "a status", found: "refused" }],
      [{ path: "phase", expected: "Succeeded", found: "refused" }],
    ]);
  });

  it("agrees with a controller that put into Error what is refused here", () => {
    write("error/gone.json", JSON.stringify({ kind: "Workflow", status: { phase: "Error" } }));
    const expected = join(folder, "error");
    const { documents } = unwrap(checkConformance(join(folder, "target"), { expected }));
    expect(documents[0]).toMatchObject({ run: "refused", comparison: { agrees: true } });
  });

  it("takes statuses beside the manifests, or in them, for no manifests", () => {
    const wf = workflow("one", "{ name: main, container: { image: a } }");
    const status = (name: string) => ({
      phase: "Failed",
      nodes: { [name]: { id: name, name, displayName: name, type: "Pod", phase: "Failed" } },
    });
    write("beside/one.yaml", wf);
    write("beside/one.status.json", JSON.stringify({ kind: "Workflow", status: status("one") }));
    write(
      "beside/two.yaml",
      `${wf.replace("one", "two")}status: ${JSON.stringify(status("two"))}\n`,
    );
    write("beside/three.yaml", wf.replace("one", "three"));
    write("beside/statuses/x.yaml", wf);
    const here = join(folder, "beside");
    const { documents } = unwrap(checkConformance(here, { expected: here }));
    const compared = documents.map(({ file, comparison }) => [file, comparison?.file]);
    expect(compared).toEqual([
      ["one.yaml", "one.status.json"],
      ["statuses/x.yaml", undefined],
      ["three.yaml", undefined],
      ["two.yaml", "two.yaml"],
    ]);
    const below = unwrap(checkConformance(here, { expected: join(here, "statuses") }));
    expect(below.documents.map(({ file }) => file)).toEqual(["one.yaml", "three.yaml", "two.yaml"]);
  });

  it.each([
    ["a folder that is not there", "nowhere", {}, "files/missing"],
    ["a status that is none", "target", { expected: "empty" }, "conformance/no-status"],
  ])("fails on %s", (_, name, { expected }: { expected?: string }, code) => {
    write("empty/gone.json", "{}");
    const options = expected === undefined ? {} : { expected: join(folder, expected) };
    const result = checkConformance(join(folder, name), options);
    expect(result.ok ? [] : result.issues.map((issue) => issue.code)).toEqual([code]);
  });
});
