/** Over time: what was used in each step by kind, below the grid's intensity, with a cursor. */
import { useMemo } from "react";
import { rangeText } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { NumberTable } from "../../widgets/number-table.tsx";
import { windowCommands } from "../explore/commands.ts";
import { Hint, Section } from "../shared/section.tsx";
import { KindLegend } from "./kind-legend.tsx";
import { seriesOf } from "./series.ts";
import { seriesTable } from "./series-table.ts";
import { TimeChart } from "./time-chart.tsx";
import { TimeOverview } from "./time-overview.tsx";
import type { AccountView } from "./view.ts";
import { MEASURE_NAMES } from "./words.ts";

const DAYS_10_MS = 10 * 86_400_000;
/** More rows than anybody reads; the window is the way to fewer. */
const MAX_ROWS = 800;

export function OverTime({ view }: { readonly view: AccountView }) {
  const { audit, look, window, period, world } = view;
  const series = useMemo(() => seriesOf(audit.series, look.measure), [audit.series, look.measure]);
  const [before, after, whole] = windowCommands(view);
  const long = period.toMs - period.fromMs > DAYS_10_MS;
  const kinds = series.stacks.filter(({ values }) => values.some((value) => value > 0));
  const hourly = audit.series.stepMs < 86_400_000;
  return (
    <Section
      title="Over time"
      about={`${MEASURE_NAMES[look.measure].toLowerCase()} by the ${hourly ? "hour" : "day"}, ${rangeText(window.fromMs, window.toMs, world.period.zone)}`}
      actions={
        long ? (
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
        ) : undefined
      }
    >
      {look.asTable ? (
        <NumberTable tall {...seriesTable(view, series, MAX_ROWS)} />
      ) : (
        <>
          <KindLegend kinds={kinds.map(({ kind }) => kind)} />
          <TimeChart view={view} series={series} />
        </>
      )}
      {long ? <TimeOverview view={view} series={series} /> : null}
      {look.measure === "cost" ? (
        <Hint>
          Money that knows no time (storage, egress, commitments not used, what billing rounds up)
          is in the bill below, not here.
        </Hint>
      ) : null}
    </Section>
  );
}
