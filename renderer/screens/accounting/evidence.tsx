/** How well it is known: how much is measured and how much modelled, and what is in and out of the boundary. */
import type { Audit } from "../../preview/accounting/types.ts";
import { NumberButton } from "../../widgets/explanation.tsx";
import { energy, fixed, joined, share } from "../../widgets/format.ts";
import { Hint, Section } from "../shared/section.tsx";
import styles from "./evidence.module.css";
import { accountSources } from "./explain.ts";
import type { AccountView } from "./view.ts";

type Rung = Audit["evidence"]["rungs"][number]["rung"];

const RUNGS: Readonly<Record<Rung, { readonly name: string; readonly about: string }>> = {
  "measured-energy": { name: "Measured energy", about: "a meter said so" },
  "measured-cpu-time": { name: "Measured CPU time", about: "CPU metered, power modelled" },
  "stated-utilisation": { name: "Stated utilisation", about: "modelled from what profiles say" },
};

export function Evidence({ view }: { readonly view: AccountView }) {
  const { evidence, boundary } = view.audit;
  const { rungs, reservedKwh, measuredShare } = evidence;
  const above = rungs.reduce((sum, each) => sum + each.energyKwh, 0);
  const about =
    measuredShare === null
      ? "nothing ran"
      : `${share(measuredShare, 0)} of the energy above idle is measured`;
  return (
    <Section title="How well it is known" about={about}>
      <ul className={styles.ladder}>
        {rungs.map(({ rung, pods, energyKwh }) => (
          <li key={rung}>
            <span>
              {RUNGS[rung].name}
              <small>{RUNGS[rung].about}</small>
            </span>
            <span className={styles.track}>
              <i style={{ width: `${above > 0 ? (energyKwh / above) * 100 : 0}%` }} />
            </span>
            <NumberButton
              label={`${RUNGS[rung].name}:`}
              explain={() => ({
                title: RUNGS[rung].name,
                value: joined(energy(energyKwh)),
                formula: "what pods on this rung drew above idle, PUE left out",
                inputs: [
                  { name: "pods", value: fixed(pods), evidence: "computed" },
                  { name: "above idle, all rungs", value: joined(energy(above)) },
                  {
                    name: "idle power of what pods had reserved",
                    value: joined(energy(reservedKwh)),
                  },
                ],
                note: "Idle power always comes from the pool’s coefficients.",
                sources: accountSources(view.audit),
              })}
            >
              {joined(energy(energyKwh))}
            </NumberButton>
          </li>
        ))}
      </ul>
      <div className={styles.boundary}>
        <div>
          <h3>Inside the boundary</h3>
          <ul>
            {boundary.inside.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>Outside</h3>
          <ul>
            {boundary.outside.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      </div>
      {view.world.assumptions.length === 0 ? null : (
        <Hint>The scenario assumes: {view.world.assumptions.join(" ")}</Hint>
      )}
    </Section>
  );
}
