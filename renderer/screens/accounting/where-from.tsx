/** Where it comes from: one bar for everything, and one for each step, template or pool, stacked by kind. */
import { stackBoxes } from "../../charts/accounting/stack.ts";
import { kindColor } from "../../charts/palette/kind.ts";
import { KINDS } from "../../preview/accounting/types.ts";
import { Button } from "../../widgets/button.tsx";
import { Choice } from "../../widgets/choice.tsx";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { NumberButton } from "../../widgets/explanation.tsx";
import { share } from "../../widgets/format.ts";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Section } from "../shared/section.tsx";
import { sliceExplanation } from "./explain.ts";
import { KindLegend } from "./kind-legend.tsx";
import { type Grouping, type Part, partsBy, totalOf } from "./parts.ts";
import type { AccountView } from "./view.ts";
import styles from "./where-from.module.css";
import { KIND_NAMES, MEASURE_NAMES, type Measure, measureText, QUANTITIES } from "./words.ts";

const GROUPING_OPTIONS = [
  { value: "step", label: "by step" },
  { value: "template", label: "by template" },
  { value: "pool", label: "by node pool" },
  { value: "kind", label: "by kind" },
];
const MEASURE_OPTIONS = QUANTITIES.map((value) => ({ value, label: MEASURE_NAMES[value] }));

export function WhereFrom({ view }: { readonly view: AccountView }) {
  const { audit, look, setLook } = view;
  const { measure, grouping, asTable } = look;
  const parts = partsBy(grouping, measure, audit);
  const total = totalOf(audit, measure);
  const shown = KINDS.filter((kind) =>
    [total, ...parts].some(({ segments }) => segments.some((each) => each.kind === kind)),
  );
  return (
    <Section
      title="Where it comes from"
      actions={
        <>
          <Choice
            label="Quantity"
            kind="bare"
            value={measure}
            options={MEASURE_OPTIONS}
            onChange={(value) => setLook({ measure: value as Measure })}
          />
          <Choice
            label="Grouped"
            kind="bare"
            value={grouping}
            options={GROUPING_OPTIONS}
            onChange={(value) => setLook({ grouping: value as Grouping })}
          />
          <Button
            aria-pressed={asTable}
            onClick={() => setLook({ asTable: !asTable })}
            title="Picture or table (T)"
          >
            View as table
          </Button>
        </>
      }
    >
      {asTable ? (
        <PartsTable view={view} parts={parts} total={total} />
      ) : (
        <>
          <KindLegend kinds={shown} />
          <ul className={styles.bars}>
            {[total, ...parts].map((part) => (
              <Bar key={part.key} view={view} part={part} total={total} />
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

interface BarProps {
  readonly view: AccountView;
  readonly part: Part;
  readonly total: Part;
}

function Bar({ view, part, total }: BarProps) {
  const { audit, look } = view;
  const { currency } = audit.cost;
  const text = (value: number) => measureText(look.measure, value, currency, total.total);
  const boxes = stackBoxes(part.segments, total.total, 100);
  return (
    <li className={styles.row} data-total={part === total}>
      <span className={styles.name}>
        {part.name}
        <span title={part.about}>{part.about}</span>
      </span>
      <span className={styles.track}>
        {boxes.map(({ kind, value, size }) => (
          <i
            key={kind}
            style={{ width: `${size}%`, background: kindColor(kind) }}
            title={`${KIND_NAMES[kind as keyof typeof KIND_NAMES]}: ${text(value)}`}
          />
        ))}
      </span>
      <NumberButton
        className={styles.value}
        label={`${MEASURE_NAMES[look.measure]} of ${part.name}:`}
        explain={() => sliceExplanation(audit, part, look.measure, part.total, total.total)}
      >
        {text(part.total)}
        <span>{total.total > 0 ? share(part.total / total.total) : "–"}</span>
      </NumberButton>
    </li>
  );
}

interface PartsTableProps {
  readonly view: AccountView;
  readonly parts: readonly Part[];
  readonly total: Part;
}

function PartsTable({ view, parts, total }: PartsTableProps) {
  const { audit } = view;
  const { currency } = audit.cost;
  const columns = [
    { label: "Part" },
    { label: "Energy", unit: "kWh" },
    { label: "Operational", unit: "g" },
    { label: "Embodied", unit: "g" },
    { label: "Carbon", unit: "g" },
    { label: "Cost", unit: currency },
  ];
  const cell = (part: Part, measure: Measure, value: number, digits: number) => ({
    text: new Intl.NumberFormat("en", { maximumFractionDigits: digits }).format(value),
    explain: () => sliceExplanation(audit, part, measure, value, totalOf(audit, measure).total),
  });
  const cellsOf = (part: Part) => {
    const { energyKwh, operationalG, embodiedG, cost } = part.slice;
    return [
      cell(part, "energy", energyKwh, 4),
      cell(part, "carbon", operationalG, 2),
      cell(part, "carbon", embodiedG, 2),
      cell(part, "carbon", operationalG + embodiedG, 2),
      cell(part, "cost", cost, 4),
    ];
  };
  const rows = [...parts, total].map((part) => ({
    key: part.key,
    head: part.name,
    cells: cellsOf(part),
    ...(part === total && { kind: "sum" as const }),
  }));
  return (
    <>
      <NumberTable caption="Where it comes from" columns={columns} rows={rows} />
      <p className={styles.copy}>
        <CopyButton
          text={() =>
            csvText([
              columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)),
              ...[...parts, total].map(({ name, slice }) => [
                name,
                String(slice.energyKwh),
                String(slice.operationalG),
                String(slice.embodiedG),
                String(slice.operationalG + slice.embodiedG),
                String(slice.cost),
              ]),
            ])
          }
        />
        <CopyButton
          label="Copy as JSON"
          text={() =>
            JSON.stringify(
              [...parts, total].map(({ name, slice }) => ({ name, ...slice })),
              null,
              2,
            )
          }
        />
      </p>
    </>
  );
}
