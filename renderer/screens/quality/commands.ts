/** What can be done in the Models and drift room, one object each. */
import type { Command } from "../../commands/command.ts";
import { windowCommands } from "../explore/commands.ts";
import type { ModelsView } from "./view.ts";
import { NARROW_MS, toggleWindow, windowText } from "./window.ts";

export function qualityCommands(view: ModelsView, onExplore: () => void): Command[] {
  const { look, setLook, paths, path, selectPolicy } = view;
  const names = paths.map(({ policy }) => policy);
  const step = (by: number) =>
    selectPolicy(names[(names.indexOf(path.policy) + by + names.length) % names.length] as string);
  const alone = look.basis === "alone";
  return [
    {
      ...{ id: "table", title: look.asTable ? "View as picture" : "View as table", group: "View" },
      keys: ["T"],
      run: () => setLook({ asTable: !look.asTable }),
    },
    {
      id: "quality-basis",
      title: alone ? "Detectors beside the policy" : "Detectors in the policy’s place",
      ...{ group: "View", keys: ["D"] },
      run: () => setLook({ basis: alone ? "beside" : "alone" }),
    },
    ...windowMoves(view),
    { id: "quality-explore", title: "Open in Explore", group: "View", run: onExplore },
    ...policyMoves(step),
    ...paths.map(({ policy, title }) => ({
      ...{ id: `policy-${policy}`, title: `Models of ${title}`, group: "Policies" },
      run: () => selectPolicy(policy),
    })),
  ];
}

function windowMoves(view: ModelsView): Command[] {
  const { period, window, setWindow } = view;
  // A batch may be a week: what the other rooms call a week before is a step of the window here.
  const [before, after] = windowCommands({
    period,
    window,
    setWindow,
    resetWindow: () => undefined,
  });
  const long = period.toMs - period.fromMs > NARROW_MS;
  return [
    ...[before, after].filter((each) => each !== undefined),
    {
      ...{ id: "whole", title: windowText(view), group: "View", keys: ["W"], enabled: long },
      run: () => toggleWindow(view),
    },
  ];
}

function policyMoves(step: (by: number) => void): Command[] {
  const group = "Policies";
  return [
    { id: "policy-before", title: "Policy above", group, keys: ["["], run: () => step(-1) },
    { id: "policy-after", title: "Policy below", group, keys: ["]"], run: () => step(1) },
  ];
}
