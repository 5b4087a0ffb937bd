/** All policies as they are judged, before and after the assumptions, and the conclusions that flip. */
import type { Judged, Judgement } from "../../preview/accounting/types.ts";
import { CopyButton } from "../../widgets/copy-button.tsx";
import { csvText } from "../../widgets/csv.ts";
import { fixed, money } from "../../widgets/format.ts";
import type { NumberCell } from "../../widgets/number-table.tsx";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../shared/section.tsx";
import styles from "./conclusions.module.css";
import { savedText } from "./equation.tsx";
import { accountSources, costExplanation, savedExplanation, scoreExplanation } from "./explain.ts";
import { flipText } from "./flip-words.ts";
import type { AccountView } from "./view.ts";
import { sciText } from "./words.ts";

export function Conclusions({ view }: { readonly view: AccountView }) {
  const { changed, audit, world, policy, titleOf } = view;
  const names = world.policies.map(({ name }) => name);
  const { unitName } = audit.terms;
  const columns = [
    { label: "Policy" },
    { label: "SCI", unit: `g / ${unitName}` },
    ...(changed ? [{ label: "SCI before" }] : []),
    { label: "Rank", unit: "by SCI" },
    { label: "Saved", unit: "carbon" },
    ...(changed ? [{ label: "Saved before" }] : []),
    { label: "Cost", unit: audit.cost.currency },
  ];
  const rows = names.map((name) => ({
    key: name,
    head: <PolicyButton view={view} name={name} />,
    cells: cellsOf(view, name),
    ...(name === policy && { kind: "selected" as const }),
  }));
  return (
    <Section
      title="Conclusions"
      about={bestText(view)}
      actions={
        <CopyButton
          text={() =>
            csvText([
              columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)),
              ...rows.map(({ key, cells }) => [titleOf(key), ...cells.map(({ text }) => text)]),
            ])
          }
        />
      }
    >
      <Flips view={view} />
      <NumberTable caption="Policies" columns={columns} rows={rows} />
    </Section>
  );
}

function bestText({ answer, titleOf }: AccountView): string {
  const { before, after } = answer.reaccounted;
  const best = ({ bySci, policies }: Judgement) =>
    policies.find(({ policy, sciGPerUnit }) => policy === bySci[0] && sciGPerUnit !== null);
  const [was, is] = [best(before), best(after)];
  if (is === undefined) return "no policy has a score";
  const name = `least carbon a unit: ${titleOf(is.policy)}`;
  return was === undefined || was.policy === is.policy
    ? name
    : `${name}, was ${titleOf(was.policy)}`;
}

function PolicyButton({ view, name }: { readonly view: AccountView; readonly name: string }) {
  const { policy, world, titleOf, selectPolicy } = view;
  return (
    <button
      type="button"
      className={styles.policy}
      aria-pressed={name === policy}
      onClick={() => selectPolicy(name)}
    >
      {titleOf(name)}
      {name === world.baseline ? <span>baseline</span> : null}
    </button>
  );
}

function cellsOf(view: AccountView, name: string): NumberCell[] {
  const { answer, changed, world, titleOf, audit } = view;
  const { before, after } = answer.reaccounted;
  const of = (judged: readonly Judged[], policy: string) =>
    judged.find((each) => each.policy === policy) as Judged;
  const [was, is] = [of(before.policies, name), of(after.policies, name)];
  const titles = { policy: titleOf(name), baseline: titleOf(world.baseline) };
  const saved = (judged: typeof before, own: Judged): NumberCell => ({
    text: savedText(own.savedPct),
    tone: toneOf(own.savedPct),
    explain: () =>
      savedExplanation(answer, titles, own.carbonG, of(judged.policies, world.baseline).carbonG),
  });
  const score = (own: Judged): NumberCell => ({
    text: sciText(own.sciGPerUnit),
    explain: () => scoreExplanation(answer, titles.policy, own),
  });
  return [
    score(is),
    ...(changed ? [{ ...score(was), tone: "faint" as const }] : []),
    rankCell(view, name),
    saved(after, is),
    ...(changed ? [{ ...saved(before, was), tone: "faint" as const }] : []),
    {
      text: money(is.cost, audit.cost.currency).text,
      explain: () =>
        costExplanation(audit, `Cost of ${titles.policy}`, is.cost, COST_FORMULA, [
          { name: "as the scenario says", value: `${fixed(was.cost, 2)} ${audit.cost.currency}` },
        ]),
    },
  ];
}

/** Its place among the policies that have a score; `2 → 1` where the assumptions moved it. */
function rankCell({ answer, titleOf, audit }: AccountView, name: string): NumberCell {
  const { before, after } = answer.reaccounted;
  const rank = ({ bySci, policies }: Judgement) =>
    policies.find(({ policy }) => policy === name)?.sciGPerUnit == null
      ? "–"
      : String(bySci.indexOf(name) + 1);
  const [was, is] = [rank(before), rank(after)];
  const scoreOf = (policy: string) =>
    sciText(after.policies.find((each) => each.policy === policy)?.sciGPerUnit ?? null);
  return {
    text: was === is ? is : `${was} → ${is}`,
    explain: () => ({
      title: `Rank of ${titleOf(name)}`,
      value: is,
      formula: "policies by SCI, least first; equals in the scenario’s order",
      inputs: after.bySci.map((policy) => ({
        name: titleOf(policy),
        value: `${scoreOf(policy)} g / ${audit.terms.unitName}`,
        evidence: "computed",
      })),
      sources: accountSources(audit),
    }),
  };
}

const COST_FORMULA = "cost = node time × price, by billing rules, and the lines of the scenario";

/** A saving that rounds to nothing is neither better nor worse. */
function toneOf(savedPct: number | null): NumberCell["tone"] {
  if (savedPct === null || Math.abs(savedPct) < 0.05) return undefined;
  return savedPct > 0 ? "better" : "worse";
}

function Flips({ view }: { readonly view: AccountView }) {
  const { changed, titleOf } = view;
  const { flips, idle, note } = view.answer.reaccounted;
  if (!changed)
    return (
      <p className={styles.calm}>
        As the scenario says. Move an assumption, and every conclusion that does not survive it is
        named here.
      </p>
    );
  return (
    <div
      className={styles.flips}
      data-flips={flips.length > 0}
      role="status"
      aria-label="Conclusions that flip"
    >
      <p>
        <strong>
          {flips.length === 0
            ? "No conclusion flips"
            : flips.length === 1
              ? "1 conclusion flips"
              : `${flips.length} conclusions flip`}
        </strong>
      </p>
      <ul>
        {flips.map((flip) => (
          <li key={JSON.stringify(flip)}>{flipText(flip, titleOf)}</li>
        ))}
        {idle.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Hint>{note}</Hint>
    </div>
  );
}
