/** A write that the server answered with yes, and how its event is known again. */
export type Acknowledged =
  | { what: "created" | "final"; deliverable: string }
  | { what: "uploaded"; deliverable: string; upload: string }
  | { what: "submitted"; deliverable: string; version: string }
  | { what: "remarked"; deliverable: string; remark: string }
  | { what: "decided"; deliverable: string; submission: string }
  | { what: "closed"; deliverable: string; round: number };

/** All that was acknowledged, in the order of the answers. */
export type Ledger = Acknowledged[];
