/** What can be done on the Explore screen, one object each. */
import { moveWindow } from "../../charts/visible-window.ts";
import type { Command } from "../../commands/command.ts";
import { DAY_MS } from "../../preview/calendar.ts";
import type { View } from "./view.ts";

export function exploreCommands(view: View): Command[] {
  return [...editCommands(view), ...windowCommands(view), ...policyCommands(view)];
}

function editCommands({ history, edits, asTable, toggleTable }: View): Command[] {
  const group = "Edit";
  return [
    {
      id: "undo",
      title: "Undo",
      group,
      keys: ["Mod+Z"],
      enabled: edits.canUndo,
      run: () => history.undo(),
    },
    {
      id: "redo",
      title: "Redo",
      group,
      keys: ["Mod+Shift+Z", "Mod+Y"],
      enabled: edits.canRedo,
      run: () => history.redo(),
    },
    {
      id: "reset",
      title: "Reset to the scenario's own values",
      group,
      enabled: edits.canUndo,
      run: () => history.reset(),
    },
    {
      id: "table",
      title: asTable ? "View as picture" : "View as table",
      group: "View",
      keys: ["T"],
      run: toggleTable,
    },
  ];
}

type WindowView = Pick<View, "window" | "period" | "setWindow" | "resetWindow">;

/** Moves the visible window by whole weeks, and shows the whole period or one week. */
export function windowCommands(view: WindowView): Command[] {
  const { window, period, setWindow, resetWindow } = view;
  const whole = window.fromMs === period.fromMs && window.toMs === period.toMs;
  const long = period.toMs - period.fromMs > 10 * DAY_MS;
  const group = "View";
  const move = (weeks: number) => setWindow(moveWindow(window, weeks * 7 * DAY_MS, period));
  return [
    {
      id: "week-before",
      title: "Week before",
      group,
      keys: [","],
      enabled: long && window.fromMs > period.fromMs,
      run: () => move(-1),
    },
    {
      id: "week-after",
      title: "Week after",
      group,
      keys: ["."],
      enabled: long && window.toMs < period.toMs,
      run: () => move(1),
    },
    {
      id: "whole",
      title: whole ? "Back to one week" : "Whole period",
      group,
      keys: ["W"],
      enabled: long,
      run: () => (whole ? resetWindow() : setWindow(period)),
    },
  ];
}

function policyCommands({ answer, policy, request, selectPolicy, selectRequest }: View): Command[] {
  const names = answer.world.policies.map((each) => each.name);
  const step = (by: number) =>
    selectPolicy(names[(names.indexOf(policy) + by + names.length) % names.length] as string);
  const group = "Policies";
  return [
    { id: "policy-before", title: "Policy above", group, keys: ["["], run: () => step(-1) },
    { id: "policy-after", title: "Policy below", group, keys: ["]"], run: () => step(1) },
    {
      id: "deselect",
      title: "Close the selected run",
      group,
      keys: ["Escape"],
      enabled: request !== null,
      run: () => selectRequest(policy, null),
    },
    ...answer.results.map((result) => ({
      id: `policy-${result.policy}`,
      title: `Select ${result.title}`,
      group,
      run: () => selectPolicy(result.policy),
    })),
  ];
}
