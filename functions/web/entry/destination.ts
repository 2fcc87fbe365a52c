import { href, type LinkedPage } from "../../../shared/addresses.ts";
import type { Purpose } from "../../../shared/stored/link.ts";

const pages = {
  enter: "deliverable",
  draft: "draft",
  review: "reading",
  seminar: "seminar",
  download: "final",
} as const satisfies Record<Exclude<Purpose, "meeting">, string>;

/** Where a link leads, once it has let its person in; `page`: to what a letter spoke of, where its purpose opens that too. */
export function destinationOf(purpose: Purpose, thing: string | undefined, page?: LinkedPage): string {
  if (thing === undefined) return href("home");
  if (page === "translation" && (purpose === "enter" || purpose === "draft")) return href("translation", { id: thing });
  if (page === "statement" && purpose === "enter") return statementAt(thing);
  return purpose === "meeting" ? href("meeting", { meeting: thing }) : href(pages[purpose], { id: thing });
}

/** A statement that was sent, by its agreement and its own id: "mpg-2008/2008". */
function statementAt(thing: string): string {
  const [agreement = "", statement = ""] = thing.split("/");
  return href("sentStatement", { agreement, statement });
}
