/** The log of an attempt: chosen, followed, searched, copied and taken away as a file. */
import { useEffect, useMemo, useState } from "react";
import type { Api } from "../../../engine/contract/api.ts";
import type { LiveAttempt } from "../../../engine/contract/live.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { IssuePanel } from "../../widgets/issue-panel.tsx";
import { Section } from "../shared/section.tsx";
import { LogLinesView } from "./log-lines.tsx";
import styles from "./log-pane.module.css";
import { LogSearch } from "./log-search.tsx";
import { allLines, hitLines } from "./log-text.ts";
import { followLog, type LogReading, NO_READING } from "./read-log.ts";
import { SaveLog } from "./save-log.tsx";
import { bytesText } from "./words.ts";

interface LogPaneProps {
  readonly api: Api;
  readonly id: string;
  /** Of the request that is shown. */
  readonly attempts: readonly LiveAttempt[];
  /** Chosen; null: the newest. */
  readonly attempt: string | null;
  onAttempt(attempt: string | null): void;
}

export function LogPane({ api, id, attempts, attempt, onAttempt }: LogPaneProps) {
  const chosen = attempts.find((each) => each.id === attempt) ?? attempts.at(-1);
  if (chosen === undefined)
    return (
      <Section title="Log">
        <p className={styles.none}>Nothing of this request has run yet, so there is no log.</p>
      </Section>
    );
  // Whoever reads or searches a log keeps it, when another program starts.
  const pin = () => attempt !== chosen.id && onAttempt(chosen.id);
  return (
    <div onFocusCapture={pin} onPointerDownCapture={pin}>
      <Pane {...{ api, id, attempts, chosen, attempt, onAttempt }} />
    </div>
  );
}

type PaneProps = LogPaneProps & { readonly chosen: LiveAttempt };

function Pane({ api, id, attempts, chosen, attempt, onAttempt }: PaneProps) {
  const [wholeOf, setWholeOf] = useState<string | null>(null);
  const whole = wholeOf === chosen.id;
  const [search, setSearch] = useState("");
  const [isOnly, setIsOnly] = useState(false);
  const [follows, setFollows] = useState(true);
  const [hit, setHit] = useState<number | null>(null);
  const only = isOnly ? search : "";
  const reading = useLog(api, id, chosen.id, whole, only);
  const lines = useMemo(() => allLines(reading.lines), [reading.lines]);
  const hits = useMemo(() => hitLines(lines, search), [lines, search]);
  const goTo = (by: 1 | -1) => {
    if (hits.length === 0) return;
    const at = hit === null ? (by === 1 ? 0 : hits.length - 1) : hit + by;
    setFollows(false);
    setHit((at + hits.length) % hits.length);
  };
  const labelOf = ({ displayName, phase }: LiveAttempt) => `${displayName}, ${phase}`;
  const options = [
    { value: NEWEST, label: `newest: ${labelOf(attempts.at(-1) ?? chosen)}` },
    ...attempts.map((each) => ({ value: each.id, label: labelOf(each) })),
  ];
  return (
    <Section
      title="Log"
      about={aboutText(reading)}
      actions={
        <>
          <Choice
            label="Attempt"
            kind="bare"
            value={attempt === null ? NEWEST : chosen.id}
            options={options}
            onChange={(value) => onAttempt(value === NEWEST ? null : value)}
          />
          <Button
            aria-pressed={follows}
            title="Stay at the end while it grows"
            onClick={() => setFollows(!follows)}
          >
            Follow
          </Button>
          <CopyButton label="Copy" text={() => lines.join("\n")} />
          <SaveLog {...{ api, id }} attempt={chosen.id} name={`${chosen.displayName}.log`} />
        </>
      }
    >
      <LogSearch
        {...{ search, isOnly, hits, hit, goTo }}
        onSearch={(text) => {
          setSearch(text);
          setHit(null);
        }}
        onOnly={setIsOnly}
      />
      {reading.issues.length === 0 ? null : (
        <IssuePanel title="The log could not be read" issues={reading.issues} />
      )}
      {reading.skippedBytes > 0 && only === "" ? (
        <p className={styles.skipped}>
          {bytesText(reading.skippedBytes)} come before this.{" "}
          {whole ? (
            "They are in the download."
          ) : (
            <Button onClick={() => setWholeOf(chosen.id)}>Show the whole log</Button>
          )}
        </p>
      ) : null}
      <LogLinesView
        {...{ lines, search, follows }}
        label={`Log of ${chosen.displayName}`}
        hitLine={hit === null ? null : (hits[hit] ?? null)}
        empty={emptyText(reading, only)}
        onLeave={() => setFollows(false)}
      />
    </Section>
  );
}

/** The choice that goes on to the next program as soon as it starts. */
const NEWEST = "";

function useLog(api: Api, id: string, attempt: string, whole: boolean, only: string): LogReading {
  const [reading, setReading] = useState(NO_READING);
  useEffect(() => {
    const stop = new AbortController();
    setReading(NO_READING);
    void followLog(api, { id, attempt, whole, only }, stop.signal, setReading);
    return () => stop.abort();
  }, [api, id, attempt, whole, only]);
  return reading;
}

function aboutText({ totalBytes, ended, truncated }: LogReading): string {
  const parts = [bytesText(totalBytes), ended ? "ended" : "still written"];
  if (truncated) parts.push("cut at its limit: the program wrote more than is kept");
  return parts.join(", ");
}

function emptyText({ ended, totalBytes }: LogReading, only: string): string {
  if (only !== "" && totalBytes > 0) return "No line holds this text.";
  return ended ? "The program wrote nothing." : "Nothing has been written yet.";
}
