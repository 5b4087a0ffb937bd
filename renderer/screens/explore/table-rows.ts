/** The picture's content as rows of text. */
import { type LaneRequest, meanOf } from "../../charts/lanes.ts";
import { clockText, dateText, momentText } from "../../preview/calendar.ts";
import type { World } from "../../preview/types.ts";
import { duration, fixed, share } from "../../widgets/format.ts";
import type { Picture } from "./model.ts";

export interface TextTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Runs of all policies, intensities, and the accuracy of the selected policy. */
export function pictureTables(world: World, picture: Picture, title: string): TextTable[] {
  const tables = [runs(world, picture), intensities(world, picture)];
  return picture.accuracy.length === 0 ? tables : [...tables, accuracies(world, picture, title)];
}

/** Less than nothing for a run that began before it was asked for. */
function waited(waitMs: number): string {
  return waitMs < 0 ? `−${duration(-waitMs)}` : duration(waitMs);
}

function runs(world: World, { lanes }: Picture): TextTable {
  const { zone } = world.period;
  const row = (title: string, request: LaneRequest) => {
    const asked = momentText(request.askedAtMs, zone);
    const { startedAtMs, finishedAtMs } = request;
    if (startedAtMs === undefined || finishedAtMs === undefined)
      return [asked, title, request.skipped ? "skipped" : "not finished", "–", "–", "–", "–"];
    return [
      asked,
      title,
      request.missed ? "after the deadline" : "in time",
      clockText(startedAtMs, zone),
      waited(startedAtMs - request.askedAtMs),
      duration(finishedAtMs - startedAtMs),
      fixed(meanOf(request.used)),
    ];
  };
  return {
    caption: "Runs in the visible window",
    columns: ["Asked for", "Policy", "Outcome", "Started", "Waited", "Ran for", "Mean g/kWh"],
    rows: lanes.flatMap((lane) => lane.requests.map((request) => row(lane.title, request))),
  };
}

function intensities(world: World, { bins, binned }: Picture): TextTable {
  const { zone } = world.period;
  const byDay = binned === "day";
  return {
    caption: `Carbon intensity, ${byDay ? "by day" : "as given"}`,
    columns: byDay ? ["Day", "Mean g/kWh", "Least", "Most"] : ["From", "g/kWh"],
    rows: bins.map((bin) =>
      byDay
        ? [dateText(bin.fromMs, zone), fixed(bin.mean), fixed(bin.min), fixed(bin.max)]
        : [momentText(bin.fromMs, zone), fixed(bin.mean)],
    ),
  };
}

function accuracies(world: World, { accuracy }: Picture, title: string): TextTable {
  const { zone } = world.period;
  return {
    caption: `Model accuracy under ${title}`,
    columns: ["Batch", "Accuracy", "Measured", "Model"],
    rows: accuracy.map((point) => [
      momentText(point.atMs, zone),
      share(point.accuracy, 2),
      point.carried ? "carried from another measurement" : "on this batch",
      point.trained ? "new" : "as before",
    ]),
  };
}
