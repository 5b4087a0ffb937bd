/** The selected run: asked, decided, because, forecast, what came true, and its steps. */
import { useMemo } from "react";
import { carbonColor } from "../../charts/palette/carbon.ts";
import { explain } from "../../preview/explain.ts";
import type { RequestExplanation } from "../../preview/types.ts";
import { Button } from "../../widgets/button.tsx";
import { duration, energy, grams, joined } from "../../widgets/format.ts";
import styles from "./inspector.module.css";
import { type RunFact, runFacts } from "./run-facts.ts";
import type { View } from "./view.ts";

export function RunPanel({ view }: { readonly view: View }) {
  const { answer, policy, request, selectRequest, theme } = view;
  const explanation = useMemo(
    () => (request === null ? undefined : explain(answer, policy, request)),
    [answer, policy, request],
  );
  if (explanation === undefined) {
    return (
      <section className={styles.section} aria-label="Selected run">
        <h2>Why was a run where it was?</h2>
        <p className={styles.hint}>Select a run in the picture: its decision opens here.</p>
      </section>
    );
  }
  const { title, facts } = runFacts(answer.world, explanation);
  return (
    <section className={styles.section} aria-label="Selected run">
      <div className={styles.head}>
        <h2>{title}</h2>
        <Button
          kind="bare"
          aria-label="Close the selected run"
          onClick={() => selectRequest(policy, null)}
        >
          ×
        </Button>
      </div>
      <dl className={styles.facts}>
        {facts.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd>
              <Value fact={fact} theme={theme} />
            </dd>
          </div>
        ))}
      </dl>
      <Steps explanation={explanation} />
    </section>
  );
}

function Value({ fact, theme }: { readonly fact: RunFact; readonly theme: View["theme"] }) {
  return (
    <>
      {fact.gPerKwh === undefined ? null : (
        <span
          className={styles.swatch}
          aria-hidden="true"
          style={{ background: carbonColor(fact.gPerKwh, theme) }}
        />
      )}
      {fact.value}
      {fact.more === undefined ? null : <em> {fact.more}</em>}
    </>
  );
}

function Steps({ explanation }: { readonly explanation: RequestExplanation }) {
  const { steps } = explanation;
  if (steps.length === 0) return null;
  return (
    <>
      <h3>Steps, node idle time apart</h3>
      <table className={styles.steps}>
        <thead>
          <tr>
            <th scope="col">step</th>
            <th scope="col">time</th>
            <th scope="col">energy</th>
            <th scope="col">carbon</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={`${step.displayName} ${step.startedAtMs}`}>
              <th scope="row" title={step.displayName}>
                {step.displayName}
              </th>
              <td>{duration(step.finishedAtMs - step.startedAtMs)}</td>
              <td>{joined(energy(step.energyKwh))}</td>
              <td>{joined(grams(step.carbonG))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
