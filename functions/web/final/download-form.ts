import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import type { Final, Output } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { ProofArchive } from "../../../shared/stored/proof-archive.ts";
import { tick } from "../components/confirmation.ts";
import { fileWords, outputAddress, outputLinks, outputName, translationNote } from "../components/outputs.ts";
import type { Opened } from "../http/access.ts";
import type { Html } from "../http/context.ts";
import type { Say } from "../http/say.ts";
import { editionArchiveLink, proofArchiveLink } from "./proof-archive.ts";

/** What somebody is to a deliverable whose final they download. */
type Looking = Pick<Opened, "state" | "roles">;

/** Whether a download is one of who funds it, which the coordinator learns of: coordinators are no funders by their organisation. */
export function isForFunder({ roles }: Pick<Opened, "roles">): boolean {
  return roles.has("funder") && !roles.has("coordinator");
}

/** Whether somebody is to it nothing but who funds it: what they download is asked for by a button alone. */
export function isFunderAlone(opened: Pick<Opened, "roles">): boolean {
  return isForFunder(opened) && !opened.roles.has("author");
}

/**
 * How files are offered: on a page of many documents, `among` them, none is the page's primary action, and what is told of a download is
 * said once; `told`: in other words than to a funder.
 */
export type Offering = { among?: true; told?: Html };

/** The files of an edition, with its proof archive where it is theirs: to who funds it as buttons that tell of a download, else as links. */
export function offered(
  speak: Say,
  opened: Looking,
  shown: Final,
  archive: ProofArchive | undefined,
  how: Offering = {},
): Html {
  const { state } = opened;
  const isNewest = shown === delivered(state);
  if (isForFunder(opened)) {
    const place = { id: state.id, edition: String(shown.edition) };
    const address = isNewest ? href("proofArchiveFile", place) : href("editionArchive", place);
    const files = filesOf(speak, state, shown, (output) => outputAddress(state, shown, output));
    const more = archive ? [{ address, words: archiveWords(speak, state, archive) }] : [];
    return html`${downloadForm(speak, [...files, ...more], how)}${translationNote(speak, shown)}`;
  }
  const link =
    archive && (isNewest ? proofArchiveLink(speak, state, archive) : editionArchiveLink(speak, state, shown, archive));
  return html`${outputLinks(speak, state, shown)}${link ? html`<p>${link}</p>` : ""}`;
}

/** The PDF first: it is what most people read. */
function inOrder(outputs: readonly Output[]): Output[] {
  const order = ["pdf", "docx", "html"];
  return outputs.toSorted((a, b) => order.indexOf(a.format) - order.indexOf(b.format));
}

/** The proof archive of a final that was withdrawn, likewise. */
export function offeredArchive(speak: Say, opened: Looking, archive: ProofArchive): Html {
  const { state } = opened;
  if (!isForFunder(opened)) return html`<p>${proofArchiveLink(speak, state, archive)}</p>`;
  const address = href("proofArchiveFile", { id: state.id });
  return downloadForm(speak, [{ address, words: archiveWords(speak, state, archive) }]);
}

function archiveWords({ text, bytes }: Say, { title }: State, archive: ProofArchive): Html {
  return html`${text("dossier.get")}<span class="hidden"> – ${title}</span> <span class="small">(${text("dossier.about", { size: bytes(archive.bytes) })})</span>`;
}

/** A file of a final: where its button leads, and its words. */
type Offer = { address: string; words: Html };

/** The files of an edition, the PDF first: `address` has where the button of each leads. */
export function filesOf(speak: Say, state: State, shown: Final, address: (output: Output) => string): Offer[] {
  return inOrder(shown.outputs).map((output) => ({
    address: address(output),
    words: html`${outputName(speak, state, output)} <span class="small">(${fileWords(speak, state.language, output)})</span>`,
  }));
}

/** A button a file. A program that sends the forms that it finds tells of no download: its box is not ticked. */
export function downloadForm(speak: Say, offers: readonly Offer[], { among, told }: Offering = {}): Html {
  const buttons = offers.map(({ address, words }, index) => {
    const second = index > 0 || among ? html` class="second"` : "";
    return html`<li><button formaction="${address}"${second}><span>${words}</span></button></li>`;
  });
  return html`<form method="post" action="${offers[0]?.address}" data-one-click>
${among ? "" : (told ?? toldNote(speak))}${tick(speak.text("download.sure"))}
<ul class="plain">${buttons}</ul></form>`;
}

/** That the coordinator learns of what is downloaded. */
export function toldNote({ text }: Say): Html {
  return html`<p class="small muted">${text("download.told")}</p>`;
}
