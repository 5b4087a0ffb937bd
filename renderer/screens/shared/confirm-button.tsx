/** A button that asks once more before it does what cannot be undone. */
import { AlertDialog } from "@base-ui/react/alert-dialog";
import { Button } from "../../widgets/button.tsx";
import styles from "./confirm-button.module.css";

interface ConfirmButtonProps {
  /** On the button, and on the button that does it. */
  readonly label: string;
  /** What a screen reader says of the button, where the label alone does not name the thing. */
  readonly name?: string;
  readonly kind?: "quiet" | "bare";
  readonly title: string;
  readonly text: string;
  /** On the button that does nothing. */
  readonly keep: string;
  readonly disabled: boolean;
  onConfirm(): void;
}

export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, name, kind = "quiet", title, text, keep, disabled, onConfirm } = props;
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger disabled={disabled} render={<Button kind={kind} aria-label={name} />}>
        {label}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={styles.backdrop} />
        <AlertDialog.Popup className={styles.popup}>
          <AlertDialog.Title className={styles.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={styles.text}>{text}</AlertDialog.Description>
          <div className={styles.actions}>
            <AlertDialog.Close render={<Button />}>{keep}</AlertDialog.Close>
            <AlertDialog.Close render={<Button kind="main" onClick={onConfirm} />}>
              {label}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
