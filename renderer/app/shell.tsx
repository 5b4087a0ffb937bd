/** The frame: rail on the left, the room on the right, palette and key sheet above. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Connection } from "../client/connection.ts";
import type { Command } from "../commands/command.ts";
import { useCommands } from "../commands/registry.ts";
import { useKeyboard } from "../commands/use-keyboard.ts";
import { Skeleton } from "../widgets/skeleton.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { ExploreRoom } from "./explore-room.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import { navigate, useRoute } from "./route.ts";
import styles from "./shell.module.css";
import { appCommands } from "./shell-commands.ts";
import { useTheme } from "./theme/theme.ts";

// The graph and its layout kernel are large; whoever never opens this room never loads them.
const WorkflowRoom = lazy(async () => {
  const { WorkflowRoom } = await import("../screens/workflow/room.tsx");
  return { default: WorkflowRoom };
});

const openWorkflow = (id: string) => navigate({ room: "workflow", id });
const closeWorkflow = () => navigate({ room: "workflow", id: null });

export function Shell({ connection }: { readonly connection: Connection }) {
  const { api } = connection;
  const route = useRoute();
  const [overlay, setOverlay] = useState<"palette" | "keys" | null>(null);
  const { resolved } = useTheme();
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: () => api.listScenarios() });
  const workflows = useQuery({
    queryKey: ["workflows"],
    queryFn: () => api.listWorkflows(),
    enabled: route.room === "workflow",
  });
  const scenarioList = scenarios.data?.ok ? scenarios.data.value : [];
  const workflowList = workflows.data?.ok ? workflows.data.value : [];
  const exploring = route.room === "explore";
  const first = scenarioList.find((each) => each.demo) ?? scenarioList[0];
  const scenario = exploring ? (route.id ?? first?.id ?? null) : null;
  useKeyboard();
  const commands = useMemo<readonly Command[]>(
    () => appCommands({ scenarios: scenarioList, navigate, openOverlay: setOverlay }),
    [scenarioList],
  );
  useCommands(commands);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#room">
        Skip to the answer
      </a>
      <Rail
        api={api}
        room={route.room}
        heading={exploring ? "Scenarios" : "Workflows"}
        items={
          exploring
            ? scenarioList
            : workflowList.map(({ id, title, file }) => ({ id, title, description: file }))
        }
        selected={exploring ? scenario : route.id}
        onSelect={(id) => navigate({ room: route.room, id })}
        onOverlay={setOverlay}
      />
      <div className={styles.side}>
        <ConnectionBanner connection={connection} />
        <main className={styles.room} id="room" tabIndex={-1}>
          {exploring ? (
            <ExploreRoom api={api} id={scenario} scenarios={scenarios} theme={resolved} />
          ) : (
            <Suspense fallback={<Skeleton label="Opening the room" />}>
              <WorkflowRoom
                api={api}
                id={route.id}
                workflows={workflowList}
                theme={resolved}
                onBundled={openWorkflow}
                onOwnFile={closeWorkflow}
              />
            </Suspense>
          )}
        </main>
      </div>
      <Palette
        open={overlay === "palette"}
        onOpenChange={(open) => setOverlay(open ? "palette" : null)}
      />
      <KeySheet
        open={overlay === "keys"}
        onOpenChange={(open) => setOverlay(open ? "keys" : null)}
      />
    </div>
  );
}
