/** All keys on one sheet: those of the commands, and those of the things on the screen. */
import { Dialog } from "@base-ui/react/dialog";
import { keyText } from "../commands/keys.ts";
import { useAllCommands } from "../commands/registry.ts";
import styles from "./overlay.module.css";
import { isApple } from "./platform.ts";

interface KeySheetProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

const ON_THINGS: readonly (readonly [string, string])[] = [
  ["On a handle: change a little", "Arrows"],
  ["On a handle: change more", "Shift Arrows"],
  ["On a handle: least, most", "Home End"],
  ["On a run: the run before or after", "← →"],
  ["On a run: the same request under another policy", "↑ ↓"],
  ["On a run: open it in the inspector", "Enter"],
  ["On a node of a graph: along the edges, and beside", "Arrows"],
  ["On a node that holds others: open or fold it", "Space"],
  ["On a node: open it in the panel", "Enter"],
  ["In the search of a graph: the hit before or after", "↑ ↓"],
  ["On a map or a chart: the cell or point beside", "Arrows"],
  ["On a map or a chart: open the replay", "Enter"],
  ["On a limit of the frontier: take it away", "Delete"],
  ["On a number of an account: formula, inputs and sources", "Enter"],
  ["In a table of an account: the number beside", "Arrows"],
  ["On a request or a run in a list: the one before or after", "↑ ↓"],
  ["In the search of a log: the line after, before", "Enter Shift Enter"],
  ["On the cursor over time: a step, seven steps", "← → Shift"],
  ["Close what is open", "Esc"],
];

export function KeySheet({ open, onOpenChange }: KeySheetProps) {
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup}>
          <Dialog.Title className={styles.title}>Keys</Dialog.Title>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
          <section className={styles.sheet} tabIndex={0} aria-label="List of keys">
            <h3>Everywhere</h3>
            {commands.map(({ id, title, keys = [] }) => (
              <Pair key={id} name={title} value={keys.map((each) => keyText(each, isApple))} />
            ))}
            <h3>On things</h3>
            {ON_THINGS.map(([name, value]) => (
              <Pair key={name} name={name} value={[value]} />
            ))}
          </section>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Pair({ name, value }: { readonly name: string; readonly value: readonly string[] }) {
  return (
    <div className={styles.pair}>
      <span>{name}</span>
      <span>
        {value.map((each) => (
          <kbd key={each} className={styles.key}>
            {each}
          </kbd>
        ))}
      </span>
    </div>
  );
}
