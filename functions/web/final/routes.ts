import { nothing } from "../components/confirmation.ts";
import { anyone, get, having, havingHad, post, type Route, visitors } from "../http/route.ts";
import { final, output } from "./final.ts";
import { funded } from "./funded.ts";
import { makeProofArchive, proofArchive, proofArchiveFile } from "./proof-archive.ts";
import { signingKeys } from "./signing-keys.ts";

const coordinator = having("coordinator");
const readers = havingHad("funder", "author", "coordinator");

/** What was approved: the final documents, and the archive that proves them. */
export const finalRoutes: Route[] = [
  get("funded", visitors, funded),
  get("final", readers, final),
  get("output", readers, output),
  get("proofArchive", coordinator, proofArchive),
  post("proofArchive", coordinator, nothing, makeProofArchive),
  get("proofArchiveFile", readers, proofArchiveFile),
  get("proofKeys", anyone, signingKeys),
];
