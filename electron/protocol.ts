/** Serves the built renderer as `lowtide://app/`: files of one folder, with the security headers. */
import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { protocol } from "electron";
import { SECURITY_HEADERS } from "../engine/contract/security.ts";
import { APP_SCHEME, isAppUrl } from "./urls.ts";

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".woff2": "font/woff2",
};

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true };
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }]);
}

/** Answers every request for the app's scheme from `folder`. */
export function handleAppProtocol(folder: string): void {
  protocol.handle(APP_SCHEME, (request) => respond(request, folder));
}

/** One response; anything but a plain read of a file inside `folder` is refused with a 4xx. */
export async function respond(request: Request, folder: string): Promise<Response> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405);
  if (!isAppUrl(request.url)) return refuse(403);
  const path = filePath(new URL(request.url).pathname);
  if (path === undefined) return refuse(400);
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    if (!file.startsWith(root + sep)) return refuse(403);
    const contentType = CONTENT_TYPES[extname(file)] ?? "application/octet-stream";
    const body = request.method === "HEAD" ? null : await readFile(file);
    return new Response(body, { headers: { ...SECURITY_HEADERS, "content-type": contentType } });
  } catch {
    return refuse(404);
  }
}

/** The path inside the folder; undefined where an encoding hides a separator or a parent. */
function filePath(pathname: string): string | undefined {
  if (/%(?:00|2f|5c|25)/i.test(pathname) || pathname.includes("\\")) return undefined;
  try {
    const path = decodeURIComponent(pathname === "/" ? "/index.html" : pathname);
    return path.split("/").includes("..") ? undefined : path;
  } catch {
    return undefined;
  }
}

function refuse(status: 400 | 403 | 404 | 405): Response {
  return new Response(null, { status, headers: SECURITY_HEADERS });
}
