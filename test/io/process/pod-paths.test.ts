import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { podPaths } from "../../../engine/io/process/pod-paths.ts";
import { attemptSpec } from "../../helpers/attempts.ts";

const volume = (claim: string) => `/host/volumes/${claim}`;

function pathsOf(declared: readonly string[], mounts: readonly (readonly [string, string])[] = []) {
  const spec = attemptSpec("a", ["node"], {
    mounts: mounts.map(([path, claim]) => ({ path, claim })),
    outputs: {
      result: false,
      parameters: declared.map((path) => ({ name: path, path })),
      artifacts: [],
    },
  });
  return podPaths(spec, "/host/pod", volume);
}

describe("declared paths in texts", () => {
  const { rewrite } = pathsOf(["/tmp/out", "/tmp/out.txt", "/data/db/rows"], [["/data", "rows"]]);

  it.each([
    ["cat /tmp/out", "cat /host/pod/tmp/out"],
    ["cat /tmp/out.txt", "cat /host/pod/tmp/out.txt"],
    ["--out=/tmp/out/model.bin", "--out=/host/pod/tmp/out/model.bin"],
    ['"/tmp/out":"/tmp/out"', '"/host/pod/tmp/out":"/host/pod/tmp/out"'],
    ["/data/db/rows", "/host/volumes/rows/db/rows"],
    ["/data/other", "/host/volumes/rows/other"],
    ["PATH=/data:/usr/bin", "PATH=/host/volumes/rows:/usr/bin"],
    ["/tmp/output", "/tmp/output"],
    ["/tmp/out-1", "/tmp/out-1"],
    ["/tmp/out.json", "/tmp/out.json"],
    ["/my/tmp/out", "/my/tmp/out"],
    ["./tmp/out", "./tmp/out"],
    ["/tmp", "/tmp"],
    ["/database", "/database"],
  ])("%s becomes %s", (text, expected) => {
    expect(rewrite(text)).toBe(expected);
  });

  it("are replaced once, even where the folder's own path holds one", () => {
    const paths = podPaths(
      attemptSpec("a", ["node"], { mounts: [{ path: "/tmp", claim: "t" }] }),
      "/tmp/pod",
      () => "/tmp/volumes/t",
    );
    expect(paths.rewrite("/tmp/x /tmp")).toBe("/tmp/volumes/t/x /tmp/volumes/t");
  });
});

it("gives every declared path and everything below it the place that it is collected from", () => {
  const name = fc.constantFrom("a", "b", "ab", "a.b", "a-b");
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join("/")}`);
  const property = fc.property(fc.uniqueArray(path, { minLength: 1 }), path, (declared, mount) => {
    const paths = pathsOf(declared, [[mount, "rows"]]);
    for (const one of declared) {
      expect(paths.rewrite(one)).toBe(paths.toHost(one));
      expect(paths.rewrite(`x=${one}/deeper;`)).toBe(`x=${paths.toHost(`${one}/deeper`)};`);
    }
  });
  fc.assert(property);
});
