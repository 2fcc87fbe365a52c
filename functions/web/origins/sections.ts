import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import {
  isSameSection,
  maxHeading,
  placementOf,
  type SectionRef,
  type Source,
} from "../../../shared/deliverable/origins/source.ts";
import type { Manifest, State } from "../../../shared/deliverable/state.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import { plainText } from "../../../shared/document/visit.ts";
import { Refusal } from "../../../shared/errors.ts";
import type { Ports } from "../../../shared/ports.ts";
import { deliverables, loadState } from "../../../shared/stored/deliverable.ts";
import { everyVersion } from "../../../shared/stored/history.ts";
import { loadManifest } from "../../../shared/stored/version.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { checkboxes, hidden } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import { type Shown, type Stale, staleNote } from "../components/stale.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Filled, type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import type { PlacedSource } from "./entries.ts";

/** A section of the current draft, by its heading. */
export type DraftSection = SectionRef & { level: number; title: string };

/** The sections of the draft that there is, in their order; none before there is one. */
export async function draftSections({ ports }: Web, state: State): Promise<DraftSection[]> {
  const draft = state.versions.at(-1);
  return draft ? sectionsOf(ports, state, draft.manifest) : [];
}

async function sectionsOf({ files }: Pick<Ports, "files">, state: State, manifest: Manifest): Promise<DraftSection[]> {
  return (await loadManifest(files, state, manifest)).flatMap(({ id: part, title, tree }) =>
    tree.blocks.flatMap((block) => {
      if (block.type !== "heading") return [];
      const heading = shortenAtWord(plainText(block.children).trim() || "–", maxHeading - 1);
      return [{ part, title, block: block.id, heading, level: block.level }];
    }),
  );
}

/** Whether the draft still has a section. */
export function isIn(sections: readonly SectionRef[], section: SectionRef): boolean {
  return sections.some((each) => isSameSection(each, section));
}

/** Throws `source-unknown`. */
function theSource(c: PageContext, { drawsOn = [] }: State): Source {
  const source = drawsOn.find(({ id }) => id === param(c, "source"));
  if (!source) throw new Refusal("source-unknown");
  return source;
}

/** The sections of the draft, to tick those that draw on a source; those that the draft has no more say so. Throws `source-unknown`. */
export async function sourceSections(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled = nothingFilled,
  stale?: Stale,
): Promise<Response> {
  const { state } = opened;
  const source = theSource(c, state);
  const speak = say(c, web);
  const { text } = speak;
  const sections = await draftSections(web, state);
  const gone = source.sections.filter((section) => !isIn(sections, section));
  if (wantsJson(c)) return c.json({ sections: source.sections, gone, seen: placementOf(source) });
  const options = [
    ...sections.map(({ title, level, ...section }) => ({
      value: sectionValue(section),
      label: section.heading,
      ...(title && { hint: title }),
    })),
    ...gone.map((section) => ({ value: sectionValue(section), label: section.heading, hint: text("sources.gone") })),
  ];
  const seen = (stale ? undefined : filled.typed.seen?.[0]) ?? placementOf(source);
  const body = html`<p><strong>${source.title}</strong></p>${staleNote(speak, stale)}
${
  options.length === 0
    ? html`<p>${text("sources.sections.none")}</p>`
    : html`<form method="post" novalidate>${hidden("seen", seen)}${checkboxes(filled, { name: "sections", label: text("sources.sections"), options, values: source.sections.map(sectionValue) })}
<button>${text("sources.sections.save")}</button></form>`
}`;
  const back = { href: href("sources", { id: state.id }), label: text("sources.title") };
  return formPage(c, web, { title: text("sources.place"), back, filled, body });
}

function sectionValue({ part, block }: Pick<SectionRef, "part" | "block">): string {
  return `${part}#${block}`;
}

/**
 * Says which sections draw on a source, all of them. Others that somebody else placed since are shown beside what was ticked;
 * sections that the draft has not are named, and nothing is saved. Throws `source-unknown`, `stage-forbids`.
 */
export async function placeSource(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<PlacedSource>,
): Promise<Response> {
  if (!ok) return sourceSections(c, web, opened, filled);
  const { state, by, still } = opened;
  const source = theSource(c, state);
  const known = [...(await draftSections(web, state)), ...source.sections];
  const asked = [...new Set(ok.sections)];
  const unknown = asked.filter((value) => !known.some((section) => sectionValue(section) === value));
  if (unknown.length > 0) {
    const names = await formerHeadings(web, state, unknown);
    const message = say(c, web).text("sources.sections.unknown", { sections: names.join(", ") });
    const errors = [{ field: "sections", message }];
    if (wantsJson(c)) throw new InvalidRequest(errors);
    return sourceSections(c, web, opened, { ...filled, errors });
  }
  const sections = asked.map((value): SectionRef => {
    const { part, block, heading } = known.find((section) => sectionValue(section) === value)!;
    return { part, block, heading };
  });
  const fields = { "too-many-sources": "sections", "source-placed": "sections" } as const;
  const result = await attempt(c, filled, fields, async () => {
    const command = { type: "placeSource", by, source: source.id, sections } as const;
    const seen = ok.seen === undefined ? {} : { seen: ok.seen };
    await issue(deliverables, web.ports, state.id, { ...command, ...seen }, still);
    return done(c, `${href("sources", { id: state.id })}#${source.id}`);
  });
  return result instanceof Response ? result : refused(c, web, opened, result, sections);
}

/** The form again, as it stands by now: of other sections than those that it showed, both are told. */
async function refused(
  c: PageContext,
  web: Web,
  opened: Opened,
  filled: Filled,
  asked: readonly SectionRef[],
): Promise<Response> {
  const loaded = await loadState(web.ports.store, opened.state.id);
  const now = { ...opened, state: loaded?.state ?? opened.state };
  const source = theSource(c, now.state);
  const isStale = filled.typed.seen?.[0] !== undefined && filled.typed.seen[0] !== placementOf(source);
  return sourceSections(c, web, now, filled, isStale ? differing(say(c, web), source.sections, asked) : undefined);
}

function differing({ text }: Say, now: readonly SectionRef[], typed: readonly SectionRef[]): Stale {
  const all = [...now, ...typed.filter((section) => !isIn(now, section))];
  const shown = (sections: readonly SectionRef[]): Shown =>
    all.map((section) => [section.heading, isIn(sections, section) ? text("sources.sections.ticked") : ""]);
  return { now: shown(now), typed: shown(typed) };
}

/** The words of headings that drafts of before had, the newest first; what no draft had is named as it was sent. */
async function formerHeadings({ ports }: Web, state: State, values: readonly string[]): Promise<string[]> {
  const headings = new Map<string, string>();
  for (const { manifest } of (await everyVersion(ports.store, state)).toReversed()) {
    if (values.every((value) => headings.has(value))) break;
    for (const section of await sectionsOf(ports, state, manifest))
      if (!headings.has(sectionValue(section))) headings.set(sectionValue(section), section.heading);
  }
  return values.map((value) => headings.get(value) ?? value);
}

/** Takes a source out; one that is gone stays gone. Throws `stage-forbids`. */
export async function removeSource(
  c: PageContext,
  web: Web,
  { state, by, still }: Opened,
  input: Input<Nothing>,
): Promise<Response> {
  unlessConfirmed(input);
  await issue(deliverables, web.ports, state.id, { type: "removeSource", by, source: param(c, "source") }, still);
  return done(c, href("sources", { id: state.id }));
}

/** On to a file that a document draws on. Throws `source-unknown`, `not-found` where it was erased. */
export async function sourceFile(c: PageContext, web: Web, { state }: Opened): Promise<Response> {
  const source = theSource(c, state);
  if (source.what !== "file") throw new Refusal("not-found");
  return c.redirect(await attachmentAddress(web, source.file), 302);
}
