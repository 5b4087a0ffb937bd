/**
 * The functions of Masterminds/sprig v3.3.0 that Argo gives to `{{=sprig.name(...)}}`: the generic map
 * without `env` and `expandenv`.
 *
 * They follow sprig, with these differences. Integers are of one type, so that an int64 serves where Go
 * wants an int, and `typeOf` says `int` and `[]interface {}`. Maps and lists are never changed: `set`,
 * `unset` and `merge` give changed copies. `keys` and `values` come sorted. Bytes that are no UTF-8
 * become U+FFFD. Random texts come from the stream of the evaluation, `now` from its clock, and the
 * only time zone is UTC. What needs the network, the machine or keys is an error.
 */
import type { Callable } from "../value.ts";
import { CONVERSION } from "./conversion.ts";
import { DATES } from "./dates.ts";
import { DICTS } from "./dicts.ts";
import { DEFAULTS } from "./emptiness.ts";
import { ENCODING } from "./encoding.ts";
import { FLOW } from "./flow.ts";
import { HASHES } from "./hashes.ts";
import { JSON_FUNCTIONS } from "./json.ts";
import { LISTS } from "./lists.ts";
import { NUMBERS } from "./numbers.ts";
import { PATHS } from "./paths.ts";
import { PATTERNS } from "./patterns.ts";
import { RANDOM } from "./random.ts";
import { REFLECTION } from "./reflection.ts";
import { REFUSED } from "./refused.ts";
import { SEMVER } from "./semver.ts";
import { STRINGS } from "./strings.ts";
import { URLS } from "./urls.ts";

const PREFIX = "sprig.";

/** By name, without `sprig.`. */
export const SPRIG: ReadonlyMap<string, Callable> = new Map(
  [
    ...CONVERSION,
    ...DATES,
    ...DEFAULTS,
    ...DICTS,
    ...ENCODING,
    ...FLOW,
    ...HASHES,
    ...JSON_FUNCTIONS,
    ...LISTS,
    ...NUMBERS,
    ...PATHS,
    ...PATTERNS,
    ...RANDOM,
    ...REFLECTION,
    ...REFUSED,
    ...SEMVER,
    ...STRINGS,
    ...URLS,
  ].map((callable) => [callable.name.slice(PREFIX.length), callable]),
);
