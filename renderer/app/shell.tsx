/** The frame: rail on the left, the room on the right, palette and key sheet above. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Connection } from "../client/connection.ts";
import type { Command } from "../commands/command.ts";
import { useCommands } from "../commands/registry.ts";
import { useKeyboard } from "../commands/use-keyboard.ts";
import { ConnectionBanner } from "./connection-banner.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { OpenRoom } from "./open-room.tsx";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import { ofScenarios, useRailList } from "./rail-list.ts";
import { navigate, useRoute } from "./route.ts";
import styles from "./shell.module.css";
import { appCommands } from "./shell-commands.ts";
import { useTheme } from "./theme/theme.ts";

export function Shell({ connection }: { readonly connection: Connection }) {
  const { api } = connection;
  const route = useRoute();
  const [overlay, setOverlay] = useState<"palette" | "keys" | null>(null);
  const { resolved } = useTheme();
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: () => api.listScenarios() });
  const scenarioList = scenarios.data?.ok ? scenarios.data.value : [];
  const first = scenarioList.find((each) => each.demo) ?? scenarioList[0];
  const scenario = ofScenarios(route.room) ? (route.id ?? first?.id ?? null) : null;
  const { heading, items, workflows } = useRailList(api, route.room, scenarioList);
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
        heading={heading}
        items={items}
        selected={scenario ?? route.id}
        onSelect={(id) => navigate({ room: route.room, id })}
        onOverlay={setOverlay}
      />
      <div className={styles.side}>
        <ConnectionBanner connection={connection} />
        <main className={styles.room} id="room" tabIndex={-1}>
          <OpenRoom {...{ api, route, scenario, scenarios, workflows }} theme={resolved} />
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
