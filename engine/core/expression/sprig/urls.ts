/** sprig's URLs, taken apart and put together. */
import { type Callable, ExpressionError, type ValueMap } from "../value.ts";
import { define } from "./define.ts";
import { escapeUrl } from "./url-escape.ts";
import { type Authority, parseAuthority, parseUrl } from "./url-parse.ts";

export const URLS: readonly Callable[] = [
  define("urlParse", ["string"], ([text]) => {
    const url = parseUrl(text);
    const { scheme, host, path, query, opaque, fragment } = url;
    const parts = { scheme, host, hostname: hostname(host), path, query, opaque, fragment };
    return new Map(Object.entries({ ...parts, userinfo: userText(url) }));
  }),
  define("urlJoin", ["map"], ([parts]) => joined(parts)),
];

function joined(parts: ValueMap): string {
  const part = (name: string): string => {
    const value = parts.get(name) ?? "";
    if (typeof value === "string") return value;
    throw new ExpressionError(`sprig.urlJoin needs a text as '${name}'`);
  };
  const { scheme, opaque } = { scheme: part("scheme"), opaque: part("opaque") };
  const start = scheme === "" ? "" : `${scheme}:`;
  const query = part("query") === "" ? "" : `?${part("query")}`;
  const fragment = part("fragment") === "" ? "" : `#${escapeUrl(part("fragment"), "fragment")}`;
  const end = query + fragment;
  const userinfo = part("userinfo");
  const user = userinfo === "" ? undefined : parseAuthority(`${userinfo}@host`);
  if (opaque !== "") return start + opaque + end;
  const host = part("host");
  const path = part("path") === "*" ? "*" : escapeUrl(part("path"), "path");
  const isAbsolute = scheme !== "" || host !== "" || user !== undefined;
  const slashes = isAbsolute && (host !== "" || path !== "" || user !== undefined) ? "//" : "";
  const at = user === undefined ? "" : `${userText(user)}@`;
  const before = start + slashes + at + escapeUrl(host, "host");
  const slash = path !== "" && path[0] !== "/" && host !== "" ? "/" : "";
  // Without this, the first part would be read as a scheme.
  const dot = before + slash === "" && path.split("/")[0]?.includes(":") ? "./" : "";
  return before + slash + dot + path + end;
}

function userText({ user, password }: Authority): string {
  if (user === undefined) return "";
  const secret = password === undefined ? "" : `:${escapeUrl(password, "user")}`;
  return escapeUrl(user, "user") + secret;
}

/** Without the port and the brackets of an IPv6 address. */
function hostname(host: string): string {
  const withoutPort = host.replace(/:\d*$/, "");
  return /^\[.*\]$/.test(withoutPort) ? withoutPort.slice(1, -1) : withoutPort;
}
