/** A lab that answers at once, or as a test says. */
import type { Lab } from "../../engine/lab/lab.ts";

export function fakeLab(overrides: Partial<Lab> = {}): Lab {
  return {
    info: async () => ({ version: "1.2.3", dataFolder: "/data", runtime: "test" }),
    listScenarios: async () => [{ id: "s", title: "Größe \u2028", description: "", demo: true }],
    openScenario: async () => {
      throw new Error("this fake opens nothing");
    },
    listResults: async () => [],
    listWorkflows: async () => [],
    runWorkflow: async () => {
      throw new Error("this fake runs nothing");
    },
    close: async () => undefined,
    ...overrides,
  };
}
