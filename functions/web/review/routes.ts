import { toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, late, post, type Route, readLate } from "../http/route.ts";
import { decide, deciding, decision } from "./decision.ts";
import { rebaseUnsent, rebasing, remarks, sending, sendUnsent } from "./remarks.ts";

const delegations = () => import("./delegation.ts");
const receipts = () => import("./receipt.ts");
const copyLists = () => import("./copies.ts");
const copyPages = () => import("./copy.ts");

const reviewer = having("reviewer");
const reviewerOnce = havingHad("reviewer");
const remarkers = having("reviewer", "coordinator");
const remarkersOnce = havingHad("reviewer", "coordinator");

/** What a reviewer gives: a decision and its receipt, someone to review instead, remarks, an annotated copy. */
export const reviewRoutes: Route[] = [
  get("decision", reviewerOnce, decision),
  post("decision", reviewer, deciding, decide),
  get("delegation", reviewerOnce, late(delegations, "delegation")),
  post(
    "delegation",
    reviewer,
    readLate(async () => (await delegations()).proposing),
    late(delegations, "proposeDelegate"),
  ),
  get("receipt", reviewerOnce, late(receipts, "receipt")),
  get("receiptCopy", reviewerOnce, late(receipts, "receiptCopy")),

  get("remarks", remarkersOnce, remarks),
  post("sendRemarks", remarkers, toConfirm(sending), sendUnsent),
  post("carryRemarks", remarkers, rebasing, rebaseUnsent),

  get("copies", remarkersOnce, late(copyLists, "copies")),
  post(
    "copies",
    remarkers,
    readLate(async () => (await copyLists()).request),
    late(copyLists, "requestCopy"),
  ),
  get("copy", remarkersOnce, late(copyPages, "copy")),
  get("copySource", remarkersOnce, late(copyPages, "copySource")),
];
