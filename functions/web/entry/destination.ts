import { href, type LinkedPage } from "../../../shared/addresses.ts";
import type { Purpose } from "../../../shared/stored/link.ts";

const pages = {
  enter: "deliverable",
  draft: "draft",
  review: "reading",
  seminar: "seminar",
  download: "final",
} as const satisfies Record<Exclude<Purpose, "meeting">, string>;

/** What a letter spoke of; `thing`: the link's; `of`: which of the thing's, such as a file of a draft. */
type Spoken = { thing: string; of: string };

/** Where each page is that a letter names. */
const spokenOf: { [P in LinkedPage]: (spoken: Spoken) => string } = {
  draft: ({ thing: id }) => href("draft", { id }),
  upload: ({ thing: id, of: upload }) => href("upload", { id, upload }),
  translation: ({ thing: id }) => href("translation", { id }),
  contributions: ({ thing: id }) => href("contributions", { id }),
  remarks: ({ thing: id }) => href("remarks", { id }),
  awaited: ({ thing: id }) => `${href("deliverable", { id })}#awaited`,
  receipt: ({ thing: id, of: submission }) => href("receipt", { id, submission }),
  final: ({ thing: id }) => href("final", { id }),
  closure: ({ thing: id }) => href("closure", { id }),
  settlement: ({ thing: id, of: submission }) => href("settlement", { id, submission }),
  proposal: ({ thing: id, of: upload }) => href("proposal", { id, upload }),
  record: ({ thing: meeting }) => href("meetingRecord", { meeting }),
  resolution: ({ thing: meeting, of: resolution }) => href("resolution", { meeting, resolution }),
  // by its agreement and its own id: "mpg-2008/2008"
  statement: ({ thing }) => {
    const [agreement = "", statement = ""] = thing.split("/");
    return href("sentStatement", { agreement, statement });
  },
  meetings: () => href("meetings"),
  drafts: () => href("drafts"),
  agreement: ({ of: agreement }) => href("agreement", { agreement }),
  organisation: ({ of: organisation }) => href("organisation", { organisation }),
  agreements: () => href("agreements"),
  year: () => href("year"),
  undelivered: () => href("mails"),
};

/** Those that need to be told which of a thing's. */
const ofSomething: ReadonlySet<LinkedPage> = new Set([
  "upload",
  "receipt",
  "settlement",
  "proposal",
  "resolution",
  "agreement",
  "organisation",
]);
/** Those of the network, whatever the link is about; of them, those of who coordinates alone. */
const ofOffice: ReadonlySet<LinkedPage> = new Set(["agreement", "agreements", "organisation", "year", "undelivered"]);
const ofNetwork: ReadonlySet<LinkedPage> = new Set([...ofOffice, "meetings", "drafts"]);

/**
 * Where a link leads, once it has let its person in; `page`, `of`: to what a letter spoke of. What is not there for its reader, the page
 * itself says.
 */
export function destinationOf(purpose: Purpose, thing: string | undefined, page?: LinkedPage, of = ""): string {
  const isWhole =
    page !== undefined && (thing !== undefined || ofNetwork.has(page)) && (of !== "" || !ofSomething.has(page));
  if (isWhole) return spokenOf[page]({ thing: thing ?? "", of });
  if (thing === undefined) return href("home");
  return purpose === "meeting" ? href("meeting", { meeting: thing }) : href(pages[purpose], { id: thing });
}

/** Whether a page is of who coordinates alone. */
export function isOfOffice(page: LinkedPage): boolean {
  return ofOffice.has(page);
}
