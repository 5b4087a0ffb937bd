/** Takes URLs apart as Go's `net/url` does. */
import { ExpressionError } from "../value.ts";
import { unescapeUrl } from "./url-escape.ts";

export interface Authority {
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly host: string;
}

export interface Url extends Authority {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
  readonly opaque: string;
  readonly fragment: string;
}

const NOBODY: Authority = { user: undefined, password: undefined, host: "" };

/** @throws ExpressionError when Go would refuse the text */
export function parseUrl(text: string): Url {
  const [beforeHash, fragment] = cut(text, "#");
  if ([...beforeHash].some((symbol) => symbol < " " || symbol === "\x7f")) {
    throw refused(text, "it has control characters");
  }
  const empty = { ...NOBODY, scheme: "", path: "", query: "", opaque: "" };
  const rest = { ...empty, fragment: unescapeUrl(fragment, "fragment") };
  if (beforeHash === "*") return { ...rest, path: "*" };
  if (beforeHash.startsWith(":")) throw refused(text, "its scheme is missing");
  const scheme = /^([a-zA-Z][a-zA-Z0-9+\-.]*):/.exec(beforeHash)?.[1] ?? "";
  const afterScheme = scheme === "" ? beforeHash : beforeHash.slice(scheme.length + 1);
  const [hierarchy, query] = cut(afterScheme, "?");
  const known = { ...rest, scheme: scheme.toLowerCase(), query };
  if (!hierarchy.startsWith("/")) {
    if (scheme !== "") return { ...known, opaque: hierarchy };
    if (cut(hierarchy, "/")[0].includes(":")) throw refused(text, "its first part has a colon");
  }
  const hasHost = hierarchy.startsWith("//") && (scheme !== "" || !hierarchy.startsWith("///"));
  if (!hasHost) return { ...known, path: unescapeUrl(hierarchy, "path") };
  const end = hierarchy.indexOf("/", 2);
  const authority = parseAuthority(hierarchy.slice(2, end < 0 ? undefined : end));
  const path = end < 0 ? "" : unescapeUrl(hierarchy.slice(end), "path");
  return { ...known, ...authority, path };
}

/** `user:password@host:port`. */
export function parseAuthority(text: string): Authority {
  const at = text.lastIndexOf("@");
  const host = parseHost(text.slice(at + 1));
  if (at < 0) return { ...NOBODY, host };
  const info = text.slice(0, at);
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(info)) throw refused(text, "its user is not valid");
  const [user, password] = cut(info, ":");
  return {
    user: unescapeUrl(user, "user"),
    password: info.includes(":") ? unescapeUrl(password, "user") : undefined,
    host,
  };
}

function parseHost(text: string): string {
  const bracket = text.startsWith("[") ? text.lastIndexOf("]") : -1;
  if (text.startsWith("[") && bracket < 0) throw refused(text, "a bracket is not closed");
  const port = bracket < 0 ? /:[^:]*$/.exec(text)?.[0] : text.slice(bracket + 1);
  if (port !== undefined && !/^(?::\d*)?$/.test(port)) throw refused(text, "its port is no number");
  return unescapeUrl(text, "host");
}

function cut(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function refused(text: string, reason: string): ExpressionError {
  return new ExpressionError(`'${text.slice(0, 200)}' is not a URL: ${reason}`);
}
