/** The Explore screen: one question, its picture, its numbers, and why. */
import { useMemo } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import { useCommands } from "../../commands/registry.ts";
import type { Edits } from "../../preview/edits.ts";
import { Skeleton } from "../../widgets/skeleton.tsx";
import { exploreCommands } from "./commands.ts";
import { Comparison } from "./comparison.tsx";
import { Header } from "./header.tsx";
import { Inspector } from "./inspector.tsx";
import { NumberStrip } from "./number-strip.tsx";
import { Overview } from "./overview.tsx";
import { Picture } from "./picture.tsx";
import { PictureBar } from "./picture-bar.tsx";
import type { OpenedPoint } from "./point.ts";
import styles from "./screen.module.css";
import { Tables } from "./tables.tsx";
import type { OwnGrid } from "./use-scenario.ts";
import { useView } from "./use-view.ts";
import type { View } from "./view.ts";

interface ScreenProps {
  readonly opened: OpenedScenario;
  readonly point: OpenedPoint | null;
  readonly grid: OwnGrid;
  readonly theme: "light" | "dark";
  onAccount(policy: string, edits: Edits): void;
}

export function Screen({ opened, point, grid, theme, onAccount }: ScreenProps) {
  const { view, failure } = useView(opened, theme, point?.policy ?? null);
  if (view === null) {
    return failure === null ? (
      <Skeleton label="Replaying the policies" />
    ) : (
      <p role="alert" className={styles.failure}>
        The preview could not answer: {failure}
      </p>
    );
  }
  return <Answered {...{ view, grid, point, failure, opened, onAccount }} />;
}

interface AnsweredProps {
  readonly view: View;
  readonly point: OpenedPoint | null;
  readonly grid: OwnGrid;
  readonly failure: string | null;
  readonly opened: OpenedScenario;
  onAccount(policy: string, edits: Edits): void;
}

function Answered({ view, grid, point, failure, opened, onAccount }: AnsweredProps) {
  // The account opens by the address, which no file of the user's own fits into.
  const canAccount = grid.file === null;
  const account = () => onAccount(view.policy, view.edits.edits);
  const commands = useMemo(
    () => [
      ...exploreCommands(view),
      {
        ...{ id: "account", title: "Open the account of this policy", group: "Policies" },
        ...{ keys: ["A"], enabled: canAccount },
        run: () => onAccount(view.policy, view.edits.edits),
      },
    ],
    [view, canAccount, onAccount],
  );
  useCommands(commands);
  const long = view.period.toMs - view.period.fromMs > 10 * 86_400_000;
  return (
    <div className={styles.screen}>
      <Header view={view} grid={grid} point={point} warnings={opened.warnings} />
      {failure === null ? null : (
        <p role="alert" className={styles.failure}>
          No answer for this setting: {failure} The last answer stays.
        </p>
      )}
      <NumberStrip view={view} onAccount={canAccount ? account : null} />
      <div className={styles.body}>
        <section className={styles.main} aria-label="Picture">
          <PictureBar view={view} />
          {long ? <Overview view={view} /> : null}
          {view.asTable ? <Tables view={view} /> : <Picture view={view} />}
        </section>
        <Inspector view={view} />
        <Comparison view={view} />
      </div>
      <p role="status" className="visually-hidden">
        {view.said}
      </p>
    </div>
  );
}
