/** The frame: rail on the left, the room on the right, palette and key sheet above. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Connection } from "../client/connection.ts";
import type { Command } from "../commands/command.ts";
import { useCommands } from "../commands/registry.ts";
import { useKeyboard } from "../commands/use-keyboard.ts";
import { Room } from "../screens/explore/room.tsx";
import { ConnectionBanner } from "./connection-banner.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Palette } from "./palette.tsx";
import { Rail } from "./rail.tsx";
import styles from "./shell.module.css";
import { appCommands } from "./shell-commands.ts";
import { StartIssue } from "./start-issue.tsx";
import { useTheme } from "./theme/theme.ts";

export function Shell({ connection }: { readonly connection: Connection }) {
  const { api } = connection;
  const scenarios = useQuery({ queryKey: ["scenarios"], queryFn: () => api.listScenarios() });
  const [chosen, setChosen] = useState<string | null>(null);
  const [overlay, setOverlay] = useState<"palette" | "keys" | null>(null);
  const { resolved } = useTheme();
  const list = scenarios.data?.ok ? scenarios.data.value : [];
  const id = chosen ?? (list.find((each) => each.demo) ?? list[0])?.id;
  useKeyboard();
  const commands = useMemo<readonly Command[]>(
    () => appCommands({ scenarios: list, openScenario: setChosen, openOverlay: setOverlay }),
    [list],
  );
  useCommands(commands);

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#room">
        Skip to the answer
      </a>
      <Rail api={api} scenarios={list} selected={id} onSelect={setChosen} onOverlay={setOverlay} />
      <div className={styles.side}>
        <ConnectionBanner connection={connection} />
        <main className={styles.room} id="room" tabIndex={-1}>
          {id === undefined ? (
            <StartIssue
              answer={scenarios.data}
              error={scenarios.error}
              onRetry={() => void scenarios.refetch()}
            />
          ) : (
            <Room key={id} api={api} id={id} theme={resolved} />
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
