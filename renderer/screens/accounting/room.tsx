/** The Accounting room: waits for a scenario, says what is wrong with it, or opens its account. */
import type { Api } from "../../../engine/contract/api.ts";
import type { Edits } from "../../preview/edits.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import type { OpenedPoint } from "../explore/point.ts";
import { useScenario } from "../explore/use-scenario.ts";
import { Screen } from "./screen.tsx";

export interface AccountingRoomProps {
  readonly api: Api;
  /** A scenario. */
  readonly id: string;
  readonly policy: string | null;
  /** What was changed in Explore. */
  readonly edits: Edits;
  /** A point of a sweep; null for the scenario as it is. */
  readonly point: OpenedPoint | null;
  readonly theme: "light" | "dark";
  onPolicy(policy: string): void;
  /** Back to the picture, with the policy selected. */
  onExplore(): void;
}

export function AccountingRoom(props: AccountingRoomProps) {
  const { opened, issues, retry } = useScenario(props.api, props.id, props.point);
  if (opened !== undefined) return <Screen {...props} opened={opened} />;
  if (issues !== undefined)
    return <IssuePanel title="This scenario has no account" issues={issues} onRetry={retry} />;
  return <Skeleton label="Opening the account" />;
}
