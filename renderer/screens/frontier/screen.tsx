/** The Frontier screen: the plane of two objectives, its limits, its knee, and the way to each replay. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { SweepAnalysis, SweepSummary } from "../../../engine/contract/sweep.ts";
import { callFailed, type Issue } from "../../client/issues.ts";
import type { Command } from "../../commands/command.ts";
import { useCommands } from "../../commands/registry.ts";
import type { Placed } from "../../preview/sweep/frontier.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import styles from "../shared/room.module.css";
import { Progress } from "../sweep/progress.tsx";
import { Candidates } from "./candidates.tsx";
import { Controls } from "./controls.tsx";
import { useFrontierView } from "./frontier-view.ts";
import { Header } from "./header.tsx";
import { type FrontierLook, rememberedLook, rememberLook } from "./look.ts";
import { Plane } from "./plane.tsx";
import { representative } from "./representative.ts";
import type { FrontierRoomProps } from "./room.tsx";
import { Verdict } from "./verdict.tsx";

type ScreenProps = FrontierRoomProps & { readonly summary: SweepSummary };

const POLL_MS = 1_500;

export function Screen(props: ScreenProps) {
  const { api, summary } = props;
  const { id, status } = summary;
  const [look, setLook] = useState<FrontierLook>(() => rememberedLook(id));
  const [metric, ...others] = look.objectives;
  const query = useQuery({
    queryKey: ["frontier", id, status, ...look.objectives],
    queryFn: () => api.analyseSweep({ id, metric, frontier: [metric, ...others] }),
    refetchInterval: status === "running" ? POLL_MS : false,
    // Another objective draws over the picture before, not over nothing.
    placeholderData: (before) => before,
  });
  const change = (next: FrontierLook) => {
    rememberLook(id, next);
    setLook(next);
  };
  const answer = query.data;
  const issues = query.error
    ? [callFailed(query.error)]
    : answer?.ok === false
      ? answer.issues
      : [];
  if (issues.length > 0)
    return (
      <IssuePanel
        title="This sweep has no frontier"
        issues={issues}
        onRetry={() => void query.refetch()}
      />
    );
  if (answer?.ok !== true) return <Skeleton label="Comparing the candidates" />;
  // While the next objectives are on their way, the picture stays that of the ones before.
  const [x = metric, y = metric] = answer.value.objectives;
  const shown = query.isPlaceholderData
    ? { ...look, objectives: [x, y] as const, bounds: [] }
    : look;
  return <Answered {...props} analysis={answer.value} look={shown} setLook={change} />;
}

type AnsweredProps = ScreenProps & {
  readonly analysis: SweepAnalysis;
  readonly look: FrontierLook;
  setLook(look: FrontierLook): void;
};

function Answered(props: AnsweredProps) {
  const { api, summary, analysis, look, setLook, theme, onOpenPoint, onOpenSweep } = props;
  const [issues, setIssues] = useState<readonly Issue[]>([]);
  const open = async (each: Placed) => {
    const found = await representative(api, summary, analysis, each);
    if (!found.ok) return setIssues(found.issues);
    const { id, data } = summary;
    onOpenPoint(summary, {
      changes: found.value,
      policy: each.candidate.policy,
      from: { room: "frontier", id },
      ...(data !== undefined && { data }),
    });
  };
  const view = useFrontierView({ summary, analysis, look, setLook, theme, open });
  const commands = useMemo(
    (): Command[] => [
      {
        id: "frontier-limits",
        title: "Take the limits away",
        group: "Frontier",
        enabled: look.bounds.some((bound) => bound !== null),
        run: () => setLook({ ...look, bounds: [null, null] }),
      },
      {
        id: "frontier-sweep",
        title: "Sweep of this frontier",
        group: "Frontier",
        run: () => onOpenSweep(summary.id),
      },
    ],
    [look, setLook, onOpenSweep, summary.id],
  );
  useCommands(commands);
  return (
    <div className={styles.screen}>
      <Header summary={summary} count={view.all.length} onSweep={() => onOpenSweep(summary.id)} />
      <Progress summary={summary} />
      {issues.length === 0 ? null : (
        <IssuePanel
          title="This replay cannot be opened"
          issues={issues}
          onDismiss={() => setIssues([])}
        />
      )}
      <div className={styles.body}>
        <section className={styles.main} aria-label="Frontier">
          <Controls view={view} />
          {view.all.length === 0 ? (
            <p className={styles.waiting}>
              No policy has both figures yet. Choose another objective, or wait for the sweep.
            </p>
          ) : (
            <Plane view={view} />
          )}
        </section>
        <Verdict view={view} />
        <Candidates view={view} />
      </div>
    </div>
  );
}
