/** The picture as tables: requests foreseen and real, decisions, the model, and the pods of one request. */
import { memo, useCallback, useMemo } from "react";
import type { LiveRunView } from "../../../engine/contract/live.ts";
import type { LiveRow } from "../../charts/live/rows.ts";
import { momentText, type ZoneOffsets } from "../../preview/calendar.ts";
import { Button } from "../../widgets/button.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { DataTable } from "../../widgets/data-table.tsx";
import { Section } from "../shared/section.tsx";
import styles from "./screen.module.css";
import { decisionTable, modelTable, podTable, requestTable, serviceTable } from "./table-rows.ts";
import type { RunView } from "./use-run-view.ts";

export function Tables({ view }: { readonly view: RunView }) {
  const { run, rows, zone, selected } = view;
  return (
    <Section
      title="Foreseen and real"
      about="as tables"
      actions={
        <Button aria-pressed title="Picture or table (T)" onClick={() => view.toggleTable()}>
          View as table
        </Button>
      }
    >
      <All
        {...{ rows, zone }}
        decisions={run.decisions}
        quality={run.quality}
        models={run.models}
        attempts={run.attempts}
        expected={run.expected}
        request={selected?.request ?? null}
      />
    </Section>
  );
}

interface AllProps
  extends Pick<LiveRunView, "decisions" | "quality" | "models" | "attempts" | "expected"> {
  readonly rows: readonly LiveRow[];
  readonly zone: ZoneOffsets;
  readonly request: number | null;
}

const All = memo(function All(props: AllProps) {
  const { rows, zone, decisions, quality, models, attempts, expected, request } = props;
  const moment = useCallback((atMs: number) => momentText(atMs, zone), [zone]);
  const tables = useMemo(
    () => [
      requestTable(rows, moment),
      decisionTable(decisions, moment),
      modelTable(quality, moment),
      serviceTable(models, moment),
      ...(request === null
        ? []
        : [
            podTable(
              attempts.filter((each) => each.request === request),
              expected.filter((each) => each.request === request),
              moment,
            ),
          ]),
    ],
    [rows, decisions, quality, models, attempts, expected, request, moment],
  );
  return tables.map((table) => (
    <div key={table.caption} className={styles.table}>
      <DataTable {...table} />
      <CopyButton
        label={`Copy ${table.caption.toLowerCase()} as CSV`}
        text={() => csvText([table.columns, ...table.rows])}
      />
    </div>
  ));
});
