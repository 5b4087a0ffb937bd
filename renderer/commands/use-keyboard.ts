/** Listens for key combinations on the whole window and runs their commands. */
import { useEffect } from "react";
import { commandFor } from "./keys.ts";
import { currentCommands } from "./registry.ts";

export function useKeyboard(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const command = commandFor(currentCommands(), event, isTyping(event.target));
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input, textarea, select, [contenteditable]");
}
