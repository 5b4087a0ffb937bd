/** The Models and drift room: asks what is known of a scenario's quality, computes it, or shows it. */
import type { Api } from "../../../engine/contract/api.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import { useScenario } from "../explore/use-scenario.ts";
import { Computing } from "./computing.tsx";
import { NotComputed } from "./not-computed.tsx";
import { Screen } from "./screen.tsx";
import { type QualityFacts, useFacts } from "./use-facts.ts";

export interface QualityRoomProps {
  readonly api: Api;
  /** A scenario. */
  readonly id: string;
  readonly policy: string | null;
  readonly theme: "light" | "dark";
  onPolicy(policy: string): void;
  onExplore(): void;
}

export function QualityRoom(props: QualityRoomProps) {
  const facts = useFacts(props.api, props.id);
  const { view, issues, retry } = facts;
  if (issues !== undefined)
    return <IssuePanel title="This scenario has no models" issues={issues} onRetry={retry} />;
  if (view === undefined) return <Skeleton label="Reading the quality" />;
  if (view.run?.status === "running")
    return <Computing view={view} run={view.run} theme={props.theme} facts={facts} />;
  if (view.kind === "trained" && view.surface === null)
    return <NotComputed view={view} facts={facts} />;
  return <Opened {...props} facts={facts} />;
}

/** The replay waits for the surface: without one there is none. */
function Opened(props: QualityRoomProps & { readonly facts: QualityFacts }) {
  const { opened, issues, retry } = useScenario(props.api, props.id, null);
  if (opened !== undefined) return <Screen {...props} opened={opened} />;
  if (issues !== undefined)
    return <IssuePanel title="This scenario has no answer" issues={issues} onRetry={retry} />;
  return <Skeleton label="Opening the models" />;
}
