/** The command palette: everything that can be done, found by typing. */
import { Dialog } from "@base-ui/react/dialog";
import { type KeyboardEvent, useId, useState } from "react";
import type { Command } from "../commands/command.ts";
import { keyText } from "../commands/keys.ts";
import { useAllCommands } from "../commands/registry.ts";
import { searchCommands } from "../commands/search.ts";
import styles from "./overlay.module.css";
import { isApple } from "./platform.ts";

interface OverlayProps {
  readonly open: boolean;
  onOpenChange(open: boolean): void;
}

export function Palette({ open, onOpenChange }: OverlayProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Commands">
          <PaletteBody close={() => onOpenChange(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ close }: { close(): void }) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const id = useId();
  const found = searchCommands(useAllCommands(), text).filter((each) => each.id !== "palette");
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (move !== 0) setActive((active + move + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter") run(found[active]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        className={styles.search}
        placeholder="What would you like to do?"
        aria-label="Search commands"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[active] === undefined ? undefined : `${id}-${active}`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.list} id={id} role="listbox" aria-label="Commands">
        {found.map((command, index) => (
          <Option
            key={command.id}
            id={`${id}-${index}`}
            command={command}
            active={index === active}
            onPoint={() => setActive(index)}
            onRun={() => run(command)}
          />
        ))}
      </div>
      {found.length === 0 ? <p className={styles.none}>No command has these words.</p> : null}
    </>
  );
}

interface OptionProps {
  readonly id: string;
  readonly command: Command;
  readonly active: boolean;
  onPoint(): void;
  onRun(): void;
}

function Option({ id, command, active, onPoint, onRun }: OptionProps) {
  const key = command.keys?.[0];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the search field (combobox).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field handles Enter.
    <div
      id={id}
      role="option"
      aria-selected={active}
      data-active={active}
      className={styles.option}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <span>{command.title}</span>
      <span className={styles.group}>{command.group}</span>
      {key === undefined ? null : <kbd className={styles.key}>{keyText(key, isApple)}</kbd>}
    </div>
  );
}
