/** A surface that nobody has computed, or that cannot be used: what computing it would start, and the button. */
import type { QualityView } from "../../../engine/contract/quality.ts";
import { Button } from "../../widgets/button.tsx";
import { fixed } from "../../widgets/format.ts";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import room from "../shared/room.module.css";
import { Badge, RoomHeader } from "../shared/room-header.tsx";
import styles from "./compute.module.css";
import type { QualityFacts } from "./use-facts.ts";
import { runText } from "./words.ts";

interface NotComputedProps {
  readonly view: QualityView;
  readonly facts: QualityFacts;
}

export function NotComputed({ view, facts }: NotComputedProps) {
  const { run, issues, title } = view;
  const other = issues.filter(({ code }) => code !== "quality/no-surface");
  const failures = run?.failures.map(({ issue }) => issue) ?? [];
  const unkept = run?.issues ?? [];
  return (
    <div className={room.screen}>
      <RoomHeader
        title={title}
        synthetic={null}
        badges={<Badge>{run === null ? "Not computed yet" : runText(run)}</Badge>}
        facts="Models and drift: how good a model trained up to one batch of data is on a later one"
        actions={null}
      />
      <Refused facts={facts} />
      {other.length === 0 ? null : (
        <IssuePanel title="The surface cannot be used" issues={other} onRetry={facts.retry} />
      )}
      {unkept.length === 0 ? null : (
        <IssuePanel title="What was measured could not be kept" issues={unkept} />
      )}
      {failures.length === 0 ? null : (
        <IssuePanel title="The program did not measure everything" issues={failures} />
      )}
      <Compute view={view} facts={facts} />
    </div>
  );
}

export function Refused({ facts }: { readonly facts: QualityFacts }) {
  const { refused, dismiss } = facts;
  if (refused.length === 0) return null;
  return <IssuePanel title="That did not work" issues={refused} onDismiss={dismiss} />;
}

/** What would be started, to be read before anything is. */
export function Compute({ view, facts }: NotComputedProps) {
  const { commands, batches, run, surface } = view;
  if (commands === null || batches === null) return null;
  const cells = (batches * (batches + 1)) / 2;
  const begun = run !== null && run.done > 0 && run.status !== "complete";
  const verb = begun ? "Go on" : surface === null ? "Compute the surface" : "Compute it again";
  return (
    <section className={styles.compute} aria-labelledby="compute">
      <h2 id="compute">
        {surface === null ? "The accuracies have to be measured" : "The program has changed"}
      </h2>
      <p>
        {fixed(batches)} models are trained, one up to each batch of data, and each is scored on its
        batch and all later ones: {fixed(cells)} accuracies. This runs a program of the scenario on
        this machine; what is measured is kept, so that it can be stopped and goes on where it was.
      </p>
      <h3>What is started</h3>
      <ul className={styles.commands}>
        {commands.commands.map(({ what, argv }) => (
          <li key={argv.join(" ")}>
            <span>{what}</span>
            <code>{argv.join(" ")}</code>
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {commands.trusted
          ? "You have trusted this very program before."
          : "It can do on this machine what you can do. Read it before you start it; when it changes, you are asked again."}
      </p>
      <Button kind="main" disabled={facts.busy} onClick={() => facts.start(commands.hash)}>
        {commands.trusted ? verb : `Trust it and ${verb.toLowerCase()}`}
      </Button>
    </section>
  );
}
