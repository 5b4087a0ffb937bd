/** A worker thread that hashes the log of the world it is given. */
import { parentPort, workerData } from "node:worker_threads";
import { goldenLog, sha256 } from "./golden-log.ts";

parentPort?.postMessage(await sha256(goldenLog(String(workerData))));
