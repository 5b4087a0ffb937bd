/** The tornado: how far each assumption alone moves the score, largest first, and where a conclusion flips. */
import { tornadoBox, tornadoScale } from "../../charts/accounting/tornado.ts";
import type { Tornado, TornadoBar, TornadoEnd } from "../../preview/accounting/types.ts";
import { NumberButton } from "../../widgets/explanation.tsx";
import { grams, joined, short } from "../../widgets/format.ts";
import { Hint, Section } from "../shared/section.tsx";
import { savedText } from "./equation.tsx";
import { accountSources } from "./explain.ts";
import { flipText } from "./flip-words.ts";
import { focusField } from "./focus-field.ts";
import styles from "./tornado.module.css";
import type { AccountView } from "./view.ts";
import { listed } from "./words.ts";

export function TornadoChart({ view }: { readonly view: AccountView }) {
  const { tornado, audit } = view;
  const unit = tornado?.sciGPerUnit === null ? "carbon" : `SCI, g / ${audit.terms.unitName}`;
  return (
    <Section title="How sensitive it is" about={`one assumption at a time, by ${unit}`}>
      {tornado === null ? (
        <p className={styles.waiting} role="status">
          Moving each assumption from low to high…
        </p>
      ) : tornado.bars.length === 0 ? (
        <Hint>No assumption matters here: nothing drew power.</Hint>
      ) : (
        <Bars view={view} tornado={tornado} />
      )}
    </Section>
  );
}

const PERCENT = 100;

/** Such as not the price of spot nodes, which is money alone. */
function moves({ swing, low, high }: TornadoBar): boolean {
  return swing > 0 || low.flips.length > 0 || high.flips.length > 0;
}

function Bars({ view, tornado }: { readonly view: AccountView; readonly tornado: Tornado }) {
  const { note, sciGPerUnit, carbonG } = tornado;
  const bars = tornado.bars.filter(moves);
  const still = tornado.bars.filter((bar) => !moves(bar)).map(({ name }) => name);
  const scoreOf = (end: Pick<TornadoEnd, "sciGPerUnit" | "carbonG">) =>
    end.sciGPerUnit ?? end.carbonG;
  const middle = sciGPerUnit ?? carbonG;
  const x = tornadoScale(
    middle,
    bars.map(({ low, high }) => ({ low: scoreOf(low), high: scoreOf(high) })),
    PERCENT,
  );
  return (
    <>
      <div className={styles.head} aria-hidden="true">
        <span />
        <span className={styles.axis}>
          <span style={{ left: `${x(middle)}%` }}>
            {sciGPerUnit === null ? joined(grams(middle)) : `${short(middle)} g`}
          </span>
        </span>
        <span>saved, low to high</span>
      </div>
      <ul className={styles.bars}>
        {bars.map((bar) => {
          const width = (end: TornadoEnd) => tornadoBox(middle, scoreOf(end), x);
          return (
            <li key={bar.assumption} className={styles.row}>
              <Bar
                view={view}
                bar={bar}
                middle={x(middle)}
                low={width(bar.low)}
                high={width(bar.high)}
              />
            </li>
          );
        })}
      </ul>
      <Hint>
        {still.length === 0 ? "" : `${listed(still)}: no effect on the score. `}
        {note}
      </Hint>
    </>
  );
}

type Box = ReturnType<typeof tornadoBox>;

interface BarProps {
  readonly view: AccountView;
  readonly bar: TornadoBar;
  /** All in percent of the track. */
  readonly middle: number;
  readonly low: Box;
  readonly high: Box;
}

function Bar({ view, bar, middle, low, high }: BarProps) {
  const { history, steps } = view;
  const flips = [...bar.low.flips, ...bar.high.flips];
  const take = (end: TornadoEnd) => {
    history.end();
    history.change({ ...steps.present, ...end.assumptions });
    focusField(bar.assumption);
  };
  return (
    <>
      <button
        type="button"
        className={styles.name}
        title={`${bar.reason} Opens it under Assumptions.`}
        onClick={() => focusField(bar.assumption)}
      >
        {bar.name}
        {flips.length === 0 ? null : (
          <em title={flips.map((flip) => flipText(flip, view.titleOf)).join(" ")}>
            flips a conclusion
          </em>
        )}
      </button>
      <span className={styles.track}>
        <span className={styles.zero} style={{ left: `${middle}%` }} />
        {[
          { end: bar.low, box: low },
          { end: bar.high, box: high },
        ].map(({ end, box }) => (
          <button
            key={end.label}
            type="button"
            className={styles.end}
            data-below={box.below}
            data-flips={end.flips.length > 0}
            style={{ left: `${box.from}%`, width: `${box.size}%` }}
            aria-label={`${bar.name} ${end.label}: assume it`}
            title={`Assume ${end.label}`}
            onClick={() => take(end)}
          >
            <span>{shown(end)}</span>
          </button>
        ))}
      </span>
      <span className={styles.saved}>
        <Saved view={view} bar={bar} end={bar.low} />
        <span>to</span>
        <Saved view={view} bar={bar} end={bar.high} />
      </span>
    </>
  );
}

/** As it stands on the bar: `−10 %`, `×0.5`, `3 years`. */
function shown({ label, assumptions }: TornadoEnd): string {
  if (assumptions.scoredWith !== undefined) return assumptions.scoredWith;
  return label.replace(/^- /, "−").replace(/^\+ /, "+").replace(/^x /, "×");
}

interface SavedProps {
  readonly view: AccountView;
  readonly bar: TornadoBar;
  readonly end: TornadoEnd;
}

function Saved({ view, bar, end }: SavedProps) {
  const { audit, titleOf } = view;
  const explain = () => ({
    title: `${bar.name}, ${shown(end)}: saved`,
    value: savedText(end.savedPct),
    formula: "saved = 1 − C ÷ C of the baseline, both with this one assumption changed",
    inputs: [
      { symbol: "C", name: "carbon", value: joined(grams(end.carbonG)), evidence: "computed" },
      {
        symbol: "SCI",
        name: "score",
        value:
          end.sciGPerUnit === null ? "–" : `${short(end.sciGPerUnit)} g / ${audit.terms.unitName}`,
      },
    ],
    note: end.flips.map((flip) => flipText(flip, titleOf)).join(" ") || "No conclusion flips.",
    sources: [`Why this range: ${bar.reason}`, ...accountSources(audit)],
  });
  return (
    <NumberButton label={`Saved with ${bar.name} ${end.label}:`} explain={explain}>
      {savedText(end.savedPct)}
    </NumberButton>
  );
}
