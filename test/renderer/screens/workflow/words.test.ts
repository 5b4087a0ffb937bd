import { describe, expect, it } from "vitest";
import { holderText, phaseText, spokenName } from "../../../../renderer/screens/workflow/words.ts";
import { nested, RunBuilder } from "./runs.ts";

const NODES = nested().nodes();
const node = (name: string) => NODES.find((each) => each.name === name) ?? (NODES[0] as never);

describe("words", () => {
  it("say what a node holds, in its own terms", () => {
    expect(holderText(node("wf[1].train"), 3, ["train(0)"])).toBe("Retry · 3 attempts");
    expect(holderText(node("wf[1]"), 2, ["train", "check"])).toBe("Parallel · 2 steps");
    expect(holderText(node("wf[1]"), 500, ["score(0:a)"])).toBe("Loop · 500 items");
    expect(holderText(node("wf[1].check"), 1, ["a"])).toBe("DAG · 1 task");
  });

  it("give a duration only to what ran", () => {
    expect(phaseText(node("wf[0].prepare"))).toBe("Succeeded · 60\u00a0s");
    expect(phaseText(node("wf[2].deploy"))).toBe("Skipped");
  });

  it("name the phase and the message to a screen reader", () => {
    const builder = new RunBuilder();
    builder.add({ name: "wf.a", type: "Pod", phase: "Failed", message: "exit code 3" });
    const [failed] = builder.nodes();
    expect(spokenName(failed as never, null, {})).toBe("a, Pod, Failed · 60\u00a0s, exit code 3");
    const retry = spokenName(node("wf[1].train"), "Retry · 3 attempts", {
      Failed: 2,
      Succeeded: 1,
    });
    expect(retry).toContain("2 Failed, 1 Succeeded");
  });
});
