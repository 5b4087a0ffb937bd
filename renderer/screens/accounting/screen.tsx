/** The Accounting screen: one policy's score, opened in every direction, under assumptions of one's own. */
import { useMemo } from "react";
import type { OpenedScenario } from "../../../engine/contract/api.ts";
import { callFailed } from "../../client/issues.ts";
import { useCommands } from "../../commands/registry.ts";
import { Explained } from "../../widgets/explanation.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import room from "../shared/room.module.css";
import { AiScores } from "./ai-scores.tsx";
import { AssumptionsPanel } from "./assumptions.tsx";
import { accountingCommands } from "./commands.ts";
import { Conclusions } from "./conclusions.tsx";
import { Cost } from "./cost.tsx";
import { Equation } from "./equation.tsx";
import { Evidence } from "./evidence.tsx";
import { Header } from "./header.tsx";
import { OverTime } from "./over-time.tsx";
import type { AccountingRoomProps } from "./room.tsx";
import styles from "./screen.module.css";
import { TornadoChart } from "./tornado.tsx";
import { useAccountView } from "./use-account-view.ts";
import type { AccountView } from "./view.ts";
import { WhereFrom } from "./where-from.tsx";

type ScreenProps = AccountingRoomProps & { readonly opened: OpenedScenario };

export function Screen(props: ScreenProps) {
  const { view, failure } = useAccountView(props.opened, props);
  if (view === null)
    return failure === null ? (
      <Skeleton label="Accounting the policies" />
    ) : (
      <IssuePanel title="This scenario has no account" issues={[failed(failure)]} />
    );
  return (
    <Explained>
      <Answered {...props} view={view} failure={failure} />
    </Explained>
  );
}

function failed(message: string) {
  const hint = "Take back what was changed in Explore: open the scenario from the list, as it is.";
  return { ...callFailed(new Error(message)), hint };
}

type AnsweredProps = ScreenProps & {
  readonly view: AccountView;
  readonly failure: string | null;
};

function Answered({ view, failure, onExplore, point, edits }: AnsweredProps) {
  const commands = useMemo(() => accountingCommands(view, onExplore), [view, onExplore]);
  useCommands(commands);
  return (
    <div className={room.screen}>
      <Header view={view} point={point} edits={edits} onExplore={onExplore} />
      {failure === null ? null : (
        <p role="alert" className={styles.failure}>
          No account under these assumptions: {failure} The last one stays.
        </p>
      )}
      <Equation view={view} />
      <div className={room.body}>
        <AssumptionsPanel view={view} />
        <div className={styles.main}>
          <Conclusions view={view} />
          <WhereFrom view={view} />
          <OverTime view={view} />
          <TornadoChart view={view} />
          <Cost view={view} />
          <AiScores view={view} />
          <Evidence view={view} />
        </div>
      </div>
    </div>
  );
}
