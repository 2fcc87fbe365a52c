import type { Asker } from "../chain/event.ts";
import { issue } from "../chain/issue.ts";
import { type Language, languages, textIn } from "../i18n/languages.ts";
import type { Kind } from "../kinds/kind.ts";
import { listKinds } from "../kinds/resolve.ts";
import { foldWords } from "../name.ts";
import type { Ports } from "../ports.ts";
import type { FileFault } from "../programme/file/lines.ts";
import type { ProgrammeFile } from "../programme/file/read.ts";
import type { Names } from "../programme/file/schema.ts";
import type { Action, Programme } from "../programme/state.ts";
import { delimiterOf } from "../programme/table/columns.ts";
import {
  addOrganisation,
  changeOrganisation,
  listOrganisations,
  type NewOrganisation,
  type Organisation,
} from "../stored/organisation.ts";
import { listProgrammes, loadProgramme, programmes } from "../stored/programme.ts";
import { attachActions } from "./attach-actions.ts";
import { stillUsed } from "./programme-use.ts";

type Read = Extract<ProgrammeFile, { ok: unknown }>["ok"];

/** What a file may name of a network: its organisations by any of their names, its kinds of document in every language. */
async function namesKnown({ store, assets }: Pick<Ports, "store" | "assets">): Promise<Names> {
  const organisations = await listOrganisations(store);
  const kinds = await listKinds(assets);
  return {
    organisations: {
      ids: new Map(
        organisations.flatMap(({ id, short, name }) => [short, name, id].map((each) => [foldWords(each), id] as const)),
      ),
      shown: organisations.map(({ short }) => short),
    },
    kinds: {
      ids: new Map(
        kinds.flatMap(({ id, name }) =>
          [id, ...languages.map((each) => textIn(name, each))].map((each) => [foldWords(each), id] as const),
        ),
      ),
      shown: kinds.map(({ name }) => textIn(name, languages[0])),
    },
  };
}

/**
 * Reads a programme's file, or a table of its actions, with what the network knows; nothing is stored. What reads YAML or CSV is
 * loaded when it is needed.
 */
export async function readProgramme(ports: Pick<Ports, "store" | "assets">, text: string): Promise<ProgrammeFile> {
  if (delimiterOf(text) !== undefined) return readActions(ports, text);
  const { readProgrammeFile } = await import("../programme/file/read.ts");
  const read = readProgrammeFile(text, await namesKnown(ports));
  const faults = "ok" in read ? await usedFaults(ports.store, read.ok, text) : [];
  return faults.length > 0 ? { faults } : read;
}

/** What a file lacks although there are documents of it: an action where the file lists them, an expectation at its action. */
async function usedFaults(store: Ports["store"], { id, actions }: Read, text: string): Promise<FileFault[]> {
  const there = (await loadProgramme(store, id))?.state;
  const uses = there ? await stillUsed(store, there, actions) : [];
  if (uses.length === 0) return [];
  const { readLines } = await import("../programme/file/lines.ts");
  const { lineOf } = readLines(text);
  return uses.map(({ code, action, details }) => {
    const at = actions.findIndex((each) => each.id === action.id);
    return { line: lineOf(at < 0 ? ["actions"] : ["actions", at, "expected"]), code, details };
  });
}

/** A table names its programme by id or by title. */
async function readActions(ports: Pick<Ports, "store" | "assets">, text: string): Promise<ProgrammeFile> {
  const { readTable, readTableActions } = await import("../programme/table/read.ts");
  const table = readTable(text);
  const there = await listProgrammes(ports.store);
  const named = there.find(
    ({ id, title }) => id === table.programme || foldWords(title) === foldWords(table.programme),
  );
  const loaded = named && (await loadProgramme(ports.store, named.id));
  return readTableActions(
    table,
    loaded?.state,
    await namesKnown(ports),
    there.map(({ id }) => id),
  );
}

/**
 * Stores what a file without a fault says: the organisations that the network does not know yet, and what it did not know of the
 * others, and the programme, made or brought to what the file says; deliverables that name one of its actions in words are of it
 * from then on (`language`: of the title that what no programme has gets). Safe to do twice. Throws what `issue`, `addOrganisation` and `changeOrganisation` throw.
 */
export async function importProgramme(
  ports: Pick<Ports, "store" | "clock" | "ids">,
  by: Asker,
  { id, plan, actions, organisations }: Read,
  language: Language = languages[0],
): Promise<Programme> {
  const known = new Map((await listOrganisations(ports.store)).map((each) => [each.id, each]));
  for (const { id, short, name = short, territory = "", roles } of organisations) {
    const found = known.get(id);
    if (!found) await addOrganisation(ports, { short, name, territory, roles });
    else await changeOrganisation(ports, id, completed(found, { name, territory, roles }));
  }
  const { state } = await issue(programmes, ports, id, { type: "replace", by, id, ...plan, actions });
  await attachActions(ports, language);
  return state;
}

/** An organisation with what was not known of it, e.g. since somebody was added who named it; what was known stays. */
function completed(
  { short, name, territory, roles }: Organisation,
  said: Omit<NewOrganisation, "short">,
): NewOrganisation {
  return {
    short,
    name: name === short ? said.name : name,
    territory: territory === "" ? said.territory : territory,
    roles: roles.length === 0 ? said.roles : roles,
  };
}

/** A programme as the file that reads back as the same, in a language. */
export async function exportProgramme(
  { store, assets }: Pick<Ports, "store" | "assets">,
  programme: Programme,
  language: Language,
): Promise<string> {
  const organisations = await listOrganisations(store);
  const kinds = await listKinds(assets);
  const named = new Set(programme.actions.flatMap(organisationsIn));
  const used = organisations.filter(({ id }) => named.has(id));
  const { writeProgrammeFile } = await import("../programme/file/write.ts");
  return writeProgrammeFile(language, programme, used, {
    organisation: (id) => shortName(organisations, id),
    kind: (id) => kindName(kinds, id, language),
  });
}

/** The actions of a programme as a table that reads back as the same, in a language. */
export async function exportActions(
  { store }: Pick<Ports, "store">,
  programme: Programme,
  language: Language,
): Promise<string> {
  const organisations = await listOrganisations(store);
  const { writeActionsTable } = await import("../programme/table/write.ts");
  return writeActionsTable(language, programme, { organisation: (id) => shortName(organisations, id) });
}

/** The organisations that an action names. */
function organisationsIn({ steering, concerned, funding }: Action): string[] {
  return [...new Set([...steering.organisations, ...concerned, ...("by" in funding ? funding.by : [])])];
}

function shortName(organisations: readonly Organisation[], id: string): string {
  return organisations.find((each) => each.id === id)?.short ?? id;
}

function kindName(kinds: readonly Kind[], id: string, language: Language): string {
  const name = kinds.find((kind) => kind.id === id)?.name;
  return name ? textIn(name, language) : id;
}
