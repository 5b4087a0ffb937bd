/** Starts a live run: which scenario, under which policy, how fast time passes; then what it would start. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Api, ScenarioSummary } from "../../../engine/contract/api.ts";
import type { LiveRunSummary } from "../../../engine/contract/live.ts";
import { callFailed } from "../../client/issues.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Consent } from "./consent.tsx";
import styles from "./start.module.css";
import { TimeScale } from "./time-scale.tsx";
import { useStart } from "./use-start.ts";

interface StartProps {
  readonly api: Api;
  readonly scenarios: readonly ScenarioSummary[];
  /** Undefined while they are not known. */
  readonly runs: readonly LiveRunSummary[] | undefined;
  onOpen(id: string): void;
}

export function Start({ api, scenarios, runs = [], onOpen }: StartProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const scenario = chosen ?? scenarios[0]?.id;
  if (scenario === undefined) return null;
  const ranBefore = runs.some((run) => run.scenario === scenario);
  return (
    <section className={styles.card} aria-labelledby="start-title">
      <h2 id="start-title">Start a live run</h2>
      <Form
        key={scenario}
        {...{ api, scenarios, scenario, ranBefore, onOpen }}
        onScenario={setChosen}
      />
    </section>
  );
}

interface FormProps extends Omit<StartProps, "runs"> {
  readonly scenario: string;
  readonly ranBefore: boolean;
  onScenario(id: string): void;
}

function Form({ api, scenarios, scenario, ranBefore, onScenario, onOpen }: FormProps) {
  const policies = useQuery({
    queryKey: ["sweep-parameters", scenario],
    queryFn: () => api.sweepParameters({ scenario }),
  });
  const commands = useQuery({
    queryKey: ["live-commands", scenario],
    queryFn: () => api.liveCommands({ scenario }),
    // Files beside the scenario change without Lowtide knowing.
    staleTime: 0,
  });
  const [picked, setPicked] = useState<string | null>(null);
  const [timeScale, setTimeScale] = useState<number | null | undefined>(undefined);
  const about = policies.data?.ok ? policies.data.value : undefined;
  const known = commands.data?.ok ? commands.data.value : undefined;
  const policy = picked ?? about?.policies.find(({ name }) => name !== about.baseline)?.name;
  const start = useStart(api, onOpen);
  const issues = [policies, commands].flatMap(({ data, error }) =>
    error ? [callFailed(error)] : data?.ok === false ? data.issues : [],
  );
  const question = {
    scenario,
    policy: policy ?? "",
    ...(timeScale !== undefined && { timeScale }),
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (policy !== undefined) start.ask(question, known?.trusted === true || ranBefore);
  };
  const options = scenarios.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <div className={styles.fields}>
        <Choice
          label="Scenario"
          kind="stacked"
          value={scenario}
          options={options}
          onChange={onScenario}
        />
        <Choice
          label="Policy"
          kind="stacked"
          value={policy ?? ""}
          disabled={about === undefined}
          options={(about?.policies ?? []).map(({ name, title }) => ({
            value: name,
            label: name === about?.baseline ? `${title} (baseline)` : title,
          }))}
          onChange={setPicked}
        />
        <TimeScale value={timeScale} onChange={setTimeScale} />
      </div>
      {issues.length === 0 ? null : (
        <IssuePanel
          title="This scenario cannot be run for real"
          issues={issues}
          onRetry={() => void Promise.all([policies.refetch(), commands.refetch()])}
        />
      )}
      {start.issues.length === 0 ? null : (
        <IssuePanel
          title="The run was not started"
          issues={start.issues}
          onDismiss={start.dismiss}
        />
      )}
      <footer className={styles.foot}>
        <p>
          {known === undefined ? "" : trustText(known.commands.length, known.trusted, ranBefore)}
        </p>
        <Button
          kind="main"
          type="submit"
          disabled={known === undefined || policy === undefined || start.busy}
        >
          {start.busy ? "Starting…" : "Start the run"}
        </Button>
      </footer>
      <Consent
        asked={start.consent}
        title={scenarios.find(({ id }) => id === scenario)?.title ?? scenario}
        onYes={start.agree}
        onNo={start.refuse}
      />
    </form>
  );
}

function trustText(count: number, trusted: boolean, ranBefore: boolean): string {
  const programs = `It starts programs of this machine by ${count === 1 ? "1 command" : `${count} commands`}.`;
  if (trusted) return `${programs} You have said yes to exactly this content.`;
  const ask = "You will be shown them first, and asked.";
  return ranBefore
    ? `${programs} What it starts has changed since it was trusted. ${ask}`
    : `${programs} ${ask}`;
}
