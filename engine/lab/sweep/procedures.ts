/** Sweeps as the contract has them. */
import type { SweepOutputs } from "../../contract/sweep.ts";
import type { Lab } from "../lab.ts";
import type { Sweeps } from "./sweeps.ts";

export function sweepProcedures(sweeps: Sweeps): Pick<Lab, keyof SweepOutputs> {
  return {
    sweepParameters: async ({ scenario }) => sweeps.parameters(scenario),
    startSweep: async (input) => sweeps.start(input),
    listSweeps: async () => sweeps.list(),
    readSweep: async ({ id, fromRow, metrics }) => sweeps.read(id, fromRow, metrics),
    analyseSweep: async ({ id, ...wish }) => sweeps.analyse(id, wish),
    cancelSweep: async ({ id }) => sweeps.cancel(id),
    resumeSweep: async ({ id }) => sweeps.resume(id),
    deleteSweep: async ({ id }) => {
      await sweeps.delete(id);
      return null;
    },
  };
}
