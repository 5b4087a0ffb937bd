/** A gesture is one step, whatever happens during it. */
import { describe, expect, it } from "vitest";
import { NO_EDITS } from "../../renderer/preview/edits.ts";
import { EditHistory } from "../../renderer/screens/explore/edit-history.ts";

function drag(history: EditHistory, target: string, values: readonly number[]): void {
  history.begin(target);
  for (const limitGPerKwh of values) history.setPolicy("threshold", { limitGPerKwh });
  history.end();
}

describe("edit history", () => {
  it("undoes a drag in one step and redoes it", () => {
    const history = new EditHistory();
    drag(history, "limit", [201, 202, 203]);
    history.undo();
    expect(history.get()).toEqual({ edits: NO_EDITS, canUndo: false, canRedo: true });
    history.redo();
    expect(history.get().edits.policies.threshold?.limitGPerKwh).toBe(203);
  });

  it("keeps two drags of one handle apart, and keys of one stay together", () => {
    const history = new EditHistory();
    drag(history, "limit", [210]);
    history.begin("limit");
    history.setPolicy("threshold", { limitGPerKwh: 211 });
    history.begin("limit");
    history.setPolicy("threshold", { limitGPerKwh: 212 });
    history.end();
    history.undo();
    expect(history.get().edits.policies.threshold?.limitGPerKwh).toBe(210);
  });

  it("leaves no step behind a gesture that changed nothing", () => {
    const history = new EditHistory();
    history.begin("limit");
    history.end();
    expect(history.get().canUndo).toBe(false);
  });

  it("takes a forecast back in one step", () => {
    const history = new EditHistory();
    history.setForecast({ model: "noise" });
    expect(history.get().edits.forecast).toEqual({ model: "noise" });
    history.undo();
    expect(history.get().edits).toBe(NO_EDITS);
  });

  it("forgets what could be redone after a new change", () => {
    const history = new EditHistory();
    history.setDeadline(1);
    history.undo();
    history.setDeadline(2);
    expect(history.get().canRedo).toBe(false);
  });

  it("merges parameters of one policy, and reset is a step as well", () => {
    const history = new EditHistory();
    history.setPolicy("gated", { smallLoss: 0.01 });
    history.setPolicy("gated", { limitGPerKwh: 300 });
    expect(history.get().edits.policies.gated).toEqual({ smallLoss: 0.01, limitGPerKwh: 300 });
    history.reset();
    expect(history.get().edits).toBe(NO_EDITS);
    history.undo();
    expect(history.get().edits.policies.gated).toEqual({ smallLoss: 0.01, limitGPerKwh: 300 });
  });
});
