import { nothing } from "../components/confirmation.ts";
import { anyone, get, having, havingHad, late, post, type Route, visitors } from "../http/route.ts";
import { final, output } from "./final.ts";
import { funded } from "./funded.ts";
import { signingKeys } from "./signing-keys.ts";

const proofArchives = () => import("./proof-archive.ts");

const coordinator = having("coordinator");
const readers = havingHad("funder", "author", "coordinator");

/** What was approved: the final documents, and the archive that proves them. */
export const finalRoutes: Route[] = [
  get("funded", visitors, funded),
  get("final", readers, final),
  get("output", readers, output),
  get("proofArchive", coordinator, late(proofArchives, "proofArchive")),
  post("proofArchive", coordinator, nothing, late(proofArchives, "makeProofArchive")),
  get("proofArchiveFile", readers, late(proofArchives, "proofArchiveFile")),
  get("proofKeys", anyone, signingKeys),
];
