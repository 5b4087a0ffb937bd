/** Argo's node ids: the workflow's name and a hash of the node's name. */

/** FNV-1a, 32 bits, over UTF-8 bytes (Argo hashes the Go string). */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const symbol of text) {
    for (const byte of utf8(symbol.codePointAt(0) as number)) {
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    }
  }
  return hash;
}

/** The root node's id is the workflow's name; others are `<workflow>-<hash of the node name>`. */
export function nodeId(workflowName: string, nodeName: string): string {
  return nodeName === workflowName ? workflowName : `${workflowName}-${fnv1a32(nodeName)}`;
}

function utf8(point: number): number[] {
  if (point < 0x80) return [point];
  if (point < 0x800) return [0xc0 | (point >> 6), 0x80 | (point & 63)];
  if (point < 0x10000)
    return [0xe0 | (point >> 12), 0x80 | ((point >> 6) & 63), 0x80 | (point & 63)];
  return [
    0xf0 | (point >> 18),
    0x80 | ((point >> 12) & 63),
    0x80 | ((point >> 6) & 63),
    0x80 | (point & 63),
  ];
}

/** Longest prefix of a pod's name, so that the whole stays a Kubernetes name. */
const MAX_PREFIX = 242;

/** Argo's pod name (v2): `<workflow>-<template>-<hash of the node name>`; the root pod has the workflow's. */
export function podName(workflowName: string, templateName: string, nodeName: string): string {
  if (nodeName === workflowName) return workflowName;
  const prefix = `${workflowName}-${templateName}`.slice(0, MAX_PREFIX);
  return `${prefix}-${fnv1a32(nodeName)}`;
}
