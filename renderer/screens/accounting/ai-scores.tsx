/** SCI for AI: the provider's and the consumer's score, where the scenario says which stage a template is. */
import type { AiScore } from "../../preview/accounting/types.ts";
import { fixed, grams, joined, share, short } from "../../widgets/format.ts";
import { NumberTable } from "../../widgets/number-table.tsx";
import { Hint, Section } from "../shared/section.tsx";
import styles from "./ai-scores.module.css";
import { accountSources, sliceExplanation } from "./explain.ts";
import type { AccountView } from "./view.ts";

/** Absent where no template is assigned to a stage. */
export function AiScores({ view }: { readonly view: AccountView }) {
  const { ai, terms } = view.audit;
  if (ai === null) return null;
  const { unassigned } = ai;
  return (
    <Section title="SCI for AI" about="provider and consumer">
      <div className={styles.views}>
        <Score view={view} title="Provider" score={ai.provider} />
        <Score view={view} title="Consumer" score={ai.consumer} />
      </div>
      <Hint>
        {unassigned.templates.length === 0
          ? ""
          : `No stage: ${unassigned.templates.join(", ")} (${share((unassigned.operationalG + unassigned.embodiedG) / terms.carbonG)} of the carbon). `}
        {ai.sharing}
      </Hint>
    </Section>
  );
}

interface ScoreProps {
  readonly view: AccountView;
  readonly title: string;
  readonly score: AiScore;
}

function Score({ view, title, score }: ScoreProps) {
  const { audit } = view;
  const { byStage, units, gPerUnit, unitName, whyNone } = score;
  const row = (name: string, slice: AiScore | (typeof byStage)[number]) => {
    const carbonG = slice.operationalG + slice.embodiedG;
    const about = `work of these templates, with their share of what belongs to none`;
    return {
      key: name,
      head: name,
      cells: [
        {
          text: joined(grams(carbonG, score.carbonG)),
          explain: () =>
            sliceExplanation(audit, { name, about, slice }, "carbon", carbonG, audit.terms.carbonG),
        },
      ],
    };
  };
  const stages = byStage.filter((each) => each.operationalG + each.embodiedG > 0);
  const rate = {
    key: ":sci",
    head: unitName === null ? "SCI" : `SCI per ${unitName}`,
    kind: "sum" as const,
    cells: [
      gPerUnit === null
        ? { text: whyNone ?? "no unit" }
        : {
            text: `${short(gPerUnit)} g`,
            explain: () => ({
              title: `SCI, ${title.toLowerCase()}’s view`,
              value: `${short(gPerUnit)} g / ${unitName}`,
              formula: "SCI = C of the view’s stages ÷ R of the view",
              inputs: [
                { symbol: "C", name: "carbon", value: joined(grams(score.carbonG)) },
                { symbol: "R", name: unitName ?? "units", value: fixed(units), evidence: "stated" },
              ],
              sources: ["SCI for AI, Green Software Foundation", ...accountSources(audit)],
            }),
          },
    ],
  };
  return (
    <div className={styles.score}>
      <NumberTable
        caption={`${title}, SCI for AI`}
        columns={[{ label: `${title}’s view` }, { label: "Carbon" }]}
        rows={[
          ...stages.map((each) => row(each.stage, each)),
          { ...row("All stages", score), kind: "sum" as const },
          rate,
        ]}
      />
    </div>
  );
}
