import { href } from "../../../shared/addresses.ts";
import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import { roundOfRemark } from "../../../shared/deliverable/remarks/contributing.ts";
import type { Round, State, Version } from "../../../shared/deliverable/state.ts";
import { goesAfterWords } from "../../../shared/document/additions.ts";
import { passageFinder } from "../../../shared/document/anchor.ts";
import { foldText } from "../../../shared/document/identify.ts";
import { piecesOf } from "../../../shared/document/still-said.ts";
import type { DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlockOf } from "../../../shared/document/visit.ts";
import type { ListedChange } from "../../../shared/formats/html/redline-changes.ts";
import { contributionsOf, type SentRemark } from "../../../shared/stored/batch.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import type { Opened } from "../http/access.ts";
import { theCast } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** A remark whose words a change put in, as the list of changes names it. */
export type Cause = { number: number; who: string; page: string };
/** The remark that caused a change, where one did that the visitor may see. */
export type CauseOf = (change: ListedChange) => Cause | undefined;

type Applied = { remark: SentRemark; round: Round; blocks: string[]; gone: string; come: string; follows: boolean };

/** The remarks that were applied between two versions, or integrated in a file of the author's, of which a visitor may see who sent them: authors and coordinators all, others their own. */
export async function causesBetween(
  web: Web,
  speak: Say,
  opened: Opened,
  { from, to }: { from: Version | undefined; to: Version | undefined },
): Promise<CauseOf> {
  const { state, visitor, roles } = opened;
  const before = correctionsIn(from);
  const ids = [...new Set([...correctionsIn(to), ...integratedSince(state, from)])].filter((id) => !before.has(id));
  const rounds = new Set(ids.flatMap((id) => roundOfRemark(state, id) ?? []));
  const all = to ? await Promise.all([...rounds].map((round) => appliedOf(web, opened, round, to, ids))) : [];
  const office = roles.has("author") || roles.has("coordinator");
  const seen = all.flat().filter(({ remark }) => office || remark.by === visitor.person.id);
  if (seen.length === 0) return () => undefined;
  const cast = await theCast(web, opened, speak);
  return (change) => {
    const found = seen.find((applied) => isCausedBy(change, applied));
    if (!found) return undefined;
    const { remark, round } = found;
    const page = office
      ? href("contribution", { id: state.id, remark: remark.id })
      : `${href("reading", { id: state.id }, { version: round.version })}#remark-${remark.id}`;
    return { number: remark.number, who: cast.seated(round)(remark.by), page };
  };
}

/** Remarks on a version that its authors say they integrated, by a click or in a file: the words tell in which change. */
function integratedSince({ rounds }: State, from: Version | undefined): string[] {
  return rounds
    .filter(({ version }) => version === from?.hash)
    .flatMap(({ contributions }) => Object.entries(contributions))
    .flatMap(([id, disposition]) => (disposition === "integrated" || disposition === "partly" ? [id] : []));
}

/** The remarks of a round that a version has, each with the blocks that it changed there, as a comparison names them. */
async function appliedOf(
  { ports: { files } }: Web,
  { state }: Opened,
  round: Round,
  to: Version,
  ids: readonly string[],
): Promise<Applied[]> {
  const [remarks, reviewed, now] = await Promise.all([
    contributionsOf(files, round),
    loadVersion(files, state, round.version),
    loadVersion(files, state, to.hash),
  ]);
  const before = new Map(reviewed.map(({ id, tree }) => [id, tree]));
  const finders = new Map(now.map(({ id, tree }) => [id, passageFinder(tree, before.get(id))]));
  return remarks
    .filter(({ id, proposal }) => ids.includes(id) && proposal !== undefined)
    .map((remark) => {
      const { anchor, proposal = "" } = remark;
      const found = anchor && finders.get(anchor.part)?.(anchor);
      const blocks = [...(found?.block ? [`new-${found.block}`] : []), ...(anchor ? [`old-${anchor.block}`] : [])];
      const words = { gone: foldText(anchor?.quotation?.exact ?? ""), come: foldText(proposal) };
      return { remark, round, blocks, ...words, follows: followsWords(remark, anchor && before.get(anchor.part)) };
    });
}

/** Whether a remark is an addition that goes after the words that it quotes, in the text that it was made on. */
function followsWords({ type, anchor, proposal = "" }: SentRemark, tree: DocumentTree | undefined): boolean {
  if (type !== "addition" || !anchor?.quotation || !tree) return false;
  const { start, end } = passageFinder(tree)(anchor);
  const block = eachBlockOf(tree).find(({ id }) => id === anchor.block);
  return (
    block !== undefined && start !== undefined && end !== undefined && goesAfterWords(block, { start, end }, proposal)
  );
}

/**
 * A correction changes words of its passage. An addition puts words after those that it quotes, in their block, or blocks of its own,
 * wherever they stand.
 */
function isCausedBy(change: ListedChange, { remark, blocks, gone, come, follows }: Applied): boolean {
  const [went, came] = [foldText(change.gone), foldText(change.come)];
  const isThere = change.blocks.some((id) => blocks.some((block) => id.endsWith(block)));
  if (remark.type === "addition") {
    if (came === "" || went !== "") return false;
    const pieces = piecesOf(remark.proposal ?? "");
    return (follows && isThere && come.includes(came)) || [...pieces, pieces.join(" ")].includes(came);
  }
  return isThere && come.includes(came) && (gone === "" || gone.includes(went));
}
