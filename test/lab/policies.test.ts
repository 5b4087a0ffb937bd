/** Policies as people write them: what a document becomes, and what is wrong with one. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { instantOfUtc } from "../../engine/core/clock/civil.ts";
import { nodePrice } from "../../engine/core/cluster/price.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { BUNDLED_SCENARIOS, openWorld } from "../../engine/lab/scenario/open.ts";
import { simulate } from "../../engine/lab/simulate.ts";
import { Preview } from "../../renderer/preview/answer.ts";
import { NO_EDITS } from "../../renderer/preview/edits.ts";
import { tempFolder } from "../fakes/temp-folder.ts";

const WEEK = join(BUNDLED_SCENARIOS, "green-e2e-ml");
const SCENARIO = readFileSync(join(WEEK, "scenario.yaml"), "utf8");
const folder = tempFolder();
let count = 0;

/** The published week with one more policy, the first; or with another price. */
function written({ policy, price }: { policy?: string; price?: string }) {
  const id = `p${count++}`;
  mkdirSync(join(folder, id));
  const more = policy === undefined ? "" : `    - { name: own, ${policy} }\n`;
  const priced = price === undefined ? "" : `      price: ${price}\n`;
  const text = SCENARIO.replace("  policies:\n", `  policies:\n${more}`).replace(
    "      currency: USD\n",
    `${priced}      currency: USD\n`,
  );
  writeFileSync(join(folder, id, "scenario.yaml"), text);
  writeFileSync(join(folder, id, "workflow.yaml"), readFileSync(join(WEEK, "workflow.yaml")));
  return { id, file: join(folder, id, "scenario.yaml") };
}

const worldOf = (parts: Parameters<typeof written>[0]) => unwrap(openWorld(written(parts), {}));
const specOf = (policy: string) => worldOf({ policy }).policies[0];

/** Midnight in Berlin of the period's first day, a Tuesday. */
const FROM_MS = instantOfUtc(2023, 11, 13, 23);

describe("a policy document", () => {
  it("has durations, zones and defaults resolved", () => {
    expect(specOf("type: bidirectional-window, before: 2h, after: 90m, step: 30m")).toEqual({
      type: "bidirectional-window",
      name: "own",
      title: "own",
      beforeMs: 2 * HOUR_MS,
      afterMs: 90 * MINUTE_MS,
      stepMs: 30 * MINUTE_MS,
    });
    expect(specOf("type: deadline-window, rule: semi-weekly, timeZone: UTC")).toMatchObject({
      interruptible: false,
      friday: "monday",
      extraSlot: false,
      slotMs: 30 * MINUTE_MS,
      zone: { timeZone: "UTC" },
    });
    expect(specOf("type: weighted, carbonWeight: 1")).toMatchObject({
      carbonWeight: 1,
      costWeight: 0,
      delayWeight: 0,
    });
    expect(specOf("type: custom, startWhen: hour < 6")).toMatchObject({
      skipWhen: undefined,
      recheckEveryMs: 15 * MINUTE_MS,
      zone: { timeZone: "Europe/Berlin" },
    });
  });

  it("has budgets from Monday on, in the period's zone or its own", () => {
    const windows = (policy: string) => {
      const spec = specOf(`type: budget, grams: 10, ${policy}`);
      return spec?.type === "budget" ? spec.windowsMs.map((at) => (at - FROM_MS) / HOUR_MS) : [];
    };
    expect(windows("every: 7d")).toEqual([-24, 144, 312]);
    expect(windows("every: 7d, timeZone: UTC")).toEqual([-23, 145, 313]);
    expect(windows("every: 36h").slice(0, 3)).toEqual([-24, 12, 48]);
  });

  it("has calendar days where clocks change, and as much time elsewhere", () => {
    const summer = written({ policy: "type: budget, grams: 10, every: 1d" });
    const text = readFileSync(summer.file, "utf8")
      .replace("from: 2023-11-14, to: 2023-11-21", "from: 2023-10-25, to: 2023-11-01")
      .replace("gPerKwh: [282,", "gPerKwh: [282, 282,");
    writeFileSync(summer.file, text);
    const [spec] = unwrap(openWorld(summer, {})).policies;
    const lengths =
      spec?.type === "budget"
        ? spec.windowsMs.slice(1).map((at, i) => at - (spec.windowsMs[i] as number))
        : [];
    expect(lengths).toContain(25 * HOUR_MS);
    expect(lengths.filter((each) => each !== 25 * HOUR_MS).every((each) => each === DAY_MS)).toBe(
      true,
    );
  });

  it.each([
    ["type: bidirectional-window, before: 8d, after: 1h", "document/invalid", "before"],
    ["type: bidirectional-window, before: 1h, after: 1h, step: 1s", "document/invalid", "step"],
    ["type: deadline-window, rule: weekly", "document/invalid", "rule"],
    ["type: deadline-window, rule: semi-weekly, timeZone: Mars", "scenario/time-zone", "timeZone"],
    ["type: budget, grams: -1", "document/invalid", "grams"],
    ["type: budget, grams: 1, every: 5m", "document/invalid", "every"],
    ["type: weighted", "document/invalid", "carbonWeight"],
    ["type: weighted, carbonWeight: 1, delayWeight: -1", "document/invalid", "delayWeight"],
    ["type: custom", "document/missing", "startWhen"],
    ["type: custom, startWhen: slackHours > 1", "policy/expression", "startWhen"],
    ["type: custom, startWhen: 'true', skipWhen: slackH", "policy/expression", "skipWhen"],
    ["type: custom, startWhen: 'true', recheckEvery: 30s", "document/invalid", "recheckEvery"],
    [
      "type: custom, startWhen: 'true', skipWhen: 'true', steps: [model-training]",
      "document/invalid",
      "skipWhen",
    ],
    ["type: custom, startWhen: 'true', steps: [train]", "scenario/no-step", "steps[0]"],
  ])("%s is %s at %s", (policy, code, field) => {
    const result = openWorld(written({ policy }), {});
    const issues = result.ok ? [] : result.issues;
    expect(issues.map((each) => [each.code, each.path])).toEqual([
      [code, `spec.policies[0].${field}`],
    ]);
    expect(issues[0]?.line).toBeGreaterThan(0);
  });

  it("is refused when it would be asked too often", () => {
    const found = written({ policy: "type: custom, startWhen: 'false', recheckEvery: 1m" });
    const long = readFileSync(found.file, "utf8")
      .replace("deadline: 1d", "deadline: 300d")
      .replace("to: 2023-11-21", "to: 2026-11-21")
      .replace(/gPerKwh: \[.*\]/, `gPerKwh: [${"300, ".repeat(1_200)}300]`);
    writeFileSync(found.file, long);
    const result = openWorld(found, {});
    const issues = result.ok ? [] : result.issues;
    expect(issues.find((each) => each.code === "policy/too-often")).toMatchObject({
      path: "spec.policies[0].recheckEvery",
    });
  });
});

describe("an expression that fails while it decides", () => {
  /** Fine on every example, and not in the hour of asking: Tuesday, 14 November. */
  const FAILS = "type: custom, startWhen: '10 % (weekday - 2) == 0'";

  it("is an issue of the run, with its place", () => {
    const found = written({ policy: FAILS });
    expect(openWorld(found, {}).ok).toBe(true);
    const result = simulate(found, {});
    expect(result).toMatchObject({
      ok: false,
      issues: [{ code: "policy/expression", path: "spec.policies[0].startWhen", file: found.file }],
    });
    expect(result.ok ? "" : result.issues[0]?.message).toContain("integer divide by zero");
  });

  it("is an issue in the policy's own file when it comes from one", () => {
    const file = join(folder, "own.yaml");
    const head = "apiVersion: lowtide.dev/v1\nkind: Policy\nspec:\n";
    writeFileSync(file, `${head}  { name: own, ${FAILS} }\n`);
    const result = simulate(written({}), { policies: [file] });
    expect(result).toMatchObject({ ok: false, issues: [{ path: "spec.startWhen" }] });
    writeFileSync(file, `${head}  { name: own, type: custom, startWhen: slackHours > 1 }\n`);
    expect(simulate(written({}), { policies: [file] })).toMatchObject({
      ok: false,
      issues: [{ code: "policy/expression", path: "spec.startWhen", file }],
    });
  });

  it("fails the preview with a sentence, and leaves it able to answer", () => {
    const world = worldOf({ policy: FAILS });
    const preview = new Preview(world);
    expect(() => preview.answer(1, NO_EDITS)).toThrow(/startWhen.*own.*integer divide by zero/s);
    expect(() => preview.answer(2, NO_EDITS)).toThrow(/startWhen/);
    const others = new Preview({ ...world, policies: world.policies.slice(1) });
    expect(others.answer(1, NO_EDITS).kind).toBe("answer");
  });
});

describe("a price that varies", () => {
  it("follows the tariff on the period's wall clock: the first band that fits, else the plain price", () => {
    const price =
      '{ tariff: [{ days: "sat,sun", pricePerHour: 0.2 }, { days: mon-fri, from: "07:00", to: "22:15", pricePerHour: 0.5 }] }';
    const of = nodePrice(worldOf({ price }).pool);
    const at = (day: number, hour: number) => of.at(FROM_MS + day * DAY_MS + hour * HOUR_MS);
    expect([at(0, 6.75), at(0, 7), at(0, 22), at(0, 22.25)]).toEqual([0.115, 0.5, 0.5, 0.115]);
    expect([at(3, 12), at(4, 0), at(5, 23.75), at(6, 0)]).toEqual([0.5, 0.2, 0.2, 0.115]);
    expect(of.changes(FROM_MS, FROM_MS + DAY_MS)).toEqual([
      FROM_MS + 7 * HOUR_MS,
      FROM_MS + 22.25 * HOUR_MS,
    ]);
    expect(of.integral(FROM_MS + 6 * HOUR_MS, FROM_MS + 9 * HOUR_MS)).toBeCloseTo(
      (0.115 + 2 * 0.5) * HOUR_MS,
      3,
    );
  });

  it("takes values from the period's start, which must reach to its end", () => {
    const week = Array.from({ length: 7 * 4 }, (_, index) => index / 10);
    const price = (values: readonly number[]) =>
      `{ values: { step: 6h, perHour: [${values.join(", ")}] } }`;
    const of = nodePrice(worldOf({ price: price(week) }).pool);
    expect(of.at(FROM_MS + 6 * HOUR_MS)).toBe(0.1);
    const result = openWorld(written({ price: price(week.slice(1)) }), {});
    expect(result).toMatchObject({
      ok: false,
      issues: [
        { code: "scenario/price-too-short", path: "spec.cluster.nodePool.price.values.perHour" },
      ],
    });
  });

  it.each([
    ['{ tariff: [{ from: "22:00", to: "07:00", pricePerHour: 1 }] }'],
    ['{ tariff: [{ from: "07:05", pricePerHour: 1 }] }'],
    ["{ tariff: [{ days: weekdays, pricePerHour: 1 }] }"],
    ["{ tariff: [{ pricePerHour: -1 }] }"],
    ["{ tariff: [] }"],
  ])("%s is refused", (price) => {
    const result = openWorld(written({ price }), {});
    expect(result.ok ? [] : result.issues.map((each) => each.path)).toEqual([
      expect.stringMatching(/^spec\.cluster\.nodePool\.price/),
    ]);
  });
});
