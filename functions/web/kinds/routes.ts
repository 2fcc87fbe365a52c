import { nothing, toConfirm } from "../components/confirmation.ts";
import type { PageContext } from "../http/context.ts";
import { readInput } from "../http/input.ts";
import { coordinators, get, late, post, type Route } from "../http/route.ts";
import { ofKind } from "./who.ts";

// what coordinators do now and then
const lists = () => import("./kinds.ts");
const pages = () => import("./kind.ts");
const forms = () => import("./kind-form.ts");
const files = () => import("./kind-file.ts");

const entry = async (c: PageContext) => (await import("./kind-sections.ts")).readKind(c);
const fileEntry = async (c: PageContext) => readInput(c, (await import("./kind-file.ts")).kindFileEntry);

/** What a deliverable may be of: the kinds that Livrable brings, and the network's own. */
export const kindRoutes: Route[] = [
  get("kinds", coordinators, late(lists, "kinds")),
  get("newKind", coordinators, late(forms, "newKind")),
  post("newKind", coordinators, entry, late(forms, "makeKind")),
  get("kindImport", coordinators, late(files, "kindImport")),
  post("kindImport", coordinators, fileEntry, late(files, "importedKind")),
  get("kind", ofKind, late(pages, "kind")),
  get("kindChange", ofKind, late(forms, "kindChange")),
  post("kindChange", ofKind, entry, late(forms, "changedKind")),
  get("kindFile", ofKind, late(files, "kindFile")),
  post("kindDefault", ofKind, toConfirm(nothing), late(pages, "restoredKind")),
  post("kindRetirement", ofKind, toConfirm(nothing), late(pages, "retiredKind")),
  post("kindReturn", ofKind, toConfirm(nothing), late(pages, "takenUpKind")),
];
