import type { Contribution } from "../../shared/deliverable/remarks/contribution.ts";
import { waitingRemarks } from "../../shared/deliverable/remarks/waiting.ts";
import type { State } from "../../shared/deliverable/state.ts";
import { passageFinder } from "../../shared/document/anchor.ts";
import type { DocumentComment, RemarkComments } from "../../shared/document/commented.ts";
import { type RemarkName, remarkLines, writeNames } from "../../shared/document/remark-comment.ts";
import { interfaceLanguage } from "../../shared/i18n/languages.ts";
import { nameTexts } from "../../shared/i18n/names.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { veiled, veiledRemark } from "../../shared/sight/anonymity.ts";
import { carriedRemarks, contributionsOf } from "../../shared/stored/batch.ts";
import { withVersion } from "../../shared/stored/history.ts";
import { fullName, getPerson } from "../../shared/stored/person.ts";
import { loadVersion, type PartContent } from "../../shared/stored/version.ts";
import type { Hash, Instant, PersonId } from "../../shared/values.ts";
import type { RenderPorts } from "./order.ts";

/** A remark that waits, as a file may tell it: `who`, and the version that it was made on. */
type Waiting = { name: RemarkName; remark: Contribution; who: string; at: Instant; version: Hash };

/**
 * The remarks on some parts of the draft, or on the whole, that wait for their disposition, as comments. A file goes from hand to hand: the reviewers of
 * an anonymous round are places in it, for coordinators too.
 */
export async function waitingComments(
  ports: RenderPorts,
  state: State,
  parts: readonly PartContent[],
): Promise<RemarkComments> {
  const waiting = (await waitingIn(ports, state)).filter(
    ({ remark: { anchor } }) => anchor === undefined || parts.some(({ id }) => id === anchor.part),
  );
  const language = interfaceLanguage(parts[0]?.tree.meta.language ?? state.language);
  const finders = await findersOf(ports, state, parts, waiting);
  const list = waiting.map(({ name, remark, who, at, version }): DocumentComment => {
    const place = placeOf(remark, parts, finders.get(version));
    const lost = place?.end === undefined ? remark.anchor?.quotation?.exact : undefined;
    const lines = remarkLines(language, name, { ...remark, ...(lost !== undefined && { lost }) });
    const initials = `R${name.round ?? 0}.${name.number}`;
    return { author: who, initials, date: at, lines, ...(place && { at: place }) };
  });
  return { list, named: writeNames(waiting.map(({ name }) => name)) };
}

async function waitingIn(ports: RenderPorts, state: State): Promise<Waiting[]> {
  const waiting = waitingRemarks(state);
  const found = await Promise.all(
    waiting.map(({ round, ids }) =>
      round === undefined ? carriedIn(ports, state, new Set(ids)) : sentIn(ports, state, round, new Set(ids)),
    ),
  );
  return found.flat();
}

async function sentIn(
  { store, files }: RenderPorts,
  state: State,
  number: number,
  ids: ReadonlySet<string>,
): Promise<Waiting[]> {
  const round = state.rounds.find((each) => each.number === number)!;
  const remarks = (await contributionsOf(files, round)).filter(({ id }) => ids.has(id));
  const names = await namesOf(store, [...round.reviewers, ...remarks.map(({ by }) => by)]);
  const naming = { name: (person: PersonId) => names.get(person) ?? "–", language: interfaceLanguage(state.language) };
  const nobody = { coordinator: false };
  const seated = veiled(state, round, nobody, naming);
  return remarks.map((each) => {
    const remark = veiledRemark(round, nobody, each);
    return {
      ...{ name: { round: number, number: each.number }, remark, version: round.version },
      ...{ who: seated(each.by), at: each.at },
    };
  });
}

async function carriedIn({ store, files }: RenderPorts, state: State, ids: ReadonlySet<string>): Promise<Waiting[]> {
  const carried = state.derivesFrom!.carried!;
  const remarks = (await carriedRemarks(files, carried)).filter(({ id, erased }) => ids.has(id) && !erased);
  const names = await namesOf(
    store,
    remarks.flatMap((each) => ("by" in each ? each.by : [])),
  );
  const language = interfaceLanguage(state.language);
  const seat = (number: number) =>
    number === 0
      ? translate(language, nameTexts, "reviewer")
      : translate(language, nameTexts, "reviewer.number", { number: String(number) });
  return remarks.map((each) => ({
    ...{ name: { number: each.number }, remark: each, version: carried.version },
    ...{ who: "by" in each ? (names.get(each.by) ?? "–") : seat(each.seat), at: each.at },
  }));
}

async function namesOf(store: RenderPorts["store"], ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const people = await Promise.all([...new Set(ids)].map((id) => getPerson(store, id)));
  return new Map(people.flatMap((person) => (person ? [[person.id, fullName(person)] as const] : [])));
}

type Finder = ReturnType<typeof passageFinder>;
type Finders = ReadonlyMap<string, Finder>;

/** For each version that remarks were made on, what finds its passages in the parts of the draft. */
async function findersOf(
  { store, files }: RenderPorts,
  state: State,
  parts: readonly PartContent[],
  waiting: readonly Waiting[],
): Promise<ReadonlyMap<Hash, Finders>> {
  const versions = [...new Set(waiting.map(({ version }) => version))];
  const finders = versions.map(async (version) => {
    const known = await withVersion(store, state, version);
    const before = new Map((await loadVersion(files, known, version)).map(({ id, tree }) => [id, tree]));
    const found = parts.map(({ id, tree }) => [id, passageFinder(tree, before.get(id))] as const);
    return [version, new Map(found)] as const;
  });
  return new Map(await Promise.all(finders));
}

function placeOf(
  { anchor }: Contribution,
  parts: readonly PartContent[],
  finders: Finders | undefined,
): DocumentComment["at"] {
  const part = parts.findIndex(({ id }) => id === anchor?.part);
  const found = anchor && finders?.get(anchor.part)?.(anchor);
  if (part === -1 || found?.block === undefined) return undefined;
  const { block, start, end, fate } = found;
  const isThere = fate !== "gone" && start !== undefined && end !== undefined && end > start;
  return { part, block, ...(isThere && { start, end }) };
}
