/** The Explore room: waits for a scenario, says what is wrong with it, or shows its answer. */
import type { DragEvent } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type { Edits } from "../../preview/edits.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import type { OpenedPoint } from "./point.ts";
import { Screen } from "./screen.tsx";
import { useScenario } from "./use-scenario.ts";

interface RoomProps {
  readonly api: Api;
  readonly id: string;
  /** A point of a sweep; null for the scenario as it is. */
  readonly point: OpenedPoint | null;
  readonly theme: "light" | "dark";
  /** Opens the account of a policy, with what was changed here. */
  onAccount(policy: string, edits: Edits): void;
}

export function Room({ api, id, point, theme, onAccount }: RoomProps) {
  const { opened, issues, grid, retry } = useScenario(api, id, point);
  const onDrop = (event: DragEvent) => {
    const file = event.dataTransfer.files[0];
    if (file === undefined) return;
    event.preventDefault();
    grid.use(file);
  };
  const refused = grid.refused;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a short cut for the button.
    <div onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      {refused === null ? null : (
        <IssuePanel
          title={`${refused.file} cannot be used; the answer below is still the one before`}
          issues={refused.issues}
          onDismiss={grid.dismiss}
        />
      )}
      {opened !== undefined ? (
        <Screen {...{ opened, grid, point, theme, onAccount }} />
      ) : issues !== undefined ? (
        <IssuePanel title="This scenario has no answer" issues={issues} onRetry={retry} />
      ) : (
        <Skeleton label="Replaying the scenario" />
      )}
    </div>
  );
}
