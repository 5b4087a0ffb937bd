import { describe, expect, it } from "vitest";
import { parseRoute, routeHash } from "../../renderer/app/route.ts";

describe("routes", () => {
  it.each([
    { room: "explore", id: null },
    { room: "workflow", id: null },
    { room: "workflow", id: "nightly-retrain/workflow.yaml" },
    { room: "explore", id: "größe & 100 %" },
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
