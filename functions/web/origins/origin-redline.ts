import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { originRedlineJob } from "../../../shared/deliverable/jobs.ts";
import type { State, Version } from "../../../shared/deliverable/state.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { loadState } from "../../../shared/stored/deliverable.ts";
import { oweJob } from "../../../shared/stored/job.ts";
import { fileName, redlineKey } from "../../../shared/stored/outputs.ts";
import { pin } from "../../../shared/stored/version.ts";
import type { Hash, Instant } from "../../../shared/values.ts";
import { frame } from "../components/frame.ts";
import { type ReadVersion, readableVersion } from "../components/origin-notes.ts";
import { row } from "../components/row.ts";
import { roundVersionWords, versionWords } from "../components/version-words.ts";
import { type Opened, versionsOpen } from "../http/access.ts";
import { done } from "../http/answer.ts";
import { type Html, type PageContext, type Web, wantsJson } from "../http/context.ts";
import { type Input, InvalidRequest } from "../http/input.ts";
import { type Say, say } from "../http/say.ts";
import { comparisonPage, factsOf, isCompared, type Pair } from "../reading/comparison.ts";
import type { ComparedOrigin } from "./entries.ts";

/** `withdrawn`: the origin was, and its words are not read here any more. */
type Both = { withdrawn: Instant | undefined; pair: Pair; source: ReadVersion; readable: Version[] };

/** Both versions, for who may read them. Throws `not-found` for who may not read the origin, `version-unknown`. */
async function bothVersions(web: Web, opened: Opened, asked: string | undefined): Promise<Both> {
  const { derivesFrom } = opened.state;
  const source = derivesFrom && (await readableVersion(web, opened.visitor, derivesFrom));
  if (!derivesFrom || !source) throw new Refusal("not-found");
  const readable = versionsOpen(opened);
  const to = asked === undefined ? readable.at(-1) : readable.find((version) => version.hash === asked);
  if (!to) throw new Refusal("version-unknown", { version: asked ?? "" });
  const withdrawn = (await loadState(web.ports.store, derivesFrom.deliverable))?.state.withdrawn;
  return { withdrawn, pair: { from: derivesFrom.version, to: to.hash }, source, readable };
}

/** What changed from the version that a document's text began as to one of its own. Throws `not-found`, `version-unknown`, `object-damaged`. */
export async function originRedline(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { state } = opened;
  const { withdrawn, pair, source, readable } = await bothVersions(web, opened, c.req.query("to"));
  const speak = say(c, web);
  if (withdrawn) return withdrawnOrigin(c, web, { of: state.title, pair, source: source.opened.state, withdrawn });
  const setting = { kind: "", theme: "" };
  return comparisonPage(c, web, {
    pair,
    job: originRedlineJob(state.id, state.derivesFrom!, pair.to, setting),
    heading: {
      of: state.title,
      title: speak.text("origin.redline.title"),
      between: betweenWords(speak, state, source, pair.to),
      sides: [source.opened.state.title, state.title],
    },
    here: href("originRedline", { id: state.id }),
    file: href("originRedlineFile", { id: state.id }, { to: pair.to }),
    image: imageIn(state, source),
    past: opened.past,
    more: otherVersions(speak, state, readable, pair.to),
  });
}

type Withdrawn = { of: string; pair: Pair; source: State; withdrawn: Instant };

/** In the place of what changed, that the document of origin was withdrawn. */
function withdrawnOrigin(c: PageContext, web: Web, { of, pair, source, withdrawn }: Withdrawn): Promise<Response> {
  if (wantsJson(c)) return Promise.resolve(c.json({ ...pair, ready: false, withdrawn }));
  const speak = say(c, web);
  const title = speak.text("origin.redline.title");
  const said = speak.text("origin.redline.withdrawn", { title: source.title, date: speak.day(withdrawn) });
  const main = row(html`<p>${of}</p>`, html`<h1>${title}</h1><div class="note warning"><p>${said}</p></div>`);
  return frame(c, web, { title: `${title} – ${of}`, main });
}

function betweenWords(speak: Say, state: State, { opened, version }: ReadVersion, to: Hash): string {
  const from = versionWords(speak, version);
  const own = roundVersionWords(speak, state, to);
  return speak.text("origin.redline.between", { source: opened.state.title, from, title: state.title, to: own });
}

/** An image of either: what the document itself has no more is the other's. */
function imageIn({ id, versions }: State, { opened: { state: source } }: ReadVersion) {
  const own = new Set(versions.flatMap(({ manifest }) => manifest.parts.flatMap(({ assets }) => assets)));
  return (image: Hash) => href("image", { id: own.has(image) ? id : source.id, hash: image });
}

function otherVersions(speak: Say, state: State, readable: readonly Version[], shown: Hash): Html | "" {
  const others = readable.filter(({ hash }) => hash !== shown);
  if (others.length === 0) return "";
  const links = others.map(
    ({ hash: to }) =>
      html`<li><a href="${href("originRedline", { id: state.id }, { to })}">${roundVersionWords(speak, state, to)}</a></li>`,
  );
  return html`<details><summary>${speak.text("origin.redline.other")}</summary><ul class="plain">${links}</ul></details>`;
}

/** Owes the comparison, unless it is there or on its way, or the origin was withdrawn. Throws `not-found`, `version-unknown`. */
export async function compareOrigin(
  c: PageContext,
  web: Web,
  opened: Opened,
  { ok, filled }: Input<ComparedOrigin>,
): Promise<Response> {
  if (!ok) throw new InvalidRequest(filled.errors);
  const { state } = opened;
  const { withdrawn, pair } = await bothVersions(web, opened, ok.to);
  if (!withdrawn && !(await isCompared(web, pair))) {
    const { kind, theme } = await pin(web.ports, state.kind);
    await oweJob(web.ports, originRedlineJob(state.id, state.derivesFrom!, pair.to, { kind, theme }));
  }
  return done(c, href("originRedline", { id: state.id }, { to: pair.to }), pair);
}

/** On to the comparison as a Word file. Throws `not-found` (once the origin was withdrawn, too), `version-unknown`. */
export async function originRedlineFile(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  const { withdrawn, pair } = await bothVersions(web, opened, c.req.query("to"));
  const key = redlineKey(pair.from, pair.to, "docx");
  const facts = await factsOf(web, pair);
  if (withdrawn || !facts || !(await web.ports.files.head(key))) throw new Refusal("not-found");
  const as = {
    filename: fileName(opened.state.title, say(c, web).text("redline.ending")),
    mediaType: mediaTypes.docx,
    seconds: 300,
    ...(facts.docx && { content: facts.docx }),
  };
  return c.redirect(await web.ports.files.signDownload(key, as), 302);
}
