/** The Models and drift screen: the surface with a policy's path, accuracy over time, detectors, policies. */
import { useMemo } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import type { QualityView } from "../../../engine/contract/quality.ts";
import { callFailed } from "../../client/issues.ts";
import { useCommands } from "../../commands/registry.ts";
import { Explained } from "../../widgets/explanation.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import room from "../shared/room.module.css";
import { CellPanel } from "./cell-panel.tsx";
import { qualityCommands } from "./commands.ts";
import { Detectors } from "./detectors.tsx";
import { Figures } from "./figures.tsx";
import { Header } from "./header.tsx";
import { Compute, Refused } from "./not-computed.tsx";
import { OverTime } from "./over-time.tsx";
import { Policies } from "./policies.tsx";
import type { QualityRoomProps } from "./room.tsx";
import styles from "./screen.module.css";
import { SurfaceSection } from "./surface-section.tsx";
import type { QualityFacts } from "./use-facts.ts";
import { useModelsView } from "./use-models-view.ts";
import type { ModelsView } from "./view.ts";

type ScreenProps = QualityRoomProps & {
  readonly opened: OpenedScenario;
  readonly facts: QualityFacts;
};

export function Screen({ opened, policy, theme, onPolicy, onExplore, facts }: ScreenProps) {
  const known = facts.view as QualityView;
  const { view, failure } = useModelsView(opened, { facts: known, policy, theme, onPolicy });
  if (view !== null)
    return (
      <Explained>
        <Shown view={view} facts={facts} onExplore={onExplore} />
      </Explained>
    );
  if (failure === null) return <Skeleton label="Following the models" />;
  return (
    <IssuePanel title="The models cannot be shown" issues={[callFailed(new Error(failure))]} />
  );
}

interface ShownProps {
  readonly view: ModelsView;
  readonly facts: QualityFacts;
  onExplore(): void;
}

function Shown({ view, facts, onExplore }: ShownProps) {
  const commands = useMemo(() => qualityCommands(view, onExplore), [view, onExplore]);
  useCommands(commands);
  const { issues } = view.facts;
  return (
    <div className={room.screen}>
      <Header view={view} onExplore={onExplore} />
      <Refused facts={facts} />
      {issues.length === 0 ? null : (
        <>
          <IssuePanel title="The surface is not of this program" issues={issues} />
          <Compute view={view.facts} facts={facts} />
        </>
      )}
      <Figures view={view} />
      <div className={room.body}>
        <CellPanel view={view} />
        <div className={styles.main}>
          <SurfaceSection view={view} />
          <OverTime view={view} />
          <Detectors view={view} />
          <Policies view={view} />
        </div>
      </div>
    </div>
  );
}
