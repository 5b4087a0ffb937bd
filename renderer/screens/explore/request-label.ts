/** A run in one sentence, for those who hear the picture. */
import type { LaneRequest } from "../../charts/lanes.ts";
import { meanOf } from "../../charts/lanes.ts";
import { clockText, momentText, type ZoneOffsets } from "../../preview/calendar.ts";
import { fixed } from "../../widgets/format.ts";

export function requestLabel(request: LaneRequest, zone: ZoneOffsets): string {
  const by = request.team === undefined ? "" : ` by ${request.team}`;
  const asked = `Asked for${by} ${momentText(request.askedAtMs, zone)}`;
  if (request.skipped) return `${asked}, decided to skip`;
  if (request.startedAtMs === undefined || request.finishedAtMs === undefined)
    return `${asked}, not finished`;
  const ran = `ran ${clockText(request.startedAtMs, zone)} to ${clockText(request.finishedAtMs, zone)}`;
  const late = request.missed ? ", after the deadline" : "";
  return `${asked}, ${ran} at ${fixed(meanOf(request.used))} g/kWh${late}`;
}
