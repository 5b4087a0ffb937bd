/** The commands that exist wherever one is in the app. */
import type { ScenarioSummary } from "../../engine/contract/api.ts";
import type { Command } from "../commands/command.ts";
import type { Route } from "./route.ts";
import { chooseTheme, type ThemeChoice } from "./theme/theme.ts";

export interface ShellActions {
  readonly scenarios: readonly ScenarioSummary[];
  navigate(route: Route): void;
  openOverlay(overlay: "palette" | "keys"): void;
}

const THEMES: readonly (readonly [ThemeChoice, string])[] = [
  ["system", "Theme: as the system"],
  ["light", "Theme: light"],
  ["dark", "Theme: dark"],
];

const ROOMS = [
  { room: "explore", title: "Go to Explore" },
  { room: "sweep", title: "Go to Sweep" },
  { room: "frontier", title: "Go to Frontier" },
  { room: "live", title: "Go to Live run" },
  { room: "quality", title: "Go to Models and drift" },
  { room: "accounting", title: "Go to Accounting" },
  { room: "workflow", title: "Go to Workflow" },
] as const;

export function appCommands(actions: ShellActions): Command[] {
  return [
    {
      id: "palette",
      title: "Find a command",
      group: "App",
      keys: ["Mod+K"],
      run: () => actions.openOverlay("palette"),
    },
    {
      id: "keys",
      title: "Show all keys",
      group: "App",
      keys: ["?"],
      run: () => actions.openOverlay("keys"),
    },
    ...ROOMS.map(({ room, title }) => ({
      id: `room-${room}`,
      title,
      group: "Rooms",
      run: () => actions.navigate({ room, id: null }),
    })),
    ...THEMES.map(([choice, title]) => ({
      id: `theme-${choice}`,
      title,
      group: "App",
      run: () => chooseTheme(choice),
    })),
    ...actions.scenarios.map(({ id, title }) => ({
      id: `scenario-${id}`,
      title: `Open ${title}`,
      group: "Scenarios",
      run: () => actions.navigate({ room: "explore", id }),
    })),
    ...actions.scenarios.map(({ id, title }) => ({
      id: `account-${id}`,
      title: `Account of ${title}`,
      group: "Scenarios",
      run: () => actions.navigate({ room: "accounting", id }),
    })),
  ];
}
