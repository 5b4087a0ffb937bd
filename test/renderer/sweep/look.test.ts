/** However a person turns a sweep, there is always one axis across and at most one down. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type FrontierLook,
  rememberedLook,
  withBound,
  withObjective,
  withPolicy,
} from "../../../renderer/screens/frontier/look.ts";
import { firstLook, withAxis, withRole } from "../../../renderer/screens/sweep/look.ts";
import { axisOf, summaryOf } from "./summary.ts";

describe("the look of a sweep", () => {
  it("begins with what is chosen across and down, and what nobody chooses together", () => {
    const axes = [
      axisOf("seed", 3, true),
      axisOf("limit", 4),
      axisOf("one", 1),
      axisOf("hours", 5),
    ];
    expect(firstLook(summaryOf(axes)).roles).toEqual(["all", "x", 0, "y"]);
    const lines = firstLook(summaryOf([axisOf("limit", 4), axisOf("seed", 3, true)]));
    expect(lines).toMatchObject({ roles: ["x", "all"], shown: { kind: "together" } });
    expect(firstLook(summaryOf([axisOf("seed", 3, true)])).roles).toEqual(["x"]);
  });

  it("begins with the policy whose parameter varies", () => {
    const axes = [{ ...axisOf("limit", 4), policy: "p1" }, axisOf("hours", 5)];
    expect(firstLook(summaryOf(axes)).shown).toEqual({ kind: "one", name: "p1" });
  });

  it("keeps exactly one axis across, and never all lines of a map in one picture", () => {
    const turn = fc.record({
      role: fc.constantFrom("x", "y", "all", "value"),
      axis: fc.nat({ max: 3 }),
      none: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 15 }), (turns) => {
        const axes = [axisOf("a", 3), axisOf("b", 4), axisOf("c", 2, true), axisOf("d", 1)];
        let look = firstLook(summaryOf(axes));
        for (const { role, axis, none } of turns) {
          if (role === "x") look = withAxis(look, axes, "x", axis);
          else if (role === "y") look = withAxis(look, axes, "y", none ? null : axis);
          else if (typeof look.roles[axis] === "number" || look.roles[axis] === "all")
            look = withRole(look, axis, role === "all" ? "all" : 0);
          expect(look.roles.filter((each) => each === "x")).toHaveLength(1);
          expect(look.roles.filter((each) => each === "y").length).toBeLessThanOrEqual(1);
          if (look.roles.includes("y")) expect(look.shown.kind).not.toBe("together");
        }
        expect(look.roles).toHaveLength(4);
      }),
    );
  });

  it("lets two axes change places", () => {
    const axes = [axisOf("a", 3), axisOf("b", 4)];
    const look = firstLook(summaryOf(axes));
    expect(withAxis(look, axes, "x", 1).roles).toEqual(["y", "x"]);
    expect(withAxis(look, axes, "y", null).roles).toEqual(["x", 2]);
  });
});

describe("the look of a frontier", () => {
  const look: FrontierLook = { ...rememberedLook("nobody"), bounds: [5, 7] };

  it("changes the sides when one takes what the other has, limits with them", () => {
    const [x, y] = look.objectives;
    const turned = withObjective(look, 0, y);
    expect(turned.objectives).toEqual([y, x]);
    expect(turned.bounds).toEqual([7, 5]);
    expect(withObjective(look, 1, y)).toBe(look);
  });

  it("drops the limit of an objective that goes, and keeps the other", () => {
    expect(withObjective(look, 0, "cost").bounds).toEqual([null, 7]);
    expect(withBound(look, 1, null).bounds).toEqual([5, null]);
  });

  it("leaves a policy out and takes it in again", () => {
    const without = withPolicy(look, "gated");
    expect(without.hidden).toEqual(["gated"]);
    expect(withPolicy(without, "gated").hidden).toEqual([]);
  });
});
