/** Replays what github.com/robfig/cron v3.0.1 answered, the library that Argo Workflows v4 links. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isoInstant, type ZoneOffsets } from "../../../engine/core/clock/civil.ts";
import { nextStart } from "../../../engine/core/cron/next.ts";
import { parseZonedCron } from "../../../engine/core/cron/zoned.ts";
import { unwrap } from "../../../engine/core/issue.ts";
import { MINUTE_MS } from "../../../engine/core/units/units.ts";
import { resolveCron } from "../../../engine/formats/cron/resolve.ts";
import { cronOf } from "./drive.ts";

interface Vectors {
  /** Instants and the offsets that begin there, in minutes: the runtime's own data may be older. */
  readonly zones: Readonly<Record<string, string>>;
  /** By zone and instant: schedules and their next starts, as many as were asked for or exist. */
  readonly due: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Schedules and what the library said of them. */
  readonly refused: Readonly<Record<string, string>>;
}

const path = new URL("robfig-vectors.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as Vectors;

function zoneOf(timeZone: string): ZoneOffsets {
  const changes = (vectors.zones[timeZone] as string).split(", ").map((text) => text.split(" "));
  return {
    timeZone,
    fromMs: changes.map(([at]) => Date.parse(at as string)),
    offsetMs: changes.map(([, minutes]) => Number(minutes) * MINUTE_MS),
  };
}

describe("robfig/cron v3.0.1", () => {
  it.each(Object.entries(vectors.due))("%s: the same next starts", (where, schedules) => {
    const [timeZone = "", from = ""] = where.split(" ");
    const found = Object.entries(schedules).map(([text, answer]) => {
      const parsed = unwrap(parseZonedCron(text, timeZone === "UTC" ? undefined : timeZone));
      const zone = zoneOf(parsed.timeZone);
      const starts: number[] = [];
      // One more than was asked for shows nothing; none at all is an answer.
      const wanted = Math.max(1, answer.split(" ").length);
      for (let i = 0; i < wanted; i++) {
        const at = nextStart(parsed.schedule, zone, starts.at(-1) ?? Date.parse(from));
        if (at === undefined) break;
        starts.push(at);
      }
      return [text, starts.map(isoInstant).join(" ")];
    });
    expect(Object.fromEntries(found)).toEqual(schedules);
  });

  it.each(Object.entries(vectors.refused))("refuses %j as well: %s", (text) => {
    const from = Date.parse("2026-01-01T00:00:00Z");
    expect(resolveCron(cronOf({ schedules: [text] }), from, from).ok).toBe(false);
  });

  it("was asked often", () => {
    const schedules = Object.values(vectors.due).flatMap((group) => Object.keys(group));
    expect(schedules.length).toBeGreaterThan(500);
    expect(Object.keys(vectors.zones).length).toBeGreaterThan(20);
  });
});
