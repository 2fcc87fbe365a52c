import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { isSameSection, maxHeading, type SectionRef, type Source } from "../../../shared/deliverable/origins/source.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import { shortenAtWord } from "../../../shared/document/shorten.ts";
import { plainText } from "../../../shared/document/visit.ts";
import { Refusal } from "../../../shared/errors.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { loadVersion } from "../../../shared/stored/version.ts";
import { attachmentAddress } from "../components/attachment.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { checkboxes } from "../components/fields.ts";
import { nothingFilled } from "../components/filled.ts";
import { formPage } from "../components/form-page.ts";
import type { Opened } from "../http/access.ts";
import { attempt, done, param } from "../http/answer.ts";
import { type PageContext, type Web, wantsJson } from "../http/context.ts";
import type { Filled, Input } from "../http/input.ts";
import { say } from "../http/say.ts";
import type { PlacedSource } from "./entries.ts";

/** A section of the current draft, by its heading. */
export type DraftSection = SectionRef & { level: number; title: string };

/** The sections of the draft that there is, in their order; none before there is one. */
export async function draftSections({ ports }: Web, state: State): Promise<DraftSection[]> {
  const draft = state.versions.at(-1);
  if (!draft) return [];
  return (await loadVersion(ports.files, state, draft.hash)).flatMap(({ id: part, title, tree }) =>
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
): Promise<Response> {
  const { state } = opened;
  const source = theSource(c, state);
  const speak = say(c, web);
  const { text } = speak;
  const sections = await draftSections(web, state);
  const gone = source.sections.filter((section) => !isIn(sections, section));
  if (wantsJson(c)) return c.json({ sections: source.sections, gone });
  const options = [
    ...sections.map(({ title, level, ...section }) => ({
      value: sectionValue(section),
      label: section.heading,
      ...(title && { hint: title }),
    })),
    ...gone.map((section) => ({ value: sectionValue(section), label: section.heading, hint: text("sources.gone") })),
  ];
  const body = html`<p><strong>${source.title}</strong></p>
${
  options.length === 0
    ? html`<p>${text("sources.sections.none")}</p>`
    : html`<form method="post" novalidate>${checkboxes(filled, { name: "sections", label: text("sources.sections"), options, values: source.sections.map(sectionValue) })}
<button>${text("sources.sections.save")}</button></form>`
}`;
  const back = { href: href("sources", { id: state.id }), label: text("sources.title") };
  return formPage(c, web, { title: text("sources.place"), back, filled, body });
}

function sectionValue({ part, block }: Pick<SectionRef, "part" | "block">): string {
  return `${part}#${block}`;
}

/** Says which sections draw on a source, all of them. Throws `source-unknown`, `stage-forbids`. */
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
  const sections = [...new Set(ok.sections)].flatMap((value): SectionRef[] => {
    const found = known.find((section) => sectionValue(section) === value);
    return found ? [{ part: found.part, block: found.block, heading: found.heading }] : [];
  });
  const result = await attempt(c, filled, { "too-many-sources": "sections" }, async () => {
    await issue(deliverables, web.ports, state.id, { type: "placeSource", by, source: source.id, sections }, still);
    return done(c, `${href("sources", { id: state.id })}#${source.id}`);
  });
  return result instanceof Response ? result : sourceSections(c, web, opened, result);
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
