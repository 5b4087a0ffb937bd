/** What of the live runs is looked at, as the address keeps it: the filter of the list, a request of a run. */

export interface LiveLook {
  /** Of the list: only runs with this status. */
  readonly status?: string;
  /** Of the list: only runs that hold all of these words. */
  readonly text?: string;
  /** Of a run: the request whose workflow is shown. */
  readonly request?: number;
}

export const NO_LOOK: LiveLook = {};

/** Undefined when the address says nothing of it. */
export function parseLiveLook(values: URLSearchParams): LiveLook | undefined {
  const status = values.get("status") ?? "";
  const text = values.get("text") ?? "";
  const request = values.get("request") ?? "";
  const look = {
    ...(status !== "" && { status }),
    ...(text !== "" && { text }),
    ...(/^\d{1,9}$/.test(request) && { request: Number(request) }),
  };
  return Object.keys(look).length === 0 ? undefined : look;
}

/** As they stand in the address. */
export function liveLookValues({ status = "", text = "", request }: LiveLook): string[] {
  return [
    ...(status === "" ? [] : [`status=${encodeURIComponent(status)}`]),
    ...(text === "" ? [] : [`text=${encodeURIComponent(text)}`]),
    ...(request === undefined ? [] : [`request=${request}`]),
  ];
}
