import { describe, expect, it } from "vitest";
import { parseRoute, routeHash } from "../../renderer/app/route.ts";

describe("routes", () => {
  it.each([
    { room: "explore", id: null },
    { room: "workflow", id: null },
    { room: "workflow", id: "nightly-retrain/workflow.yaml" },
    { room: "explore", id: "größe & 100 %" },
    { room: "sweep", id: null },
    { room: "frontier", id: "12" },
    { room: "quality", id: "nightly-retrain", policy: "drift-gated" },
    { room: "accounting", id: null },
    { room: "accounting", id: "nightly-retrain", policy: "größe & 100 % + 1" },
    {
      room: "accounting",
      id: "a/b",
      policy: "threshold",
      edits: {
        deadlineMs: 3_600_000,
        policies: { threshold: { limitGPerKwh: 220, strict: true } },
      },
      point: { changes: [], from: { room: "sweep", id: "1" } },
    },
    {
      room: "explore",
      id: "nightly-retrain",
      point: {
        changes: [
          { parameter: "a.limit", value: 220 },
          { parameter: "start", value: "2024-01-01?&#/ü" },
        ],
        data: "/grids/100 %",
        policy: "threshold",
        from: { room: "frontier", id: "3" },
      },
    },
  ] as const)("come back from the address: %o", (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  it("leave other fragments alone", () => {
    for (const hash of ["", "#", "#room", "#token=abc", "#workflows"]) {
      expect(parseRoute(hash)).toBeUndefined();
    }
  });

  it("survive an address that is not well formed", () => {
    expect(parseRoute("#workflow/%E0%A4%A")).toEqual({ room: "workflow", id: "%E0%A4%A" });
  });
});

describe("points in the address", () => {
  it.each([
    "no JSON",
    "null",
    '{"changes":[]}',
    '{"changes":[{"parameter":"a","value":null}],"from":{"room":"sweep","id":"1"}}',
    '{"changes":[],"from":{"room":"explore","id":"1"}}',
    '{"changes":[],"policy":1,"from":{"room":"sweep","id":"1"}}',
  ])("that are none open the scenario as it is: %s", (text) => {
    expect(parseRoute(`#explore/s?point=${encodeURIComponent(text)}`)).toEqual({
      room: "explore",
      id: "s",
    });
  });
});

describe("edits in the address", () => {
  it.each([
    "no JSON",
    "[]",
    "null",
    "{}",
    '{"policies":[]}',
    '{"policies":{"a":null}}',
    '{"policies":{"a":{"limit":{}}}}',
    '{"policies":{},"deadlineMs":"8h"}',
    '{"policies":{},"deadlineMs":-1}',
    '{"policies":{},"forecast":3}',
  ])("that are none leave the scenario as it is: %s", (text) => {
    expect(parseRoute(`#accounting/s?edits=${encodeURIComponent(text)}`)).toEqual({
      room: "accounting",
      id: "s",
    });
  });
});
