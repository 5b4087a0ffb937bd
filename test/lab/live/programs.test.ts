import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { liveSchema } from "../../../engine/core/scenario/live-schema.ts";
import { type Programs, programsOf } from "../../../engine/lab/live/programs.ts";
import { tempFolder } from "../../fakes/temp-folder.ts";
import { workflowOf } from "../../helpers/workflow.ts";

const base = tempFolder();

const TEMPLATES = `
- name: main
  steps:
    - - { name: fetch, template: fetch }
      - { name: check, template: check }
      - { name: again, template: again }
- name: fetch
  container:
    image: lowtide/fetch:1
    command: [sh, /app/fetch.sh]
    args: [--rows, "{{workflow.name}}"]
    env: [{ name: MODE, value: fast }]
- name: again
  container:
    image: lowtide/fetch:1
    command: [sh, /app/fetch.sh]
    args: [--rows, "{{workflow.name}}"]
    env: [{ name: MODE, value: fast }]
- name: check
  script: { image: "alpine:3", command: [sh], source: "echo ok" }
`;

/** A scenario's folder with a step program and what it loads. */
function scenario() {
  const folder = mkdtempSync(join(base, "scenario-"));
  mkdirSync(join(folder, "steps/lib"), { recursive: true });
  writeFileSync(join(folder, "steps/data-fetch.ts"), "import './lib/rows.ts';");
  writeFileSync(join(folder, "steps/lib/rows.ts"), "export {};");
  writeFileSync(join(folder, "README.md"), "about");
  return folder;
}

const LIVE = {
  images: { "lowtide/fetch:1": ["node", "./steps/data-fetch.ts"], "alpine:3": "host" },
  services: [{ name: "model-api", command: ["node", "./steps/data-fetch.ts"] }],
};

function read(folder: string, live: object = LIVE, templates = TEMPLATES) {
  const workflow = workflowOf("w", "main", templates.trim());
  return programsOf({
    live: liveSchema.parse(live),
    workflow,
    file: join(folder, "scenario.yaml"),
  });
}

function programs(folder: string, live: object = LIVE, templates = TEMPLATES): Programs {
  const result = read(folder, live, templates);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}

const issuesOf = (...question: Parameters<typeof read>) => {
  const result = read(...question);
  return result.ok ? result.warnings : result.issues;
};

describe("programs for images", () => {
  it("take the place of the command's first word; the rest follows", () => {
    const folder = scenario();
    const step = join(folder, "steps/data-fetch.ts");
    const found = programs(folder);
    expect(found.images).toEqual({ "lowtide/fetch:1": ["node", step], "alpine:3": "host" });
    expect(found.services).toEqual([{ name: "model-api", argv: ["node", step], env: {} }]);
    expect(found.commands).toEqual([
      {
        what: "image lowtide/fetch:1",
        argv: ["node", step, "/app/fetch.sh", "--rows", "{{workflow.name}}"],
        env: { MODE: "fast" },
        templates: ["fetch", "again"],
      },
      { what: "script of template check", argv: ["sh", "echo ok"], templates: ["check"] },
      { what: "service model-api", argv: ["node", step], templates: [] },
    ]);
  });

  it("that are missing are all told at once, with what to write", () => {
    const images = { "lowtide/fetch:2": ["node", "./steps/datafetch.ts"] };
    expect(issuesOf(scenario(), { images })).toMatchObject([
      {
        code: "live/program-missing",
        path: "spec.live.images.lowtide/fetch:2",
        hint: "Did you mean './steps/data-fetch.ts'?",
      },
      { code: "live/no-program", hint: expect.stringContaining("[node, ./steps/fetch.ts]") },
      { code: "live/no-program" },
      { code: "live/no-program" },
      {
        code: "live/unused-image",
        severity: "warning",
        hint: "Did you mean 'lowtide/fetch:1'?",
      },
    ]);
  });

  it.each(["./../outside.ts", "./link.ts", "./steps/../../outside.ts"])(
    "do not lie outside the folder (%s)",
    (element) => {
      const folder = scenario();
      writeFileSync(join(base, "outside.ts"), "");
      symlinkSync(join(base, "outside.ts"), join(folder, "link.ts"));
      const images = { ...LIVE.images, "lowtide/fetch:1": ["node", element] };
      expect(issuesOf(folder, { images })).toMatchObject([{ code: "live/program-outside" }]);
    },
  );

  it("are found on PATH, or that is told", () => {
    const folder = scenario();
    const templates = TEMPLATES.replace("command: [sh]", "command: [lowtide-no-such-program]");
    expect(issuesOf(folder, LIVE, templates)).toMatchObject([{ code: "live/not-on-path" }]);
    const images = { ...LIVE.images, "alpine:3": ["lowtide-no-such-program"] };
    expect(issuesOf(folder, { images })).toMatchObject([{ code: "live/not-on-path" }]);
    const own = join(folder, "own-program");
    writeFileSync(own, "#!/bin/sh\n");
    const named = { ...LIVE, images: { ...LIVE.images, "alpine:3": [own] } };
    expect(issuesOf(folder, named)).toMatchObject([{ code: "live/not-on-path" }]);
    chmodSync(own, 0o700);
    expect(issuesOf(folder, named)).toEqual([]);
  });

  it("need a command where the image is the host", () => {
    const templates = TEMPLATES.replace("    command: [sh, /app/fetch.sh]\n", "");
    const images = { ...LIVE.images, "lowtide/fetch:1": "host" };
    expect(issuesOf(scenario(), { images }, templates)).toMatchObject([
      { code: "live/no-command", message: expect.stringContaining("'fetch'") },
    ]);
  });

  it("cannot stand for what only a cluster does", () => {
    const templates = `${TEMPLATES}- name: job
  resource: { action: create, manifest: "apiVersion: v1" }
`;
    expect(issuesOf(scenario(), LIVE, templates)).toMatchObject([
      { code: "live/cannot-run", severity: "warning" },
    ]);
  });
});

describe("the hash of what would be started", () => {
  it("is that of the content, wherever the folder is", () => {
    const folder = scenario();
    const { hash } = programs(folder);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(programs(folder).hash).toBe(hash);
    const moved = `${folder}-moved`;
    renameSync(folder, moved);
    expect(programs(moved).hash).toBe(hash);
    cpSync(moved, folder, { recursive: true });
    writeFileSync(join(folder, "README.md"), "not beside a program");
    expect(programs(folder).hash).toBe(hash);
  });

  const changes: [string, (folder: string) => void][] = [
    ["the program", (folder) => writeFileSync(join(folder, "steps/data-fetch.ts"), "evil()")],
    [
      "a file that it loads",
      (folder) => writeFileSync(join(folder, "steps/lib/rows.ts"), "evil()"),
    ],
    ["a new file beside it", (folder) => writeFileSync(join(folder, "steps/x.ts"), "")],
    ["a hidden one", (folder) => writeFileSync(join(folder, "steps/.x.ts"), "")],
    ["a name", (folder) => renameSync(join(folder, "steps/lib"), join(folder, "steps/lib2"))],
    ["a link", (folder) => symlinkSync("/usr", join(folder, "steps/usr"))],
    ["a file that is gone", (folder) => rmSync(join(folder, "steps/lib/rows.ts"))],
  ];
  it.each(changes)("changes with %s", (_, change) => {
    const folder = scenario();
    const { hash } = programs(folder);
    change(folder);
    expect(programs(folder).hash).not.toBe(hash);
  });

  it.each([
    ["an argument", LIVE, TEMPLATES.replace("--rows", "--all")],
    ["a variable", LIVE, TEMPLATES.replace("value: fast", "value: slow")],
    ["a script", LIVE, TEMPLATES.replace("echo ok", "echo no")],
    ["the user's variables", { ...LIVE, environment: ["AWS_SECRET"] }, TEMPLATES],
    ["a service", { ...LIVE, services: [] }, TEMPLATES],
  ])("changes with %s", (_, live, templates) => {
    const folder = scenario();
    expect(programs(folder, live, templates).hash).not.toBe(programs(folder).hash);
  });
});
