/** The Live run room: all runs with a form to start one, or one run as it goes. */
import { useMemo } from "react";
import type { Api, ScenarioSummary } from "../../../engine/contract/api.ts";
import type { Command } from "../../commands/command.ts";
import { useCommands } from "../../commands/registry.ts";
import { ListScreen } from "./list-screen.tsx";
import type { LiveLook } from "./look.ts";
import { Run } from "./run.tsx";

export interface LiveRoomProps {
  readonly api: Api;
  /** A run; null for the list. */
  readonly id: string | null;
  readonly look: LiveLook;
  readonly scenarios: readonly ScenarioSummary[];
  readonly theme: "light" | "dark";
  onOpen(id: string | null): void;
  onLook(look: LiveLook): void;
}

export function LiveRoom(props: LiveRoomProps) {
  const { id, onOpen } = props;
  const commands = useMemo(
    (): Command[] => [
      {
        id: "live-list",
        title: "All live runs, and a new one",
        group: "Live run",
        keys: ["U"],
        enabled: id !== null,
        run: () => onOpen(null),
      },
    ],
    [id, onOpen],
  );
  useCommands(commands);
  return id === null ? <ListScreen {...props} /> : <Run {...props} id={id} />;
}
