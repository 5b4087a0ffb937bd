/** The question before anything of the user's machine is started: exactly these commands, yes or no. */
import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { LiveCommand } from "../../../engine/contract/live.ts";
import { Button } from "../../widgets/button.tsx";
import styles from "./consent.module.css";
import type { AskedConsent } from "./use-start.ts";
import { visible } from "./visible.ts";

interface ConsentProps {
  /** Null: nothing is asked. */
  readonly asked: AskedConsent | null;
  /** Of the scenario. */
  readonly title: string;
  onYes(): void;
  onNo(): void;
}

export function Consent({ asked, title, onYes, onNo }: ConsentProps) {
  return (
    <AlertDialog.Root open={asked !== null} onOpenChange={(open) => open || onNo()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup}>
          {asked === null ? null : (
            <>
              <AlertDialog.Title className={styles.title}>
                May these programs be started on this machine?
              </AlertDialog.Title>
              <AlertDialog.Description className={styles.text}>
                {asked.changed
                  ? `What ${title} starts is not what was trusted before: its commands or the files that they name have changed. Read them again.`
                  : `${title} starts these programs, with your rights, and no others. Your answer is kept for exactly this content; when a command or a file that it names changes, you are asked again.`}
              </AlertDialog.Description>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls needs the focus. */}
              <section className={styles.scroll} tabIndex={0} aria-label="Commands">
                <ul>
                  {asked.commands.commands.map((command) => (
                    <Command key={JSON.stringify(command)} command={command} />
                  ))}
                </ul>
              </section>
              <p className={styles.hash} title={asked.commands.hash}>
                Content SHA-256 {asked.commands.hash.slice(0, 16)}…
              </p>
              <div className={styles.actions}>
                <AlertDialog.Close render={<Button />}>No, start nothing</AlertDialog.Close>
                <Button kind="main" onClick={onYes}>
                  Yes, start them
                </Button>
              </div>
            </>
          )}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

/** Every argument is a piece of its own, so that a space inside one cannot pass for two. */
function Command({ command }: { readonly command: LiveCommand }) {
  const { what, argv, templates, env = {} } = command;
  return (
    <li className={styles.command}>
      <p className={styles.what}>
        {visible(what)}
        <span>
          {templates.length === 0
            ? "runs beside the steps"
            : `used by ${visible(templates.join(", "))}`}
        </span>
      </p>
      {Object.keys(env).length === 0 ? null : (
        <p className={styles.argv}>
          with{" "}
          {Object.entries(env).map(([name, value]) => (
            <code key={name}>{visible(`${name}=${value}`)}</code>
          ))}
        </p>
      )}
      <p className={styles.argv}>
        {argv.map((argument, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: arguments are known by their place.
          <code key={at}>{argument === "" ? "(empty)" : visible(argument)}</code>
        ))}
      </p>
    </li>
  );
}
