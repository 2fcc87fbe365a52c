import { html } from "hono/html";
import { href } from "../../../shared/addresses.ts";
import { delivered } from "../../../shared/deliverable/final/editions.ts";
import { type Final, type Output, pdfFirst } from "../../../shared/deliverable/final/final.ts";
import type { State } from "../../../shared/deliverable/state.ts";
import type { ProofArchive } from "../../../shared/stored/proof-archive.ts";
import { tick } from "../components/confirmation.ts";
import { fileWords, outputAddress, outputName, translationNote } from "../components/outputs.ts";
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

/** How files are offered: `told`: what is told of a download, in other words than to a funder. */
type Offering = { told?: Html };

/** A file of a final: where its button leads, and its words, long and in a row of several. */
type Offer = { address: string; words: Html; short: Html };

/** The files of an edition, with its proof archive where it is theirs: to who funds it as buttons that tell of a download, else as links. */
export function offered(speak: Say, opened: Looking, shown: Final, archive: ProofArchive | undefined): Html {
  const { state } = opened;
  if (isForFunder(opened))
    return html`${downloadForm(speak, forFunder(speak, opened, shown, archive))}${translationNote(speak, shown)}`;
  const isNewest = shown === delivered(state);
  const link =
    archive && (isNewest ? proofArchiveLink(speak, state, archive) : editionArchiveLink(speak, state, shown, archive));
  return html`${fileButtons(speak, state, shown)}${link ? html`<p>${link}</p>` : ""}${translationNote(speak, shown)}`;
}

function forFunder(speak: Say, { state }: Looking, shown: Final, archive: ProofArchive | undefined): Offer[] {
  const place = { id: state.id, edition: String(shown.edition) };
  const address = shown === delivered(state) ? href("proofArchiveFile", place) : href("editionArchive", place);
  const files = filesOf(speak, state, shown, (output) => outputAddress(state, shown, output));
  return [...files, ...(archive ? [archiveOffer(speak, state, archive, address)] : [])];
}

/** The files of the newest edition in a row of small buttons, for a list of many documents: what is told of a download is said once there. */
export function offeredInRow(speak: Say, opened: Looking, shown: Final, archive: ProofArchive | undefined): Html {
  const { state } = opened;
  if (isForFunder(opened)) {
    const offers = forFunder(speak, opened, shown, archive);
    const buttons = offers.map(
      ({ address, short }) =>
        html`<li><button formaction="${address}" class="second"><span>${short}</span></button></li>`,
    );
    return html`<form method="post" action="${offers[0]?.address}" data-one-click>
${tick(speak.text("download.sure"))}<ul class="row-of-files">${buttons}</ul></form>`;
  }
  const files = filesOf(speak, state, shown, (output) => outputAddress(state, shown, output));
  return html`<ul class="row-of-files">${files.map(({ address, short }) => html`<li><a class="button second" href="${address}"><span>${short}</span></a></li>`)}</ul>`;
}

/** Links to the files of an edition as buttons, the PDF first. */
function fileButtons(speak: Say, state: State, shown: Final): Html {
  const items = pdfFirst(shown.outputs).map((output, index) => {
    const second = index > 0 ? " second" : "";
    return html`<li><a class="button${second}" href="${outputAddress(state, shown, output)}">${outputName(speak, state, output)}</a>
<span class="muted">(${fileWords(speak, state.language, output)})</span></li>`;
  });
  return html`<ul class="plain files">${items}</ul>`;
}

/** The proof archive of a final that was withdrawn, likewise. */
export function offeredArchive(speak: Say, opened: Looking, archive: ProofArchive): Html {
  const { state } = opened;
  if (!isForFunder(opened)) return html`<p>${proofArchiveLink(speak, state, archive)}</p>`;
  return downloadForm(speak, [archiveOffer(speak, state, archive, href("proofArchiveFile", { id: state.id }))]);
}

function archiveOffer(speak: Say, { title }: State, archive: ProofArchive, address: string): Offer {
  const { text } = speak;
  const size = speak.bytes(archive.bytes);
  const name = html`<span class="hidden"> – ${title}</span>`;
  return {
    address,
    words: html`${text("dossier.get")}${name} <span class="small">(${text("dossier.about", { size })})</span>`,
    short: html`${text("format.archive")}${name} <span class="small">(${size})</span>`,
  };
}

/** The files of an edition, the PDF first: `address` has where the button of each leads. */
export function filesOf(speak: Say, state: State, shown: Final, address: (output: Output) => string): Offer[] {
  return pdfFirst(shown.outputs).map((output) => ({
    address: address(output),
    words: html`${outputName(speak, state, output)} <span class="small">(${fileWords(speak, state.language, output)})</span>`,
    short: html`${speak.text(`format.${output.format}`)}<span class="hidden"> – ${state.title}</span> <span class="small">(${speak.bytes(output.bytes)})</span>`,
  }));
}

/** A button a file. A program that sends the forms that it finds tells of no download: its box is not ticked. */
export function downloadForm(speak: Say, offers: readonly Offer[], { told }: Offering = {}): Html {
  const buttons = offers.map(({ address, words }, index) => {
    const second = index > 0 ? html` class="second"` : "";
    return html`<li><button formaction="${address}"${second}><span>${words}</span></button></li>`;
  });
  return html`<form method="post" action="${offers[0]?.address}" data-one-click>
${tick(speak.text("download.sure"))}
<ul class="plain files">${buttons}</ul>${told ?? toldNote(speak)}</form>`;
}

/** That the coordinator learns of what is downloaded. */
export function toldNote({ text }: Say): Html {
  return html`<p class="small muted">${text("download.told")}</p>`;
}
