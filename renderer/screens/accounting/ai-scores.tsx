/** SCI for AI: the provider's and the consumer's score, where the scenario says which stage a template is. */
import type { AiScore } from "../../preview/accounting/types.ts";
import { grams, joined, share, short } from "../../widgets/format.ts";
import { NumberTable } from "../../widgets/number-table.tsx";
import { sliceExplanation } from "./explain.ts";
import { Hint, Section } from "./section.tsx";
import type { AccountView } from "./view.ts";

/** Absent where no template is assigned to a stage. */
export function AiScores({ view }: { readonly view: AccountView }) {
  const { ai, terms } = view.audit;
  if (ai === null) return null;
  const { unassigned } = ai;
  return (
    <Section title="SCI for AI" about="provider and consumer">
      <Score view={view} title="Provider" score={ai.provider} />
      <Score view={view} title="Consumer" score={ai.consumer} />
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
  const { byStage, gPerUnit, unitName, whyNone } = score;
  const rate =
    gPerUnit === null ? `no score: ${whyNone ?? "no unit"}` : `${short(gPerUnit)} g / ${unitName}`;
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
  return (
    <NumberTable
      caption={`${title}, SCI for AI`}
      columns={[{ label: `${title}: ${rate}` }, { label: "Carbon" }]}
      rows={[
        ...stages.map((each) => row(each.stage, each)),
        { ...row("All", score), kind: "sum" as const },
      ]}
    />
  );
}
