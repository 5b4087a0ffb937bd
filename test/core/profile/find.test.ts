import { expect, it } from "vitest";
import { findProfile } from "../../../engine/core/profile/find.ts";
import { DEFAULT_PROFILE, NO_PROFILES } from "../../../engine/core/profile/profile.ts";
import { profileOf } from "./pods.ts";

const exit = (exitCode: number) => profileOf({ exitCode });

const PROFILES = {
  default: exit(1),
  templates: {
    train: exit(2),
    "library/train": exit(3),
    "cluster/library/train": exit(4),
    "library/score": exit(5),
  },
};

it.each([
  ["train", "local/", 2],
  ["train", "namespaced/library", 3],
  ["train", "cluster/library", 4],
  ["train", "namespaced/other", 2],
  ["score", "namespaced/library", 5],
  ["score", "local/", 1],
  ["constructor", "local/", 1],
])("the template %s of %s has the most precise profile", (name, scope, exitCode) => {
  expect(findProfile(PROFILES, name, scope).exitCode).toBe(exitCode);
});

it("a template without any profile has the stated default", () => {
  expect(findProfile(NO_PROFILES, "train")).toBe(DEFAULT_PROFILE);
});
