import { href } from "../../../shared/addresses.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { delivered, everyEdition, isWithdrawnFinal } from "../../../shared/deliverable/final/editions.ts";
import type { Downloadable, Final, Format } from "../../../shared/deliverable/final/final.ts";
import { Refusal } from "../../../shared/errors.ts";
import { mediaTypes } from "../../../shared/formats/media-types.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { fileName } from "../../../shared/stored/outputs.ts";
import type { ProofArchive } from "../../../shared/stored/proof-archive.ts";
import { type Nothing, unlessConfirmed } from "../components/confirmation.ts";
import { nowOf } from "../components/duties.ts";
import type { Opened } from "../http/access.ts";
import { done, param } from "../http/answer.ts";
import type { PageContext, Web } from "../http/context.ts";
import type { Input } from "../http/input.ts";
import { answerPicture } from "../http/picture.ts";
import { say } from "../http/say.ts";
import { isForFunder, isFunderAlone } from "./download-form.ts";
import { theEdition } from "./edition.ts";
import { editionArchiveFor, proofArchiveFor } from "./proof-archive.ts";

/** Where files of a final are: of its newest edition, or of one that the address names. */
export type FileAddress = "output" | "editionOutput" | "proofArchiveFile" | "editionArchive";

/** `sign`: gives a short-lived address of it in the file store, as an attachment. */
type Found = { edition: number; what: Downloadable; sign: () => Promise<string> };

const find: Record<FileAddress, (c: PageContext, web: Web, opened: Opened) => Found | Promise<Found>> = {
  output: (c, web, { state }) => {
    if (isWithdrawnFinal(state)) throw new Refusal("final-withdrawn", { title: state.title });
    return outputIn(c, web, delivered(state));
  },
  editionOutput: (c, web, opened) => outputIn(c, web, theEdition(c, opened)),
  proofArchiveFile: async (c, web, opened) =>
    archiveIn(c, web, opened, everyEdition(opened.state).at(-1)?.edition, await proofArchiveFor(web, opened)),
  editionArchive: async (c, web, opened) => {
    const shown = theEdition(c, opened);
    return archiveIn(c, web, opened, shown.edition, await editionArchiveFor(web, opened, shown));
  },
};

/**
 * On to a file of a final. GET changes nothing, since mail scanners and browsers ahead of their readers do it: who does nothing but
 * fund it is led to the page whose button tells of a download. Throws `not-found`, `final-withdrawn`.
 */
export async function give(c: PageContext, web: Web, opened: Opened, at: FileAddress): Promise<Response> {
  const { edition, sign } = await find[at](c, web, opened);
  if (!isFunderAlone(opened)) return c.redirect(await sign(), 302);
  const { id } = opened.state;
  const isNewest = at === "output" || at === "proofArchiveFile";
  return c.redirect(isNewest ? href("final", { id }) : href("edition", { id, edition: String(edition) }), 302);
}

/**
 * The same, asked for by a button: of who funds it, the deliverable keeps that they downloaded it. Throws `unconfirmed`, `not-found`,
 * `final-withdrawn`.
 */
export async function take(
  c: PageContext,
  web: Web,
  opened: Opened,
  input: Input<Nothing>,
  at: FileAddress,
): Promise<Response> {
  const { edition, what, sign } = await find[at](c, web, opened);
  unlessConfirmed(input);
  const address = await sign();
  const { state, by, still } = opened;
  const download = { type: "download", by, edition, what, day: nowOf(web).today } as const;
  if (isForFunder(opened)) await issue(deliverables, web.ports, state.id, download, still);
  return done(c, address, { edition, what });
}

/** The file of an edition whose format the address names. Throws `not-found`. */
export function outputIn(c: PageContext, { ports }: Web, shown: Final | undefined): Found & { what: Format } {
  const made = shown?.outputs.find(({ format }) => format === param(c, "format"));
  if (!shown || !made) throw new Refusal("not-found");
  const { key, format, sha256, bytes } = made;
  const filename = key.slice(key.lastIndexOf("/") + 1);
  const as = { filename, mediaType: mediaTypes[format], seconds: 300, content: { sha256, bytes } };
  return { edition: shown.edition, what: format, sign: () => ports.files.signDownload(key, as) };
}

function archiveIn(c: PageContext, web: Web, { state }: Opened, edition = 1, made: ProofArchive | undefined): Found {
  if (!made) throw new Refusal("not-found");
  const { key, sha256, bytes } = made;
  const filename = fileName(state.title, say(c, web).text("dossier.ending"));
  const as = { filename, mediaType: "application/zip", seconds: 300, content: { sha256, bytes } };
  return { edition, what: "archive", sign: () => web.ports.files.signDownload(key, as) };
}

/** The first page of an edition as a picture: no download, nothing is kept of it. Throws `not-found`, `final-withdrawn`. */
export function editionPicture(c: PageContext, web: Web, opened: Opened): Promise<Response> {
  return answerPicture(c, web, theEdition(c, opened).picture?.key);
}
