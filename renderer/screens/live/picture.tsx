/** The picture of a run: the grid over scenario time, what was foreseen beside what happened, and the model. */
import { memo, useMemo } from "react";
import { rangeText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { windowCommands } from "../explore/commands.ts";
import { Brush } from "../shared/brush.tsx";
import { Section } from "../shared/section.tsx";
import { useRows } from "../workflow/use-rows.ts";
import { AccuracyPart } from "./accuracy-part.tsx";
import { liveFrame } from "./frame.ts";
import { Gantt, MAX_ROWS, ROW } from "./gantt.tsx";
import { GridPart } from "./grid-part.tsx";
import { Legend } from "./legend.tsx";
import { Now } from "./now.tsx";
import styles from "./picture.module.css";
import { TimeAxis } from "./time-axis.tsx";
import type { RunView } from "./use-run-view.ts";

export function Picture({ view }: { readonly view: RunView }) {
  const { run, shown, window, period, zone, theme } = view;
  const box = useRows(shown.length, ROW, 0);
  const { width } = box;
  const frame = useMemo(() => liveFrame(width, window), [width, window]);
  const rowsHeight = Math.min(MAX_ROWS, shown.length) * ROW;
  return (
    <Section
      title="Foreseen and real"
      about={rangeText(window.fromMs, window.toMs, zone)}
      actions={<Moves view={view} />}
    >
      <div className={styles.picture}>
        {width === 0 ? null : <GridPart {...{ grid: run.grid, window, frame, theme }} />}
        <Gantt {...{ view, frame, box }} height={rowsHeight} />
        {width === 0 ? null : (
          <>
            <AccuracyPart {...{ run, window, frame }} />
            <TimeAxis {...{ window, zone, frame }} />
            {view.isOpen ? <Now {...{ view, frame }} /> : null}
          </>
        )}
      </div>
      <Legend view={view} />
      <Overview
        {...{ period, window, zone }}
        long={windowCommands(view)[2]?.enabled === true}
        setWindow={view.setWindow}
        left={frame.left}
        width={frame.width}
      />
    </Section>
  );
}

function Moves({ view }: { readonly view: RunView }) {
  const [before, after, whole] = windowCommands(view);
  const long = whole?.enabled === true;
  return (
    <>
      {view.isOpen ? (
        <Button
          aria-pressed={view.follows}
          title="The picture goes with the run (N)"
          onClick={() => view.setFollows(!view.follows)}
        >
          Follow now
        </Button>
      ) : null}
      {long ? (
        <>
          <Button
            aria-label="Week before"
            title="Week before (,)"
            disabled={!before?.enabled}
            onClick={before?.run}
          >
            ‹
          </Button>
          <Button
            aria-label="Week after"
            title="Week after (.)"
            disabled={!after?.enabled}
            onClick={after?.run}
          >
            ›
          </Button>
          <Button onClick={whole?.run} title="Whole period or one week (W)">
            {whole?.title}
          </Button>
        </>
      ) : null}
      <Button
        aria-pressed={view.asTable}
        title="Picture or table (T)"
        onClick={() => view.toggleTable()}
      >
        View as table
      </Button>
    </>
  );
}

interface OverviewProps extends Pick<RunView, "period" | "window" | "zone" | "setWindow"> {
  readonly long: boolean;
  readonly left: number;
  readonly width: number;
}

const OVERVIEW = 24;

/** The whole of a long period, with the visible window as a brush. */
const Overview = memo(function Overview(props: OverviewProps) {
  const { period, window, zone, setWindow, long, left, width } = props;
  const x = useMemo(() => liveFrame(width + left + 10, period).x, [period, width, left]);
  if (!long || width <= 60) return null;
  return (
    <div className={styles.overview} style={{ marginLeft: left, width, height: OVERVIEW }}>
      <Brush {...{ window, period, zone, x, setWindow }} height={OVERVIEW} />
    </div>
  );
});
