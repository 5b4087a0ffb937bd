/** The one button of the app: quiet by default, solid for the one main action of a form. */
import type { ComponentProps } from "react";
import styles from "./button.module.css";

interface ButtonProps extends ComponentProps<"button"> {
  readonly kind?: "quiet" | "bare" | "main";
}

export function Button({ kind = "quiet", className, ...rest }: ButtonProps) {
  const classes = [styles.button, styles[kind], className].filter(Boolean).join(" ");
  return <button type="button" className={classes} {...rest} />;
}
