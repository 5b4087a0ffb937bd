/** The accuracy of a live run as points: what the policy sees, and what the steps measured. */
import { expect, it } from "vitest";
import { measuredPoints, qualityPoints } from "../../../renderer/charts/live/quality.ts";

it("marks the first batch that another model served", () => {
  const trained = [0, 0, 2, 2, 3];
  const quality = trained.map((trainedOn, batch) => ({
    ...{ batch, atMs: batch, accuracy: 0.9, carried: false, trainedOn },
  }));
  expect(qualityPoints(quality).map((point) => point.trained)).toEqual([
    ...[false, false, true, false, true],
  ]);
});

it("has measured points only for models whose steps measured them", () => {
  const models = [
    { trainedOn: 0, inServiceAtMs: 5, accuracy: 0.73 },
    { trainedOn: 1, inServiceAtMs: 9, accuracy: null },
  ];
  expect(measuredPoints(models)).toMatchObject([{ atMs: 5, accuracy: 0.73 }]);
});
