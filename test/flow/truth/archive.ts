import { everyAgreement } from "../../../shared/stored/agreement.ts";
import { everyLedger } from "../../../shared/stored/ledger.ts";
import { meetingYears, pastMeetings, plannedMeetings } from "../../../shared/stored/meeting.ts";
import { batchKey, prefixOf, textKey } from "../../../shared/stored/objects.ts";
import { listOrganisations } from "../../../shared/stored/organisation.ts";
import { listProgrammes } from "../../../shared/stored/programme.ts";
import type { Year } from "../year.ts";
import type { Row } from "./facts.ts";
import type { MeetingRow } from "./gatherings.ts";
import type { AgreementRow, LedgerRow } from "./money.ts";
import { pagesIn, readsPdf } from "./printed.ts";
import type { ProgrammeRow } from "./programmes.ts";
import type { Archive, Person } from "./reader.ts";
import { plain } from "./words.ts";

/** The raw rows of each deliverable, and the files that they name. */
export async function archiveOf({ ports, ids, people, sent, erased, copies, removed }: Year): Promise<Archive> {
  const rows = new Map<string, Row[]>();
  const archive: Archive = {
    rows,
    meetings: new Map(),
    agreements: new Map(),
    ledgers: new Map(),
    texts: new Map(),
    remarks: new Map(),
    people: Object.values(people).map(personOf),
    programmes: new Map(),
    organisations: await listOrganisations(ports.store),
    sizes: new Map(removed),
    pages: new Map(),
    sources: new Map(),
    copies,
    erased: new Map(erased.map(({ hash, at }) => [hash, at])),
    mails: sent.map(({ at, to, letter, subject, text }) => ({
      ...{ at, to: people[to]!.id, letter, about: titleIn(subject, text), said: `${subject} ${text}` },
    })),
  };
  for (const id of ids.values()) rows.set(id, await rowsOf(ports, id));
  for (const id of await meetingIds(ports)) archive.meetings.set(id, await rowsIn<MeetingRow>(ports, `MEETING#${id}`));
  for (const { id } of await listProgrammes(ports.store))
    archive.programmes.set(id, await rowsIn<ProgrammeRow>(ports, `PROGRAMME#${id}`));
  for (const id of await everyAgreement(ports.store))
    archive.agreements.set(id, await rowsIn<AgreementRow>(ports, `AGREEMENT#${id}`));
  for (const id of await everyLedger(ports.store))
    archive.ledgers.set(id, await rowsIn<LedgerRow>(ports, `LEDGER#${id}`));
  const were = new Map(erased.map(({ hash, bytes }) => [hash, bytes]));
  for (const row of [...rows.values(), ...archive.meetings.values(), ...archive.ledgers.values()].flat()) {
    for (const ref of hashesIn(row.data)) {
      const text = (await ports.files.get(textKey(ref))) ?? were.get(ref);
      if (text) archive.texts.set(ref, JSON.parse(Buffer.from(text).toString()).text);
    }
    for (const file of batchesIn(row)) {
      const bytes = (await ports.files.get(batchKey(file))) ?? were.get(file);
      const { contributions } = JSON.parse(Buffer.from(bytes!).toString());
      archive.remarks.set(file, contributions);
    }
  }
  for (const place of [prefixOf("outputs"), prefixOf("dossiers")])
    for await (const key of ports.files.list(place)) {
      archive.sizes.set(key, (await ports.files.head(key))!.bytes);
      if (readsPdf && key.endsWith(".pdf")) archive.pages.set(key, pagesIn((await ports.files.get(key))!).length);
    }
  for await (const key of ports.files.list(prefixOf("sources")))
    archive.sources.set(
      key.slice(prefixOf("sources").length),
      plain(Buffer.from((await ports.files.get(key))!).toString()),
    );
  return archive;
}

/** The document that a mail is about: in its facts, else in its subject. */
export function titleIn(subject: string, text: string): string {
  return /^Document ?: (.+)$/m.exec(text)?.[1] ?? /[«“] ?(.+?) ?[»”]/.exec(subject)?.[1] ?? "";
}

function personOf({ id, name, organisation, address, language, coordinator }: Person): Person {
  return { id, name, organisation, address, language, coordinator };
}

/** All that happened to a deliverable, as it is stored. */
export function rowsOf(ports: Year["ports"], id: string): Promise<Row[]> {
  return rowsIn(ports, `DELIVERABLE#${id}`);
}

/** All meetings of the network, whatever became of them. */
export async function meetingIds({ store }: Pick<Year["ports"], "store">): Promise<string[]> {
  const past = await Promise.all((await meetingYears(store)).map((year) => pastMeetings(store, year)));
  return [...(await plannedMeetings(store)), ...past.flat()].map(({ id }) => id);
}

async function rowsIn<R>({ store }: Year["ports"], partition: string): Promise<R[]> {
  const rows: R[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const page = await store.query(partition, { prefix: "event#", ...(after && { after }) });
    rows.push(...page.rows.map(({ data }) => data as unknown as R));
    after = page.next;
  }
  return rows;
}

/** The files of remarks that an event names. */
function batchesIn(row: Row | MeetingRow | LedgerRow): string[] {
  if (row.type === "remarksCarried") return row.data.batches.map(({ file }) => file);
  return row.type === "contributed" ? [row.data.file] : [];
}

/** All that may name a text. */
function hashesIn(data: unknown): string[] {
  if (typeof data === "string") return /^[0-9a-f]{64}$/.test(data) ? [data] : [];
  return typeof data === "object" && data !== null ? Object.values(data).flatMap(hashesIn) : [];
}
