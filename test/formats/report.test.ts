import { beforeAll, describe, expect, it } from "vitest";
import { unwrap } from "../../engine/core/issue.ts";
import { partsOf } from "../../engine/formats/report/bars.ts";
import { escapeText, html } from "../../engine/formats/report/html.ts";
import type { ReportInput } from "../../engine/formats/report/input.ts";
import { intensityClass } from "../../engine/formats/report/ramp.ts";
import { ticks } from "../../engine/formats/report/scale.ts";
import { writeReport } from "../../engine/formats/report/write.ts";
import { findScenario } from "../../engine/lab/scenario/open.ts";
import { simulate } from "../../engine/lab/simulate.ts";

const VOID = new Set("meta line path rect br".split(" "));
let inputs: ReportInput[];
let page: string;

beforeAll(() => {
  inputs = ["green-e2e-ml", "nightly-retrain"].map((id) =>
    unwrap(simulate(unwrap(findScenario(id)), {})),
  );
  page = writeReport(inputs);
});

/** Tags that are opened and not closed, or closed and not opened. */
function unbalanced(text: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = text.replace(/<style>[\s\S]*?<\/style>/, "").replace(/^<!doctype html>/, "");
  for (const [, slash, name, rest] of body.matchAll(/<(\/?)([a-z0-9]+)((?:[^"<>]|"[^"]*")*)>/g)) {
    if (slash === "/" ? open.pop() !== name : false) wrong.push(`</${name}>`);
    else if (slash === "" && !rest?.endsWith("/") && !VOID.has(name ?? "")) open.push(name ?? "");
  }
  const strayed =
    body.replace(/<\/?[a-z0-9]+(?:[^"<>]|"[^"]*")*>/g, "").match(/[<>].{0,20}/g) ?? [];
  return [...wrong, ...open, ...strayed];
}

describe("writeReport", () => {
  it("writes balanced tags and unique ids that every reference finds", () => {
    expect(unbalanced(page)).toEqual([]);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] as string);
    expect(new Set(ids).size).toBe(ids.length);
    const uses = [...page.matchAll(/(?:aria-labelledby="|href="#|url\(#)([^")]+)/g)];
    const wanted = uses.flatMap((match) => (match[1] as string).split(" "));
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("runs nothing and loads nothing", () => {
    expect(page).not.toMatch(/<(?:script|link|iframe|img|object|embed|base)\b/i);
    expect(page).not.toMatch(/\s(?:src|on[a-z]+|style|xlink:href)\s*=/i);
    expect(page).not.toMatch(/href="[^#]/);
    expect(page).not.toMatch(/@import|url\((?!#)/);
    expect(page).toContain(escapeText("default-src 'none'"));
  });

  it("shows how far each policy is from the best starts, and from the bound", () => {
    const all = inputs.flatMap(({ comparison }) => comparison.results);
    for (const { regret } of all) {
      for (const value of [regret.regretPct ?? 0, regret.aboveBoundPct ?? 0]) {
        expect(page).toContain(`<td class="r">${value.toFixed(1)}</td>`);
      }
    }
    expect(page.match(/no\s+schedule of their steps is below/g)?.length).toBe(inputs.length);
  });

  it("shows the results' numbers, the hashes and the badges", () => {
    expect(page).toContain("438,398.7");
    expect(page).toContain("67,881.0");
    expect(page).toContain("+545.83\u00a0%");
    for (const { world, comparison, logSha256 } of inputs) {
      expect(page).toContain(logSha256);
      for (const source of world.pool.sources) expect(page).toContain(escapeText(source));
      for (const assumption of world.assumptions) expect(page).toContain(escapeText(assumption));
      for (const { carbonG, title } of comparison.results) {
        const digits = comparison.results.some((each) => each.carbonG >= 100) ? 1 : 3;
        const shown = carbonG.toLocaleString("en-US", {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
        expect(page, title).toContain(`<td class="r">${shown}`);
      }
    }
    expect(page.match(/class="badge">Real history</g)).toHaveLength(1);
    expect(page.match(/class="badge synthetic">Synthetic</g)).toHaveLength(1);
  });

  it("splits carbon into parts that add up", () => {
    for (const { comparison } of inputs) {
      for (const result of comparison.results) {
        const { steps, idle, overhead, embodied } = partsOf(result);
        expect(steps + idle + overhead + embodied).toBeCloseTo(result.carbonG, 9);
      }
    }
  });

  it("gives every table a caption and every picture a title and a description", () => {
    const count = (pattern: RegExp) => page.match(pattern)?.length ?? 0;
    expect(count(/<caption>/g)).toBe(count(/<table>/g));
    expect(count(/<svg [^>]*role="img"/g)).toBe(count(/<svg/g));
    expect(count(/<desc /g)).toBe(count(/<svg/g));
  });

  it("escapes whatever a scenario says", () => {
    const hostile = `</title><script>alert("1")</script><img src=x onerror='a'>&\u0000\ud800`;
    const { world, comparison, ...rest } = inputs[0] as ReportInput;
    const results = comparison.results.map((each) => ({ ...each, title: hostile }));
    const { pool, grid } = world;
    const about = { ...grid.trace.about, zone: hostile, source: hostile, repairs: [hostile] };
    const text = writeReport([
      {
        ...rest,
        world: {
          ...world,
          title: hostile,
          description: hostile,
          assumptions: [hostile],
          functionalUnit: { ...world.functionalUnit, name: hostile },
          pool: { ...pool, vmSize: hostile, currency: hostile, sources: [hostile] },
          grid: { ...grid, trace: { ...grid.trace, about } },
        },
        comparison: { ...comparison, results },
      },
    ]);
    expect(text).not.toMatch(/<script|<img/);
    expect(text).not.toContain("\u0000");
    expect(unbalanced(text)).toEqual([]);
  });

  it("is the same for the same input", () => {
    expect(writeReport(inputs)).toBe(page);
  });
});

describe("html", () => {
  it("escapes text and lists of text, and keeps markup", () => {
    expect(html`<b title="${'"'}">${["<", html`<i>&amp;</i>`]}${false}${1}</b>`.text).toBe(
      '<b title="&quot;">&lt;<i>&amp;</i>1</b>',
    );
  });
});

describe("geometry", () => {
  it("colours intensities in classes of 50 g/kWh", () => {
    expect([0, 49.9, 50, 799, 5_000].map(intensityClass)).toEqual(["c0", "c0", "c1", "c15", "c15"]);
  });

  it("puts ticks at round numbers from 0 to beyond the largest value", () => {
    expect(ticks(615, 4)).toEqual([0, 200, 400, 600, 800]);
    expect(ticks(0.9, 4).at(-1)).toBeGreaterThanOrEqual(0.9);
    expect(ticks(0, 4)[0]).toBe(0);
  });
});
