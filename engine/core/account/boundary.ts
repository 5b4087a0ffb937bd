/** The software boundary of every account: what is counted, and what is not. */
import type { Audit } from "./audit-result.ts";

export const BOUNDARY: Audit["boundary"] = {
  inside: [
    "Every node of every pool, from the asking to the removal: start-up, idleness and the tail before scale-down.",
    "Attempts that failed, and pods whose node was taken away.",
    "What the system keeps of each node, where the scenario states it.",
    "Cooling and distribution of the data centre, as PUE.",
    "Hardware of the nodes, by the time that they were held.",
    "The network for data that goes to other regions.",
  ],
  outside: [
    "The cluster's control plane.",
    "Energy and hardware of storage, and of the network inside a region.",
    "Serving the model, unless it is a step of the workflow.",
    "Making the software, and the devices of the people who use it.",
    "Market instruments: offsets and certificates change nothing.",
  ],
};
