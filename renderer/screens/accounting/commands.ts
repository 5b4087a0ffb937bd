/** What can be done in the Accounting room, one object each. */
import type { Command } from "../../commands/command.ts";
import { windowCommands } from "../explore/commands.ts";
import { focusField } from "./focus-field.ts";
import type { AccountView } from "./view.ts";
import { MEASURE_NAMES, QUANTITIES } from "./words.ts";

export function accountingCommands(view: AccountView, onExplore: () => void): Command[] {
  return [...assumptionCommands(view), ...lookCommands(view, onExplore), ...policyCommands(view)];
}

function assumptionCommands({ history, steps, changed }: AccountView): Command[] {
  const group = "Assumptions";
  return [
    {
      ...{ id: "undo", title: "Undo", group, keys: ["Mod+Z"], enabled: steps.canUndo },
      run: () => history.undo(),
    },
    {
      ...{ id: "redo", title: "Redo", group, keys: ["Mod+Shift+Z", "Mod+Y"] },
      enabled: steps.canRedo,
      run: () => history.redo(),
    },
    {
      ...{ id: "assume", title: "Go to the assumptions", group, keys: ["P"] },
      run: () => focusField("pue"),
    },
    {
      ...{ id: "reset", title: "Reset all assumptions", group, enabled: changed },
      run: () => history.reset(),
    },
  ];
}

function lookCommands(view: AccountView, onExplore: () => void): Command[] {
  const { look, setLook } = view;
  const group = "View";
  return [
    {
      ...{ id: "table", title: look.asTable ? "View as picture" : "View as table", group },
      keys: ["T"],
      run: () => setLook({ asTable: !look.asTable }),
    },
    ...QUANTITIES.map((measure) => ({
      ...{ id: `measure-${measure}`, title: `Account of ${MEASURE_NAMES[measure].toLowerCase()}` },
      group,
      run: () => setLook({ measure }),
    })),
    ...windowCommands(view),
    { id: "account-explore", title: "Open this policy in Explore", group, run: onExplore },
  ];
}

function policyCommands({ world, policy, selectPolicy }: AccountView): Command[] {
  const names = world.policies.map((each) => each.name);
  const step = (by: number) =>
    selectPolicy(names[(names.indexOf(policy) + by + names.length) % names.length] as string);
  const group = "Policies";
  return [
    { id: "policy-before", title: "Policy above", group, keys: ["["], run: () => step(-1) },
    { id: "policy-after", title: "Policy below", group, keys: ["]"], run: () => step(1) },
    ...world.policies.map(({ name, title }) => ({
      ...{ id: `policy-${name}`, title: `Account of ${title}`, group },
      run: () => selectPolicy(name),
    })),
  ];
}
