import { toConfirm } from "../components/confirmation.ts";
import { get, having, havingHad, post, type Route } from "../http/route.ts";
import { copies, request, requestCopy } from "./copies.ts";
import { copy, copySource } from "./copy.ts";
import { decide, deciding, decision } from "./decision.ts";
import { delegation, proposeDelegate, proposing } from "./delegation.ts";
import { receipt, receiptCopy } from "./receipt.ts";
import { rebaseUnsent, rebasing, remarks, sending, sendUnsent } from "./remarks.ts";

const reviewer = having("reviewer");
const reviewerOnce = havingHad("reviewer");
const remarkers = having("reviewer", "coordinator");
const remarkersOnce = havingHad("reviewer", "coordinator");

/** What a reviewer gives: a decision and its receipt, someone to review instead, remarks, an annotated copy. */
export const reviewRoutes: Route[] = [
  get("decision", reviewerOnce, decision),
  post("decision", reviewer, deciding, decide),
  get("delegation", reviewerOnce, delegation),
  post("delegation", reviewer, proposing, proposeDelegate),
  get("receipt", reviewerOnce, receipt),
  get("receiptCopy", reviewerOnce, receiptCopy),

  get("remarks", remarkersOnce, remarks),
  post("sendRemarks", remarkers, toConfirm(sending), sendUnsent),
  post("carryRemarks", remarkers, rebasing, rebaseUnsent),

  get("copies", remarkersOnce, copies),
  post("copies", remarkers, request, requestCopy),
  get("copy", remarkersOnce, copy),
  get("copySource", remarkersOnce, copySource),
];
