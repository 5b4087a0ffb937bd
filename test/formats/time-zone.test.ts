import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilTime, instantOfUtc, isoInstant } from "../../engine/core/clock/civil.ts";
import { unwrap } from "../../engine/core/issue.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../engine/core/units/units.ts";
import { resolveZone } from "../../engine/formats/time-zone/resolve.ts";

const year2024 = [instantOfUtc(2024, 1, 1), instantOfUtc(2025, 1, 1)] as const;

describe("resolveZone", () => {
  it.each([
    ["Europe/Amsterdam", ["2024-03-31T01:00:00Z", "2024-10-27T01:00:00Z"], [1, 2, 1]],
    ["America/New_York", ["2024-03-10T07:00:00Z", "2024-11-03T06:00:00Z"], [-5, -4, -5]],
    ["Australia/Lord_Howe", ["2024-04-06T15:00:00Z", "2024-10-05T15:30:00Z"], [11, 10.5, 11]],
    ["Asia/Kolkata", [], [5.5]],
    ["UTC", [], [0]],
  ])("%s changes at %j", (timeZone, transitions, hours) => {
    const zone = unwrap(resolveZone(timeZone, ...year2024));
    expect(zone.fromMs.slice(1).map(isoInstant)).toEqual(transitions);
    expect(zone.offsetMs.map((offset) => offset / HOUR_MS)).toEqual(hours);
    expect(zone.fromMs[0]).toBe(year2024[0]);
  });

  it("agrees with the runtime at any minute", () => {
    const zones = ["Europe/Amsterdam", "America/New_York", "Africa/Casablanca", "Asia/Kathmandu"];
    const from = instantOfUtc(2021, 1, 1);
    const resolved = zones.map((name) => unwrap(resolveZone(name, from, from + 1461 * DAY_MS)));
    fc.assert(
      fc.property(fc.constantFrom(...resolved), fc.nat(1460 * 24 * 60), (zone, minutes) => {
        const at = from + minutes * MINUTE_MS;
        const local = new Date(at).toLocaleString("sv-SE", { timeZone: zone.timeZone });
        const { year, month, day, hour, minute } = civilTime(at, zone);
        const two = (value: number) => String(value).padStart(2, "0");
        expect(`${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:00`).toBe(local);
      }),
    );
  });

  it.each([
    ["Europe/Amsterdm", "Europe/Amsterdam"],
    ["amsterdam", "Europe/Amsterdam"],
    ["New York", "America/New_York"],
    ["utcc", "UTC"],
    ["Mars/Olympus_Mons_Base_Camp_1", "IANA name"],
    ["", "IANA name"],
  ])("refuses %j and suggests %s", (timeZone, suggestion) => {
    const result = resolveZone(timeZone, ...year2024);
    if (result.ok) throw new Error("accepted");
    expect(result.issues[0]?.code).toBe("scenario/time-zone");
    expect(result.issues[0]?.hint).toContain(suggestion);
  });

  it("refuses a period without end", () => {
    expect(resolveZone("UTC", 0, Number.MAX_SAFE_INTEGER).ok).toBe(false);
    expect(resolveZone("UTC", 0, Number.NaN).ok).toBe(false);
  });
});
