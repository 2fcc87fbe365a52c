import { toConfirm } from "../components/confirmation.ts";
import { get, late, post, type Route, readLate } from "../http/route.ts";
import { entering } from "../meetings/who.ts";
import { missions, oneEntry, undoing } from "./entries.ts";
import { enterers, missionGoers, seeingEntries, seeingEntry, takingEntries, undoingEntry } from "./who.ts";

// what the texts of entries come with
const own = () => import("./own-entries.ts");
const forms = () => import("./entry-form.ts");
const proofs = () => import("./proof.ts");
const pages = () => import("./entry.ts");
const imports = () => import("./import.ts");
const comings = () => import("./missions.ts");
const agreements = () => import("./agreement-entries.ts");

/** Entries of time and money: made, undone, listed, from a table and to one; from who came to a meeting. */
export const ledgerRoutes: Route[] = [
  get("entries", entering, late(own, "ownEntries")),
  get("entriesFile", entering, late(own, "entriesFile")),
  get("newEntry", enterers, late(forms, "newEntry")),
  post("newEntry", enterers, oneEntry, late(forms, "enterOne")),
  get("entryProofForm", enterers, late(proofs, "entryProofForm")),
  get("entryProofArrived", enterers, late(proofs, "entryProofArrived")),
  get("entriesImport", enterers, late(imports, "entriesImport")),
  post(
    "entriesImport",
    enterers,
    readLate(async () => (await imports()).readEntries),
    late(imports, "importTable"),
  ),
  get("entry", seeingEntry, late(pages, "entryPage")),
  post("entryUndoing", undoingEntry, toConfirm(undoing), late(pages, "undo")),
  get("entryProof", seeingEntry, late(pages, "entryProof")),
  get("meetingMissions", missionGoers, late(comings, "meetingMissions")),
  post("meetingMissions", missionGoers, missions, late(comings, "enterTicked")),
  get("agreementEntries", seeingEntries, late(agreements, "agreementEntries")),
  get("agreementEntriesFile", takingEntries, late(agreements, "agreementEntriesFile")),
];
