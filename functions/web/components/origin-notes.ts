import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered, deliveredEditions } from "../../../shared/deliverable/final/editions.ts";
import { openCarried, type VersionRef } from "../../../shared/deliverable/origins/origin.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { type PastVersion, versionEver } from "../../../shared/stored/history.ts";
import { derivedFrom } from "../../../shared/stored/of-action.ts";
import { type Opened, openedAsGiven, versionsOpen } from "../http/access.ts";
import type { Html, Visitor, Web } from "../http/context.ts";
import { everyRole } from "../http/rights.ts";
import type { Say } from "../http/say.ts";
import { versionWords } from "./version-words.ts";

/** A pinned version as somebody may read it: the deliverable as they have it, and the version. */
export type ReadVersion = { opened: Opened; version: PastVersion };

/**
 * A pinned version for a visitor who may read it; undefined: they may not, whatever they may of what names it. Who writes the
 * deliverable reads each that it had, others those that came to a round.
 */
export async function readableVersion(web: Web, visitor: Visitor, ref: VersionRef): Promise<ReadVersion | undefined> {
  const loaded = await loadState(web.ports.store, ref.deliverable);
  const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyRole));
  const version = opened && (await versionEver(web.ports.store, opened.state, ref.version));
  if (!opened || !version) return undefined;
  const { roles } = opened;
  const writes = roles.has("coordinator") || roles.has("author");
  const came = versionsOpen(opened).some(({ hash }) => hash === version.hash);
  const given = deliveredEditions(opened.state).some((edition) => edition.version === version.hash);
  const asked = roles.has("reviewer") || roles.has("invited");
  const reads = (asked && came) || ((!asked || roles.has("funder")) && given);
  return writes || reads ? { opened, version } : undefined;
}

/**
 * The last version that somebody may read of a deliverable: its final, else the last of those open to them; who was given the
 * final alone has its newest edition.
 */
export function lastReadable(opened: Opened): Version | undefined {
  const { roles, state } = opened;
  const { stage, final, versions, rounds } = state;
  const writes = roles.has("coordinator") || roles.has("author");
  const reads = roles.has("reviewer") || roles.has("invited");
  if (reads && !writes)
    return versionsOpen(opened).findLast(({ hash }) => rounds.some(({ version }) => version === hash));
  const given = writes ? (stage === "final" ? final : undefined) : delivered(state);
  if (given || !writes) return versions.find(({ hash }) => hash === given?.version);
  return versionsOpen(opened).at(-1);
}

/** The last version that somebody who may read one has of a deliverable, where it is another than that. */
export function newerThan({ opened, version }: ReadVersion): Version | undefined {
  const last = lastReadable(opened);
  return last && last.hash !== version.hash ? last : undefined;
}

/** Where a version is read: where whoever looks may. */
export function versionHref({
  opened: { state, roles },
  version: { hash },
}: {
  opened: Opened;
  version: Pick<Version, "hash">;
}): string {
  const { id } = state;
  if (roles.has("coordinator") || roles.has("author"))
    return state.versions.some((version) => version.hash === hash)
      ? href("version", { id, version: hash })
      : href("deliverable", { id });
  if (roles.has("funder") && !roles.has("reviewer") && !roles.has("invited")) {
    const before = state.editions.findLast((edition) => edition.version === hash);
    return before ? href("edition", { id, edition: String(before.edition) }) : href("final", { id });
  }
  return href("reading", { id }, { version: hash });
}

/**
 * Of a document that derives from a version of another: which, whether that one has a newer version or was withdrawn, and what
 * changed since; to who may not read it, no more than that there is one.
 */
export async function originNote(web: Web, speak: Say, { state, visitor, roles }: Opened): Promise<Html | ""> {
  const { derivesFrom, id, versions } = state;
  if (!derivesFrom) return "";
  const { text } = speak;
  const read = await readableVersion(web, visitor, derivesFrom);
  const own = roles.has("author") || roles.has("coordinator") ? draftLink(speak, state) : "";
  if (!read) return html`<p class="muted">${text("origin.hidden")}</p>${own}`;
  const { opened, version } = read;
  const source = opened.state;
  const newer = newerThan(read);
  const [before = "", after = ""] = text("origin.from", { version: versionWords(speak, version) }).split("{title}");
  return html`<p>${before}<a href="${versionHref(read)}">${source.title}</a>${after}
${newer ? html` ${text("origin.newer", { date: speak.day(newer.accepted) })}` : ""}${source.withdrawn ? html` ${text("origin.withdrawn", { date: speak.day(source.withdrawn) })}` : ""}</p>
${versions.length > 0 && !source.withdrawn ? html`<p><a href="${href("originRedline", { id })}">${text("origin.redline")}</a></p>` : ""}${own}`;
}

/** The text as it stands, from where it is downloaded to go on with. */
function draftLink({ text }: Say, { id, stage, versions }: State): Html | "" {
  const version = versions.at(-1)?.hash;
  if (stage !== "draft" || version === undefined) return "";
  return html`<p><a href="${href("version", { id, version })}">${text("draft.read")}</a></p>`;
}

/** The way to remarks that came along, and how many of them wait for an answer; "" where none came. */
export function carriedNote({ text }: Say, state: State): Html | "" {
  if (!state.derivesFrom?.carried) return "";
  const count = openCarried(state).length;
  const waits = count > 0 && state.stage === "draft";
  return html`<p>${waits ? html`${text("carried.step", { count })} ` : ""}<a href="${href("carried", { id: state.id })}">${text(waits ? "carried.go" : "carried.see")}</a></p>`;
}

/** The documents whose text began as a version of this one, of those that the visitor may see. */
export async function derivedList(web: Web, speak: Say, { state, visitor }: Opened): Promise<Html | ""> {
  const { text } = speak;
  const items: Html[] = [];
  for (const { id } of await derivedFrom(web.ports.store, state.id)) {
    const loaded = await loadState(web.ports.store, id);
    const opened = loaded && (await openedAsGiven(web, visitor, loaded.state, everyRole));
    const origin = opened?.state.derivesFrom;
    const version = origin && (await versionEver(web.ports.store, state, origin.version));
    if (!opened || !version) continue;
    const { roles } = opened;
    const page =
      roles.has("coordinator") || roles.has("author")
        ? "deliverable"
        : roles.has("reviewer") || roles.has("invited")
          ? "reading"
          : "final";
    const between = { version: versionWords(speak, version) };
    const redline =
      page === "final" ||
      opened.state.versions.length === 0 ||
      state.withdrawn ||
      !(await readableVersion(web, visitor, origin))
        ? ""
        : html` – <a href="${href("originRedline", { id })}">${text("redline.go")}<span class="hidden"> – ${opened.state.title}</span></a>`;
    items.push(
      html`<li><a href="${href(page, { id })}">${opened.state.title}</a> <span class="muted">${text("origin.derived.item", between)}</span>${redline}</li>`,
    );
  }
  return items.length === 0 ? "" : html`<h2 class="part">${text("origin.derived")}</h2><ul class="plain">${items}</ul>`;
}
