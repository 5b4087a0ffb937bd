/** The Sweep room: a new sweep, or one that runs or ran. */
import { useMemo } from "react";
import type { Api, ScenarioSummary } from "../../../engine/contract/api.ts";
import type { SweepSummary } from "../../../engine/contract/sweep.ts";
import type { Command } from "../../commands/command.ts";
import { useCommands } from "../../commands/registry.ts";
import type { ExplorePoint } from "../explore/point.ts";
import { NewSweep } from "./new-sweep.tsx";
import { Result } from "./result.tsx";

export interface SweepRoomProps {
  readonly api: Api;
  /** A sweep; null for a new one. */
  readonly id: string | null;
  readonly scenarios: readonly ScenarioSummary[];
  readonly theme: "light" | "dark";
  onOpenSweep(id: string | null): void;
  onOpenFrontier(id: string): void;
  onOpenPoint(summary: SweepSummary, point: ExplorePoint): void;
}

export function SweepRoom(props: SweepRoomProps) {
  const { id, onOpenSweep, onOpenFrontier } = props;
  const commands = useMemo(
    (): Command[] => [
      {
        id: "sweep-new",
        title: "New sweep",
        group: "Sweep",
        enabled: id !== null,
        run: () => onOpenSweep(null),
      },
      {
        id: "sweep-frontier",
        title: "Frontier of this sweep",
        group: "Sweep",
        enabled: id !== null,
        run: () => (id === null ? undefined : onOpenFrontier(id)),
      },
    ],
    [id, onOpenSweep, onOpenFrontier],
  );
  useCommands(commands);
  return id === null ? <NewSweep {...props} /> : <Result {...props} id={id} />;
}
