/** Denies every browser permission but writing text to the clipboard from the app's own page. */
import type { Session } from "electron";
import { isAppUrl } from "./urls.ts";

const ALLOWED = "clipboard-sanitized-write";

/** Installs the request, check and device handlers of a session. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    decide(permission === ALLOWED && isAppUrl(details.requestingUrl));
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => permission === ALLOWED && isAppUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
}
