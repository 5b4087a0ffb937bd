/** Every import of every module is in the table, and the table bites. */
import { describe, expect, it } from "vitest";
import { violations } from "./import-check.ts";
import { IMPORT_TABLE } from "./import-table.ts";
import { importsOf } from "./scan.ts";
import { paths, read } from "./tree.ts";

describe("import table", () => {
  it("holds for every module", () => {
    const modules = paths("{engine,renderer,electron,scenarios}/**/*.{ts,tsx,js}");
    expect(modules.length).toBeGreaterThan(20);
    expect(modules.flatMap((path) => violations(path, read(path)))).toEqual([]);
  });

  it("only names rows that exist", () => {
    const known = new Set(Object.keys(IMPORT_TABLE));
    const named = Object.values(IMPORT_TABLE).flatMap((row) => row.folders);
    expect(named.filter((entry) => !/\*$|\.ts$/.test(entry) && !known.has(entry))).toEqual([]);
  });

  it.each([
    ["engine/core/carbon/x.ts", "../workflow/y.ts", "pure-core"],
    ["engine/core/account/x.ts", "../policy/y.ts", "pure-core"],
    ["engine/core/carbon/x.ts", "zod", "pure-core"],
    ["engine/core/simulate/x.ts", "../../formats/grid/y.ts", "pure-core"],
    ["engine/formats/grid/x.ts", "node:fs", "pure-formats"],
    ["engine/formats/grid/x.ts", "../argo/y.ts", "pure-formats"],
    ["engine/io/files/x.ts", "../sqlite/y.ts", "ring-direction"],
    ["engine/io/files/x.ts", "../../lab/lab.ts", "ring-direction"],
    ["engine/contract/x.ts", "../lab/lab.ts", "ring-direction"],
    ["engine/host/transports/x.ts", "electron", "ring-direction"],
    ["renderer/charts/x.ts", "react", "ring-direction"],
    ["renderer/charts/x.ts", "../client/y.ts", "ring-direction"],
    ["renderer/screens/explore/x.tsx", "../../../engine/core/issue.ts", "ring-direction"],
    ["electron/x.ts", "../engine/lab/lab.ts", "ring-direction"],
    ["scenarios/green-e2e-ml/steps/x.ts", "../../../engine/lab/lab.ts", "ring-direction"],
  ])("refuses that %s imports %s (%s)", (path, specifier, rule) => {
    const source = `import { x } from "${specifier}";\n`;
    expect(violations(path, source)).toEqual([expect.stringContaining(`Rule ${rule}:`)]);
  });

  it("says how to add a folder that it does not know", () => {
    const [message] = violations("engine/core/weather/x.ts", "");
    expect(message).toContain("Rule import-table");
    expect(message).toContain("Add it to IMPORT_TABLE");
  });
});

describe("import scanner", () => {
  it("finds every form of import, and none in comments and strings", () => {
    const source = [
      '/** import { a } from "comment"; */',
      'import type { b } from "type-only";',
      'import "side-effect";',
      'export { c } from "re-export";',
      "import {",
      "  d,",
      '} from "several-lines";',
      'const e = await import("dynamic");',
      'new Worker(new URL("./worker.ts", import.meta.url));',
      "const text = `",
      'import { f } from "template";',
      "`;",
      'const quote = /"/; // import "after-regex"',
      'import "last";',
    ].join("\n");
    expect(importsOf(source).sort()).toEqual(
      [
        "./worker.ts",
        "dynamic",
        "last",
        "re-export",
        "several-lines",
        "side-effect",
        "type-only",
      ].sort(),
    );
  });
});
