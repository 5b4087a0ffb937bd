/** Live runs in words, in the address, in the filter, and aloud. */
import { describe, expect, it } from "vitest";
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import { parseRoute, routeHash } from "../../../renderer/app/route.ts";
import type { LiveRow } from "../../../renderer/charts/live/rows.ts";
import { changeText, heardOf } from "../../../renderer/screens/live/announce.ts";
import { filtered } from "../../../renderer/screens/live/filter.ts";
import { suppliedOutputs } from "../../../renderer/screens/live/supplied.ts";
import { visible } from "../../../renderer/screens/live/visible.ts";
import {
  againstText,
  bytesText,
  paceText,
  realText,
  scaleText,
  UTC,
} from "../../../renderer/screens/live/words.ts";

describe("the time scale", () => {
  it("says what an hour, a day and a week take", () => {
    expect(scaleText(3_600).replaceAll("\u00a0", " ")).toBe(
      "an hour takes 1.00 s, a day 24 s, a week 2 min 48 s",
    );
    expect(scaleText(1).replaceAll("\u00a0", " ")).toBe(
      "an hour takes 60 min, a day 24 h, a week 168 h",
    );
    expect(realText(0.24).replaceAll("\u00a0", " ")).toBe("0.240 s");
    expect(paceText(null)).toContain("never waits");
  });
});

it("compares with what was expected, and says nothing without it", () => {
  expect(againstText(105, 100)).toBe("+5\u00a0%");
  expect(againstText(90, 100)).toBe("\u221210\u00a0%");
  expect(againstText(100, 100)).toBe("±0\u00a0%");
  expect([againstText(1, undefined), againstText(1, 0)]).toEqual(["", ""]);
});

it("counts bytes in the unit that fits", () => {
  expect([0, 1_023, 1_536, 10 * 1_048_576, 3 * 1_073_741_824].map(bytesText)).toEqual(
    ["0 B", "1,023 B", "1.50 KiB", "10.0 MiB", "3.00 GiB"].map((text) =>
      text.replace(" ", "\u00a0"),
    ),
  );
});

describe("the address", () => {
  it.each([
    { room: "live", id: null },
    { room: "live", id: "12" },
    { room: "live", id: null, live: { status: "failed", text: "größe & 100 %" } },
    { room: "live", id: "3", live: { request: 0 } },
  ] as const)("brings %o back", (route) => {
    expect(parseRoute(routeHash(route))).toEqual(route);
  });

  it("leaves out what is no request", () => {
    for (const request of ["", "-1", "1.5", "x"])
      expect(parseRoute(`#live/3?request=${request}`)).toEqual({ room: "live", id: "3" });
  });
});

describe("the filter", () => {
  const run = (id: string, more: Partial<LiveRunSummary>) =>
    ({
      ...{ id, title: "Nightly retrain", scenario: "nightly", policy: "now" },
      ...{ policyTitle: "Immediate", message: "", status: "running" },
      ...more,
    }) as LiveRunSummary;
  const runs = [
    run("1", {}),
    run("2", { status: "failed", message: "2 of 7 requests failed" }),
    run("3", { title: "Green e2e", policyTitle: "Threshold < 240 g" }),
  ];
  it.each([
    [{}, ["1", "2", "3"]],
    [{ status: "failed" }, ["2"]],
    [{ text: "NIGHTLY retrain" }, ["1", "2"]],
    [{ text: "threshold green" }, ["3"]],
    [{ text: "requests failed" }, ["2"]],
    [{ text: "nightly", status: "succeeded" }, []],
  ])("%o leaves %o", (look, ids) => {
    expect(filtered(runs, look).map(({ id }) => id)).toEqual(ids);
  });
});

describe("aloud", () => {
  const rows = (...states: LiveRow["state"][]) =>
    states.map((state, request) => ({
      ...{ request, askedAtMs: request * 86_400_000, deadlineMs: 0, state },
      ...{ decisions: [], differs: false },
    }));
  const said = (before: LiveRow["state"][], after: LiveRow["state"][]) => {
    const next = rows(...after);
    return changeText(heardOf("running", rows(...before)), heardOf("running", next), next, UTC);
  };
  it("is nothing while nothing changed, and nothing for what merely waits", () => {
    expect(said(["running", "later"], ["running", "later"])).toBe("");
    expect(said(["later"], ["waiting"])).toBe("");
  });
  it("is an end before a beginning, and a count for many", () => {
    expect(said(["running", "later"], ["succeeded", "running"])).toBe(
      "Request of Thu 1 Jan succeeded.",
    );
    expect(said(["later"], ["running"])).toBe("Request of Thu 1 Jan runs.");
    expect(said(["later", "later", "later"], ["failed", "skipped", "succeeded"])).toBe(
      "3 requests went on.",
    );
  });
  it("is the status of the run when that changes", () => {
    const still = rows("running");
    expect(changeText(heardOf("running", still), heardOf("paused", still), still, UTC)).toBe(
      "The run is now: Paused.",
    );
  });
});

it("hides nothing of what somebody has to judge", () => {
  expect(visible("rm -rf \u202e/tmp\u200b\u0007")).toBe("rm -rf \\u{202e}/tmp\\u{200b}\\u{7}");
  expect(visible("echo one\n\techo größe ✓")).toBe("echo one\n\techo größe ✓");
});

it("asks for the outputs of a suspended node that are supplied, and for no others", () => {
  const node = {
    outputs: {
      parameters: [
        { name: "approve", valueFrom: { supplied: {} }, default: "no" },
        { name: "reason", valueFrom: { supplied: {} } },
        { name: "path", valueFrom: { path: "/tmp/x" } },
      ],
    },
  } as never;
  expect(suppliedOutputs(node)).toEqual([
    { name: "approve", fallback: "no" },
    { name: "reason", fallback: undefined },
  ]);
  expect(suppliedOutputs({} as never)).toEqual([]);
});
