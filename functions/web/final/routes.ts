import { nothing, toConfirm } from "../components/confirmation.ts";
import { anyone, get, having, havingHad, late, post, type Route, readLate } from "../http/route.ts";
import { bearers } from "./bearer.ts";
import type { FileAddress } from "./downloads.ts";
import { abandoning, declaring, declining, opening } from "./edition-forms.ts";

const finals = () => import("./final.ts");
const keyLists = () => import("./signing-keys.ts");
const downloads = () => import("./downloads.ts");
const proofArchives = () => import("./proof-archive.ts");
const editions = () => import("./edition.ts");
const openings = () => import("./new-edition.ts");
const corrections = () => import("./correction.ts");
const shareForms = () => import("./shares.ts");
const sharedPages = () => import("./shared.ts");
const proposals = () => import("./proposal.ts");

const coordinator = having("coordinator");
const readers = havingHad("funder", "author", "coordinator");

/** The two ways to a file of a final: as a link, and as a button that tells of a download. */
function fileRoutes(at: FileAddress): Route[] {
  return [
    get(at, readers, async (c, web, opened) => (await downloads()).give(c, web, opened, at)),
    post(at, readers, toConfirm(nothing), async (c, web, opened, input) =>
      (await downloads()).take(c, web, opened, input, at),
    ),
  ];
}

/** What was approved: the final documents, and the archive that proves them. */
export const finalRoutes: Route[] = [
  get("final", readers, late(finals, "final")),
  get("editionPicture", readers, late(downloads, "editionPicture")),
  get("edition", readers, late(editions, "edition")),
  ...fileRoutes("output"),
  ...fileRoutes("editionOutput"),
  ...fileRoutes("proofArchiveFile"),
  ...fileRoutes("editionArchive"),
  get("editionRedline", readers, late(editions, "editionRedline")),
  get("editionRedlineFile", readers, late(editions, "editionRedlineFile")),
  get("shares", coordinator, late(shareForms, "shares")),
  post(
    "shares",
    coordinator,
    readLate(async () => (await shareForms()).sharing),
    late(shareForms, "makeShare"),
  ),
  post("shareEnd", coordinator, toConfirm(nothing), late(shareForms, "endShare")),
  get("shared", bearers, late(sharedPages, "shared")),
  get("sharedPicture", bearers, late(sharedPages, "sharedPicture")),
  post("sharedFile", bearers, toConfirm(nothing), late(sharedPages, "takeShared")),
  get("newEdition", coordinator, late(openings, "newEdition")),
  post("newEdition", coordinator, opening, late(openings, "openNewEdition")),
  get("correction", coordinator, late(corrections, "correction")),
  post("correction", coordinator, toConfirm(declaring), late(corrections, "declare")),
  get("abandonment", coordinator, late(corrections, "abandonment")),
  post("abandonment", coordinator, toConfirm(abandoning), late(corrections, "abandon")),
  get("proposal", coordinator, late(proposals, "proposal")),
  post("proposal", coordinator, declining, late(proposals, "decline")),
  get("proofArchive", coordinator, late(proofArchives, "proofArchive")),
  post("proofArchive", coordinator, nothing, late(proofArchives, "makeProofArchive")),
  get("proofKeys", anyone, late(keyLists, "signingKeys")),
];
