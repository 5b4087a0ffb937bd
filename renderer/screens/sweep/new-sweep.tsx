/** What to sweep: a scenario, its parameters with values, its policies, and how many replays that makes. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { SweepParameter, SweepParameters } from "../../../engine/contract/sweep.ts";
import { callFailed } from "../../client/issues.ts";
import { draftOf } from "../../preview/sweep/values.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { EmptyState } from "../../widgets/empty-state.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Skeleton } from "../../widgets/skeleton.tsx";
import { AxisRow } from "./axis-row.tsx";
import { type Draft, draftFor, questionOf, sizeOf, sizeText, suggestionsOf } from "./draft.ts";
import styles from "./form.module.css";
import { ParameterPicker } from "./parameter-picker.tsx";
import { Policies } from "./policies.tsx";
import type { SweepRoomProps } from "./room.tsx";
import { SweepList } from "./sweep-list.tsx";
import { useSweepActions } from "./use-sweeps.ts";
import { shortTitle } from "./words.ts";

export function NewSweep(props: SweepRoomProps) {
  const { api, scenarios } = props;
  const demo = scenarios.find((each) => each.demo) ?? scenarios[0];
  const [chosen, setChosen] = useState<string | null>(null);
  const scenario = chosen ?? demo?.id;
  const query = useQuery({
    queryKey: ["sweep-parameters", scenario],
    queryFn: () => api.sweepParameters({ scenario: scenario ?? "" }),
    enabled: scenario !== undefined,
  });
  const answer = query.data;
  const issues = query.error
    ? [callFailed(query.error)]
    : answer?.ok === false
      ? answer.issues
      : [];
  if (scenario === undefined)
    return (
      <EmptyState title="There is no scenario to sweep">
        Put a folder with a scenario.yaml into the scenarios folder, then look again.
      </EmptyState>
    );
  return (
    <div className={styles.screen}>
      <header>
        <h1>New sweep</h1>
        <p className={styles.lead}>
          One answer is one week, one limit, one seed. A sweep replays the scenario at every
          combination of values, under every policy, and shows what holds everywhere.
        </p>
      </header>
      <section className={styles.card} aria-label="New sweep">
        <Choice
          label="Scenario"
          kind="stacked"
          value={scenario}
          options={scenarios.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setChosen}
        />
        {issues.length > 0 ? (
          <IssuePanel
            title="This scenario cannot be swept"
            issues={issues}
            onRetry={() => void query.refetch()}
          />
        ) : answer?.ok === true ? (
          <Form key={scenario} {...props} scenario={scenario} about={answer.value} />
        ) : (
          <Skeleton label="Reading the parameters" />
        )}
      </section>
      <SweepList {...props} />
    </div>
  );
}

type FormProps = SweepRoomProps & { readonly scenario: string; readonly about: SweepParameters };

function Form({ api, scenario, about, onOpenSweep }: FormProps) {
  const [draft, setDraft] = useState<Draft>(() => draftFor(scenario, about));
  const actions = useSweepActions(api);
  const set = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const question = questionOf(draft, about);
  const size = sizeOf(draft, about);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (question.ok) actions.start(question.input, ({ id }) => onOpenSweep(id));
  };
  const used = new Set(draft.axes.map(({ parameter }) => parameter));
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <h2>What varies</h2>
      {draft.axes.length === 0 ? (
        <Suggestions
          parameters={about.parameters}
          onPick={(parameter) => set({ axes: [draftOf(parameter)] })}
        />
      ) : (
        <ul className={styles.axes}>
          {draft.axes.map((axis, index) => (
            <AxisRow
              key={axis.parameter}
              draft={axis}
              about={about}
              onChange={(next) => set({ axes: draft.axes.with(index, next) })}
              onRemove={() => set({ axes: draft.axes.toSpliced(index, 1) })}
            />
          ))}
        </ul>
      )}
      <ParameterPicker
        parameters={about.parameters.filter(({ parameter }) => !used.has(parameter))}
        onPick={(parameter) => set({ axes: [...draft.axes, draftOf(parameter)] })}
      />
      {used.has("zone") ? (
        <label className={styles.text}>
          <span>Folder with grid histories, one file a zone</span>
          <input
            value={draft.data}
            placeholder="a folder with grid/ZONE_hourly_….csv"
            onChange={(event) => set({ data: event.target.value })}
          />
        </label>
      ) : null}
      <Policies about={about} draft={draft} onChange={set} />
      {actions.issues.length === 0 ? null : (
        <IssuePanel
          title="The sweep was not started"
          issues={actions.issues}
          onDismiss={actions.dismiss}
        />
      )}
      <footer className={styles.foot}>
        <p role="status">
          {question.ok ? (
            sizeText(size)
          ) : (
            <span className={styles.missing}>{question.message}</span>
          )}
        </p>
        <Button kind="main" type="submit" disabled={!question.ok || actions.busy}>
          {actions.busy ? "Starting…" : "Start the sweep"}
        </Button>
      </footer>
    </form>
  );
}

interface SuggestionsProps {
  readonly parameters: SweepParameters["parameters"];
  onPick(parameter: SweepParameter): void;
}

/** Parameters with values to begin with: one press, and the form is ready to start. */
function Suggestions({ parameters, onPick }: SuggestionsProps) {
  const ready = suggestionsOf(parameters);
  return (
    <div className={styles.suggestions}>
      <p className={styles.hint}>Nothing yet. Begin with one of these, or find another below.</p>
      {ready.map((parameter) => (
        <Button key={parameter.parameter} onClick={() => onPick(parameter)}>
          {shortTitle(parameter)}
        </Button>
      ))}
    </div>
  );
}
