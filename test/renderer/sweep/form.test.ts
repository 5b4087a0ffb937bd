/** What is typed into the form becomes the question that was meant, or says why it is none. */
import { describe, expect, it } from "vitest";
import {
  type SweepParameter,
  type SweepParameters,
  startSweepInput,
} from "../../../engine/contract/sweep.ts";
import { draftOf, placesOf, readAxis } from "../../../renderer/preview/sweep/values.ts";
import {
  draftFor,
  questionOf,
  sizeOf,
  sizeText,
  suggestionsOf,
} from "../../../renderer/screens/sweep/draft.ts";
import { findParameters } from "../../../renderer/screens/sweep/parameter-picker.tsx";

const LIMIT: SweepParameter = {
  parameter: "threshold.limitGPerKwh",
  title: "Threshold: limit, g/kWh",
  description: "Waits until the grid is under it",
  policy: "threshold",
  kind: "number",
  minimum: 0,
  maximum: 3_000,
  current: 200,
  suggested: [100, 150, 200, 250],
  uncertain: false,
};
const DEADLINE: SweepParameter = {
  parameter: "workload.deadline",
  title: "Deadline",
  description: "",
  kind: "duration",
  current: "8h",
  suggested: ["4h", "8h"],
  uncertain: false,
};
const START: SweepParameter = {
  parameter: "start",
  title: "Start",
  description: "",
  kind: "date",
  current: "2024-01-01",
  suggested: [],
  uncertain: true,
};
const MODEL: SweepParameter = {
  parameter: "grid.forecast.model",
  title: "Forecast: model",
  description: "",
  kind: "choice",
  choices: ["oracle", "noise"],
  current: "oracle",
  suggested: [],
  uncertain: false,
};
const ZONE: SweepParameter = { ...START, parameter: "zone", title: "Zone", kind: "text" };
const ABOUT: SweepParameters = {
  parameters: [LIMIT, DEADLINE, START, MODEL, ZONE],
  policies: [
    { name: "now", title: "Now" },
    { name: "threshold", title: "Threshold" },
  ],
  baseline: "now",
};

const list = (parameter: SweepParameter, text: string) =>
  readAxis({ ...draftOf(parameter), mode: "list", list: text }, parameter);
const range = (parameter: SweepParameter, from: string, to: string, step: string) =>
  readAxis({ ...draftOf(parameter), mode: "range", from, to, step }, parameter);

describe("values", () => {
  it("begin as an even range where the suggestions are one, else as a list", () => {
    expect(draftOf(LIMIT)).toMatchObject({ mode: "range", from: "100", to: "250", step: "50" });
    expect(draftOf({ ...LIMIT, suggested: [100, 150, 250] })).toMatchObject({ mode: "list" });
    expect(draftOf(DEADLINE)).toMatchObject({ mode: "list", list: "4h, 8h" });
    expect(draftOf(START)).toMatchObject({ mode: "list", list: "2024-01-01" });
  });

  it("are read as what the parameter is", () => {
    expect(list(LIMIT, "100, 200")).toMatchObject({ ok: true, values: [100, 200] });
    expect(list(ZONE, "DE, 42")).toMatchObject({ ok: true, values: ["DE", "42"] });
    expect(range(LIMIT, "0", "1", "0.1")).toMatchObject({
      values: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    });
    expect(range(DEADLINE, "1h", "2h", "30m")).toMatchObject({ values: ["1h", "1h30m", "2h"] });
    expect(range(START, "2024-01-31", "2024-03-31", "1mo")).toMatchObject({
      values: ["2024-01-31", "2024-02-29", "2024-03-31"],
    });
  });

  it.each([
    ["no value", () => list(LIMIT, " , "), /at least one/],
    ["a word for a number", () => list(LIMIT, "100, many"), /many is not a number/],
    ["too little", () => list(LIMIT, "-1"), /-1 is less than 0/],
    ["too much", () => list(LIMIT, "4000"), /4000 is more than 3000/],
    ["one twice", () => list(LIMIT, "1, 2, 1"), /1 is there twice/],
    ["a word for a duration", () => list(DEADLINE, "soon"), /soon is not a duration/],
    ["a day that is no date", () => list(START, "Monday"), /Monday is not a date/],
    ["another choice", () => list(MODEL, "oracle, luck"), /luck is none of oracle, noise/],
    ["a range without its step", () => range(LIMIT, "1", "2", " "), /where the range begins/],
    ["a step that leads away", () => range(LIMIT, "2", "1", "1"), /does not lead to the end/],
    ["part of a whole number", () => list({ ...LIMIT, kind: "integer" }, "1.5"), /whole number/],
  ])("say what is wrong: %s", (_, read, message) => {
    const found = read();
    expect(found.ok ? "nothing" : found.message).toMatch(message);
  });

  it("stand on a line by value where they rise, else evenly", () => {
    expect(placesOf([0, 10, 40])).toEqual([0, 0.25, 1]);
    expect(placesOf(["1h", "2h", "5h"])).toEqual([0, 0.25, 1]);
    expect(placesOf(["2024-01-01", "2024-01-02", "2024-01-05"])).toEqual([0, 0.25, 1]);
    expect(placesOf(["DE", "NL", "FR"])).toEqual([0, 0.5, 1]);
    expect(placesOf([3, 1, 2])).toEqual([0, 0.5, 1]);
    expect(placesOf([7])).toEqual([0.5]);
  });
});

describe("a draft", () => {
  const empty = draftFor("small", ABOUT);

  it("becomes a question that the contract takes, with the baseline always in it", () => {
    const draft = {
      ...empty,
      axes: [draftOf(LIMIT), draftOf(DEADLINE)],
      policies: new Set(["threshold"]),
      workers: 2,
    };
    expect(sizeText(sizeOf(draft, ABOUT))).toBe("8 points under 2 policies: 16 replays");
    const question = questionOf(draft, ABOUT);
    if (!question.ok) throw new Error(question.message);
    expect(startSweepInput.parse(question.input)).toMatchObject({
      scenario: "small",
      axes: [{ from: 100, to: 250, step: 50 }, { values: ["4h", "8h"] }],
      policies: ["now", "threshold"],
      workers: 2,
    });
  });

  it("says what is missing", () => {
    const message = (axes: readonly SweepParameter[]) => {
      const question = questionOf({ ...empty, axes: axes.map(draftOf) }, ABOUT);
      return question.ok ? "nothing" : question.message;
    };
    expect(message([])).toMatch(/Add a parameter/);
    expect(message([{ ...LIMIT, suggested: [], current: null }])).toMatch(/no values yet/);
    expect(message([{ ...ZONE, suggested: ["DE"] }])).toMatch(/Name the folder/);
  });

  it("suggests what has values: one of each policy, and what most people ask", () => {
    const second = { ...LIMIT, parameter: "threshold.other" };
    const found = suggestionsOf([START, second, LIMIT, DEADLINE]);
    expect(found.map(({ parameter }) => parameter)).toEqual([
      "threshold.other",
      "workload.deadline",
    ]);
  });

  it("finds parameters by any of their words", () => {
    const found = (text: string) =>
      findParameters(ABOUT.parameters, text).map((each) => each.title);
    expect(found("LIMIT thresh")).toEqual(["Threshold: limit, g/kWh"]);
    expect(found("under it")).toEqual(["Threshold: limit, g/kWh"]);
    expect(found("")).toHaveLength(5);
    expect(found("limit deadline")).toEqual([]);
  });
});
