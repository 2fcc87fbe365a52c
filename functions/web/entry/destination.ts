import { href } from "../../../shared/addresses.ts";
import type { Purpose } from "../../../shared/stored/link.ts";

const pages = {
  enter: "deliverable",
  draft: "draft",
  review: "reading",
  seminar: "seminar",
  download: "final",
} as const satisfies Record<Exclude<Purpose, "meeting">, string>;

/** Where a link leads, once it has let its person in. */
export function destinationOf(purpose: Purpose, thing: string | undefined): string {
  if (thing === undefined) return href("home");
  return purpose === "meeting" ? href("meeting", { meeting: thing }) : href(pages[purpose], { id: thing });
}
