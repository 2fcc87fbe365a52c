import { correctionsIn } from "../../../shared/deliverable/drafting/completeness.ts";
import type { Place } from "../../../shared/deliverable/remarks/alike.ts";
import { addsAlready, saysAlready } from "../../../shared/deliverable/remarks/already-said.ts";
import type { Contribution } from "../../../shared/deliverable/remarks/contribution.ts";
import type { Round, State } from "../../../shared/deliverable/state.ts";
import { additionAt, goesAfterWords } from "../../../shared/document/additions.ts";
import { type Found, foldedTextOf, passageFinder } from "../../../shared/document/anchor.ts";
import { setPassage } from "../../../shared/document/set-passage.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import type { Block, DocumentTree } from "../../../shared/document/tree.ts";
import { eachBlock, eachBlockOf, notesCalled, plainText } from "../../../shared/document/visit.ts";
import { nameTexts } from "../../../shared/i18n/names.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { loadKind } from "../../../shared/kinds/resolve.ts";
import { veiledRemark } from "../../../shared/sight/anonymity.ts";
import { carriedRemarks, contributionsOf, type SentRemark } from "../../../shared/stored/batch.ts";
import { withVersion } from "../../../shared/stored/history.ts";
import { loadVersion, type PartContent, pinned } from "../../../shared/stored/version.ts";
import type { Hash } from "../../../shared/values.ts";
import type { Cast } from "../http/access.ts";
import type { Web } from "../http/context.ts";
import type { Say } from "../http/say.ts";

/** Words with those around them. */
export type Excerpt = { before: string; words: string; after: string };

/** A remark with its passage, in the version it was made on and in the draft of now. */
export type LocatedRemark = SentRemark & {
  /** Who sent it, as the visitor may know them. */
  who: string;
  /** The part, the heading of the first level and the nearest one that it is under; "" where there is none. */
  part: string;
  chapter: string;
  heading: string;
  /** As it was; absent: about the whole document. */
  passage?: Excerpt;
  /** What became of the passage since. */
  found?: Found;
  /** As it is now, where that is otherwise. */
  now?: Excerpt;
  /** Where it was in its block of the version it was made on, `set`: its words as readers see them; absent: about the whole document. */
  place?: Place & { set: string };
  /** Of an addition: it goes after the words of its passage, not in paragraphs after their block. */
  follows: boolean;
  /** Its correction is in the draft of now. */
  applied: boolean;
  /** The draft of now says what it proposes, though nobody applied it. */
  said: boolean;
};

/** Characters shown of a passage, and of what stands around it. */
const shown = { words: 300, around: 60 };

/** The remarks of a round, those on the whole document first, then by their place in the version they were made on. */
export async function locateRemarks({ ports }: Web, state: State, cast: Cast, round: Round): Promise<LocatedRemark[]> {
  const remarks = await contributionsOf(ports.files, round);
  if (remarks.length === 0) return [];
  const { kind } = await pinned(ports.files, round);
  const places = placesIn(
    await loadVersion(ports.files, state, round.version),
    await currentParts(ports, state, round.version),
    kind.layout.orthotypography,
  );
  const applied = correctionsIn(draftOf(state));
  const name = cast.seated(round);
  const seen = remarks.map((each) => ({ ...veiledRemark(round, cast.viewer, each), who: name(each.by) }));
  return located(seen, places).map((remark) => ({ ...remark, applied: applied.has(remark.id) }));
}

/**
 * The remarks that came along with the text that a document began as, by their place in it; those that were sent in an anonymous
 * round have no name for anybody. `kind`: the document's.
 */
export async function locateCarried({ ports }: Web, state: State, cast: Cast, speak: Say): Promise<LocatedRemark[]> {
  const { carried } = state.derivesFrom ?? {};
  if (!carried) return [];
  const { files, store, assets } = ports;
  const remarks = await carriedRemarks(files, carried);
  const { kind } = await loadKind(assets, state.kind);
  const began = await withVersion(store, state, carried.version);
  const places = placesIn(
    await loadVersion(files, began, carried.version),
    await currentParts(ports, state, carried.version),
    kind.layout.orthotypography,
  );
  const seated = (seat: number) =>
    seat === 0
      ? translate(speak.language, nameTexts, "reviewer")
      : translate(speak.language, nameTexts, "reviewer.number", { number: String(seat) });
  const named = remarks.map((remark) => {
    const { by, who } =
      "by" in remark ? { by: remark.by, who: cast.name(remark.by) } : { by: "", who: seated(remark.seat) };
    return { ...remark, by, who };
  });
  const applied = correctionsIn(draftOf(state));
  return located(named, places).map((remark) => ({ ...remark, applied: applied.has(remark.id) }));
}

/** Remarks with their places, in the order of the text. */
function located<R extends Contribution>(remarks: readonly R[], places: ReturnType<typeof placesIn>) {
  return remarks
    .map((remark) => ({ remark, place: places(remark) }))
    .toSorted((a, b) => a.place.order - b.place.order || a.place.start - b.place.start)
    .map(({ remark, place: { order: _, start: __, ...place } }) => ({ ...remark, ...place }));
}

function draftOf({ versions }: State) {
  return versions.at(-1);
}

/** Nothing where the draft is still the version of the round. */
async function currentParts(
  { files }: Pick<Web["ports"], "files">,
  state: State,
  version: Hash,
): Promise<PartContent[]> {
  const draft = draftOf(state);
  return draft && draft.hash !== version ? loadVersion(files, state, draft.hash) : [];
}

type RemarkLocation = Pick<
  LocatedRemark,
  "part" | "chapter" | "heading" | "passage" | "found" | "now" | "place" | "follows" | "said"
> & {
  order: number;
  start: number;
};

/** `isSet`: whether passages are shown with the orthotypography of the document, as its kind has it. */
function placesIn(before: readonly PartContent[], after: readonly PartContent[], isSet: boolean) {
  const parts = new Map(
    before.map((part, index) => {
      const now = after.find(({ id }) => id === part.id)?.tree;
      return [
        part.id,
        {
          ...{ ...part, index, ...outlineOf(part.tree), here: passageFinder(part.tree), ...since(part, now) },
          language: isSet ? part.tree.meta.language : undefined,
        },
      ];
    }),
  );
  return (remark: Contribution): RemarkLocation => {
    const { anchor } = remark;
    const part = anchor && parts.get(anchor.part);
    if (!part) return { part: "", chapter: "", heading: "", order: -1, start: 0, follows: false, said: false };
    const old = part.here(anchor);
    const outlined = part.blocks.get(anchor.block);
    const found = part.there?.(anchor) ?? old;
    const passage = excerptOf(outlined?.block, old, part.language) ?? quoted(anchor.quotation);
    const now = found.fate === "same" || found.fate === "gone" ? undefined : excerptIn(part.now, found, part.language);
    const place = outlined && placeOf(outlined.block, old, part.language);
    const follows = isFollowing(remark, outlined?.block, place);
    return {
      ...{ part: part.title, chapter: outlined?.chapter ?? "", heading: outlined?.heading ?? "", found },
      ...{ order: part.index * 1_000_000 + (outlined?.order ?? 999_999), start: old.start ?? 0 },
      ...{
        follows,
        said: part.now !== undefined && isSaid(remark, part, { before: outlined?.block, place, found, follows }),
      },
      ...(place && { place }),
      ...(passage && { passage }),
      ...(now && { now }),
    };
  };
}

function placeOf(block: Block, { start, end }: Found, language: string | undefined): LocatedRemark["place"] {
  if (start === undefined || end === undefined) return undefined;
  const { words: set } = setPassage(block, { start, end }, language);
  return { start, end, words: foldedTextOf(block).slice(start, end), set };
}

function isFollowing(
  { type, anchor, proposal = "" }: Contribution,
  block: Block | undefined,
  place: Place | undefined,
) {
  if (type !== "addition" || !anchor?.quotation || !block || !place) return false;
  return goesAfterWords(block, place, proposal);
}

type Passage = { before: Block | undefined; place: Place | undefined; found: Found; follows: boolean };

/** Whether the part says by now what a remark proposes. */
function isSaid(
  remark: Contribution,
  { now, came }: Pick<ReturnType<typeof since>, "now" | "came">,
  { before, place, found, follows }: Passage,
): boolean {
  const { type, proposal } = remark;
  if (proposal === undefined || remark.elsewhere || !now || !place || !before) return false;
  if (type === "addition" && addsAlready(came(), proposal)) return true;
  const block = (type === "correction" || follows) && eachBlockOf(now).find(({ id }) => id === found.block);
  if (!block) return false;
  const texts = { before: foldedTextOf(before), now: foldedTextOf(block) };
  if (!follows) return saysAlready(texts, place, proposal);
  const { at, words } = additionAt(texts.before, place.end, proposal);
  const said = texts.before.slice(place.start, at);
  return saysAlready(texts, { start: place.start, end: at, words: said }, said + words);
}

/** `came`: what blocks say that were not there. */
function since({ tree }: PartContent, now: DocumentTree | undefined) {
  const textsOf = (one: DocumentTree) => new Set(eachBlockOf(one).map(foldedTextOf));
  const came = once(() => (now ? textsOf(now).difference(textsOf(tree)) : new Set<string>()));
  return { now, came, ...(now && { there: passageFinder(now, tree) }) };
}

function once<T>(work: () => T): () => T {
  let made: { is: T } | undefined;
  return () => {
    made ??= { is: work() };
    return made.is;
  };
}

type Outline = { blocks: Map<string, { block: Block; order: number; chapter: string; heading: string }> };

/** Each block with its order and the headings that it is under; what a note holds, after the block that calls it. */
function outlineOf(tree: DocumentTree): Outline {
  const place = { order: 0, chapter: "", heading: "" };
  const blocks: Outline["blocks"] = new Map();
  const calls = new Map<string, typeof place>();
  for (const block of eachBlock(tree.blocks)) {
    place.order = blocks.size;
    if (block.type === "heading") place.heading = plainText(block.children);
    if (block.type === "heading" && block.level === 1) place.chapter = place.heading;
    blocks.set(block.id, { block, ...place });
    for (const note of notesCalled(block))
      if (!calls.has(note)) calls.set(note, { ...place, order: place.order + 0.5 });
  }
  for (const [id, note] of Object.entries(tree.notes))
    for (const block of eachBlock(note)) blocks.set(block.id, { block, ...(calls.get(id) ?? place) });
  return { blocks };
}

function excerptIn(tree: DocumentTree | undefined, found: Found, language: string | undefined): Excerpt | undefined {
  return excerptOf(tree && eachBlockOf(tree).find(({ id }) => id === found.block), found, language);
}

function excerptOf(block: Block | undefined, { start, end }: Found, language: string | undefined): Excerpt | undefined {
  if (!block || start === undefined || end === undefined) return undefined;
  const { before, words, after } = setPassage(block, { start, end }, language);
  return {
    before: before.length > shown.around ? `…${before.slice(-shown.around).replace(/^\S*\s/, "")}` : before,
    words: shortened(words),
    after: after.length > shown.around ? `${after.slice(0, shown.around).replace(/\s\S*$/, "")}…` : after,
  };
}

function quoted(quotation: NonNullable<Contribution["anchor"]>["quotation"]): Excerpt | undefined {
  return quotation && { before: quotation.prefix, words: quotation.exact, after: quotation.suffix };
}

function shortened(words: string): string {
  return shortenAtWord(words, shown.words);
}
