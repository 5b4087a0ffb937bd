/** A number opened: formula, inputs with their evidence, and sources; one panel for a whole room. */
import { Popover } from "@base-ui/react/popover";
import { createContext, type ReactNode, use, useCallback, useRef, useState } from "react";
import styles from "./explanation.module.css";

export interface ExplanationInput {
  readonly name: string;
  readonly value: string;
  readonly symbol?: string;
  /** Measured, modelled, sourced, stated or computed. */
  readonly evidence?: string;
}

export interface Explanation {
  readonly title: string;
  readonly value: string;
  readonly formula: string;
  /** The formula with the numbers put in. */
  readonly withNumbers?: string;
  readonly inputs: readonly ExplanationInput[];
  readonly sources: readonly string[];
  readonly note?: string;
}

type Open = (explanation: Explanation, from: HTMLElement) => void;

const Opening = createContext<Open>(() => undefined);

interface Opened {
  readonly explanation: Explanation;
  readonly from: HTMLElement;
}

/** Numbers inside open here; Escape closes, and the focus goes back to the number. */
export function Explained({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const last = useRef<Opened | null>(null);
  if (opened !== null) last.current = opened;
  const open = useCallback<Open>((explanation, from) => setOpened({ explanation, from }), []);
  const shown = opened ?? last.current;
  return (
    <Opening value={open}>
      {children}
      <Popover.Root
        open={opened !== null}
        onOpenChange={(isOpen, { event }) => {
          // Another number takes the panel over; closing first would take its focus away.
          const onNumber = event.target instanceof Element && event.target.closest("[data-number]");
          if (!isOpen && (event.type === "keydown" || !onNumber)) setOpened(null);
        }}
      >
        <Popover.Portal>
          <Popover.Positioner
            anchor={shown?.from ?? null}
            sideOffset={6}
            align="start"
            collisionPadding={12}
            className={styles.above}
          >
            <Popover.Popup
              className={styles.popup}
              finalFocus={() => last.current?.from ?? true}
              data-testid="explanation"
            >
              {shown === null ? null : <Body explanation={shown.explanation} />}
            </Popover.Popup>
          </Popover.Positioner>
        </Popover.Portal>
      </Popover.Root>
    </Opening>
  );
}

function Body({ explanation }: { readonly explanation: Explanation }) {
  const { title, value, formula, withNumbers, inputs, sources, note } = explanation;
  return (
    <>
      <div className={styles.head}>
        <Popover.Title className={styles.title}>
          {title}: {value}
        </Popover.Title>
        <Popover.Close className={styles.close} aria-label="Close">
          ×
        </Popover.Close>
      </div>
      <div className={styles.formula}>
        <p>{formula}</p>
        {withNumbers === undefined ? null : <p className={styles.numbers}>{withNumbers}</p>}
      </div>
      <dl className={styles.inputs} aria-label="Inputs">
        {inputs.map((input) => (
          <div key={`${input.symbol ?? ""} ${input.name}`}>
            <dt>
              {input.symbol === undefined ? null : <b>{input.symbol}</b>}
              {input.name}
            </dt>
            <dd>
              {input.value}
              {input.evidence === undefined ? null : <i>{input.evidence}</i>}
            </dd>
          </div>
        ))}
      </dl>
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
      <h3 className={styles.heading}>Sources</h3>
      <ul className={styles.sources}>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </>
  );
}

interface NumberButtonProps {
  readonly children: ReactNode;
  readonly className?: string | undefined;
  /** What the number is of, where the text around it does not say so to a reader. */
  readonly label?: string;
  readonly tabIndex?: number;
  explain(): Explanation;
}

/** A number that opens. */
export function NumberButton({ children, className, label, tabIndex, explain }: NumberButtonProps) {
  const open = use(Opening);
  return (
    <button
      type="button"
      data-number=""
      className={`${styles.number} ${className ?? ""}`}
      tabIndex={tabIndex}
      aria-haspopup="dialog"
      onClick={(event) => open(explain(), event.currentTarget)}
    >
      {label === undefined ? null : <span className="visually-hidden">{label} </span>}
      {children}
    </button>
  );
}
