/** The rows of the tables of a run. */
import type {
  ExpectedPod,
  LiveAttempt,
  LiveDecision,
  LiveRunView,
} from "../../../engine/contract/live.ts";
import { podRows } from "../../charts/live/pods.ts";
import type { LiveRow, Stretch } from "../../charts/live/rows.ts";
import { fixed } from "../../widgets/format.ts";
import { ACTIONS, againstText, bytesText, realText, STATE } from "./words.ts";

export interface TextTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** More rows than anybody reads; the newest are what matters. */
const MAX_ROWS = 800;

type Moment = (atMs: number) => string;

export function requestTable(rows: readonly LiveRow[], moment: Moment): TextTable {
  const ends = (stretch: Stretch | undefined) => [
    stretch === undefined ? "" : moment(stretch.fromMs),
    stretch === undefined || stretch.toMs === null ? "" : moment(stretch.toMs),
  ];
  return {
    caption: "Requests",
    columns: [
      ...["Request", "Asked for", "State", "Began", "Ended", "Began in the replay"],
      ...["Ended in the replay", "Decisions", "Not as in the replay"],
    ],
    rows: rows.map(({ request, askedAtMs, state, actual, expected, decisions }) => [
      ...[fixed(request + 1), moment(askedAtMs), STATE[state], ...ends(actual), ...ends(expected)],
      fixed(decisions.length),
      fixed(decisions.filter(({ differs }) => differs !== null).length),
    ]),
  };
}

export function decisionTable(decisions: readonly LiveDecision[], moment: Moment): TextTable {
  const shown = decisions.slice(-MAX_ROWS);
  const first = decisions.length - shown.length;
  return {
    caption: first === 0 ? "Decisions" : `The last ${fixed(MAX_ROWS)} decisions`,
    columns: ["Decision", "At", "Request", "Decided", "Why", "The replay decided"],
    rows: shown.map(({ atMs, request, action, reason, differs }, at) => [
      ...[fixed(first + at + 1), moment(atMs), fixed(request + 1), ACTIONS[action], reason],
      differs ?? "the same",
    ]),
  };
}

export function modelTable(quality: LiveRunView["quality"], moment: Moment): TextTable {
  return {
    caption: "Model",
    columns: ["Batch", "At", "Accuracy", "Trained on batch", "Measured"],
    rows: quality.map(({ batch, atMs, accuracy, trainedOn, carried }) => [
      fixed(batch + 1),
      moment(atMs),
      `${fixed(accuracy * 100, 2)} %`,
      trainedOn < 0 ? "none yet" : fixed(trainedOn + 1),
      carried ? "carried over" : "on this batch",
    ]),
  };
}

export function serviceTable(models: LiveRunView["models"], moment: Moment): TextTable {
  return {
    caption: "Models in service",
    columns: ["Since", "Trained on batch", "Accuracy by the run's own steps"],
    rows: models.map(({ trainedOn, inServiceAtMs, accuracy }) => [
      moment(inServiceAtMs),
      fixed(trainedOn + 1),
      accuracy === null ? "not measured" : `${fixed(accuracy * 100, 2)} %`,
    ]),
  };
}

export function podTable(
  attempts: readonly LiveAttempt[],
  expected: readonly ExpectedPod[],
  moment: Moment,
): TextTable {
  const rows = podRows(attempts, expected).flatMap(({ displayName, attempts, expected }) => {
    const said = expected.at(-1);
    const saidMs = said === undefined ? undefined : said.finishedAtMs - said.startedAtMs;
    const replay = saidMs === undefined ? "" : realText(saidMs / 1_000);
    if (attempts.length === 0)
      return [[displayName, "not started", "", "", replay, "", "", "", "", "", ""]];
    return attempts.map(({ id, phase, startedAtMs, finishedAtMs, usage }) => {
      const tookMs = finishedAtMs === null ? undefined : finishedAtMs - startedAtMs;
      return [
        ...[displayName, phase, moment(startedAtMs)],
        tookMs === undefined ? "" : realText(tookMs / 1_000),
        replay,
        tookMs === undefined ? "" : againstText(tookMs, saidMs),
        text(usage?.wallMs, (value) => fixed(value / 1_000, 2)),
        text(usage?.cpuSeconds, (value) => fixed(value, 2)),
        text(usage?.peakMemoryBytes, bytesText),
        text(usage?.processes, fixed),
        id,
      ];
    });
  });
  return {
    caption: "Pods of the request",
    columns: [
      ...["Pod", "Phase", "Began", "Took", "In the replay", "Real against replay"],
      ...["Wall, s", "CPU, s", "Peak memory", "Processes", "Attempt"],
    ],
    rows,
  };
}

/** Nothing for what is not known. */
function text(value: number | null | undefined, write: (value: number) => string): string {
  return value === null || value === undefined ? "" : write(value);
}
