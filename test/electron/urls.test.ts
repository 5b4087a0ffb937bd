import { expect, it } from "vitest";
import { isAppUrl, isSafeExternal } from "../../electron/urls.ts";

it.each(["lowtide://app/", "lowtide://app/index.html", "lowtide://app/assets/a.js?b#c"])(
  "knows its own page %s",
  (url) => expect(isAppUrl(url)).toBe(true),
);

it.each([
  "",
  "not a url",
  "about:blank",
  "javascript:alert(1)",
  "data:text/html,x",
  "file:///etc/passwd",
  "http://app/",
  "https://lowtide.example/lowtide://app/",
  "lowtide://app.evil/",
  "lowtide://evil.app/",
  "lowtide://app:80/",
  "lowtide://user@app/",
  "lowtide://user:word@app/",
  "lowtide://app@evil/",
  "lowtide://app%2eevil/",
  "lowtide:///app/",
  "lowtide:app/",
  "lowtide://APP/",
  "lowtide2://app/",
  "xlowtide://app/",
  "view-source:lowtide://app/",
  "blob:lowtide://app/1",
])("is not misled by %j", (url) => {
  expect(isAppUrl(url)).toBe(false);
});

it("opens only listed https origins, without credentials", () => {
  expect(isSafeExternal("https://sci.greensoftware.foundation/#scope")).toBe(true);
  for (const url of [
    "http://sci.greensoftware.foundation/",
    "https://sci.greensoftware.foundation.evil.example/",
    "https://user@sci.greensoftware.foundation/",
    "https://sci.greensoftware.foundation:8443/",
    "https://evil.example/?https://sci.greensoftware.foundation/",
    "file:///bin/sh",
    "smb://server/share",
    "",
  ])
    expect(isSafeExternal(url), url).toBe(false);
});
