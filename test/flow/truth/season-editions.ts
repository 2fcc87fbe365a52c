import { beginDerived } from "../../../shared/acts/derive.ts";
import { issue } from "../../../shared/chain/issue.ts";
import { deliverables } from "../../../shared/stored/deliverable.ts";
import { prefixOf } from "../../../shared/stored/objects.ts";
import { shareToken } from "../../../shared/stored/share.ts";
import { putText } from "../../../shared/stored/text.ts";
import { addDays, endOfDay } from "../../../shared/time/calendar.ts";
import * as y from "../year.ts";
import { office } from "./season-acts.ts";

const corrected = "# Objet\n\nVotre demande du 3 mars nous est parvenue.\n\n# Suite\n\nNous vous répondrons.\n";

const memoir = "# Objet\n\nDouze entretiens, menés en avril.\n\n# Suite\n\nUne note en sera tirée.\n";

/**
 * What becomes of finals: edition 2 of one, declared by its coordinator without a round, a week after its author was late with it;
 * another is withdrawn, which a document has begun as by then, with the remark that was left in it.
 */
export const editions: y.Acts = {
  "2008-05-07 18:00": async (year) => {
    const reason = await putText(year.ports, "La date de la demande manquait.");
    const due = { draft: "2008-05-16", final: "2008-05-23" };
    await office(year, "Lettre", {
      ...{ type: "openEdition", reason, way: "correction", proposals: [], due, mayCorrect: true },
    });
  },
  "2008-05-12 09:00": async (year) => {
    await y.create(year, {
      ...{ kind: "plain", title: "Mémoire", authors: ["banlieue"], reviewers: ["oriv"], due: {} },
    });
    await y.send(year, "banlieue", "Mémoire", memoir);
    await y.submit(year, "banlieue", "Mémoire");
  },
  "2008-05-13 18:00": async (year) => {
    await y.remark(year, "oriv", "Mémoire", "Dire où ils ont été menés.");
    await y.decide(year, "oriv", "Mémoire", "approve");
    // its remark is left without a disposition
    await office(year, "Mémoire", { type: "closeRound", round: 1, unresolved: false, asIs: true });
  },
  "2008-05-14 18:00": (year) => deriveFrom(year, "Mémoire"),
  "2008-05-23 18:00": async (year) => {
    await answerCarried(year, "banlieue", "Suite");
    await y.send(year, "banlieue", "Suite", memoir.replace("en avril", "à Lille en avril"));
    await y.submit(year, "banlieue", "Suite");
  },
  "2008-05-22 18:00": async (year) => {
    const { files } = year.ports;
    for await (const key of files.list(prefixOf("dossiers"))) year.removed.set(key, (await files.head(key))!.bytes);
    const reason = "Deux personnes y sont reconnaissables.";
    await y.click(year, "coordination", "Mémoire", "withdrawal", { title: "Mémoire", reason, gone: "true" });
  },
  // who funds both downloads one of them, the archive too, and each edition of it
  "2008-05-15 09:00": async (year) => {
    await y.click(year, "acse", "Lettre", "outputs/pdf", { confirmed: "true" });
    await y.click(year, "acse", "Lettre", "dossier/archive", { confirmed: "true" });
    await shareByLink(year, "Lettre", "drac", "Conseillère, DRAC Alsace");
    await shareByLink(year, "Lettre", "ville", "Service culturel, ville de Metz");
  },
  "2008-05-26 09:00": async (year) => {
    for (const format of ["pdf", "docx"])
      await y.click(year, "acse", "Lettre", `outputs/${format}`, { confirmed: "true" });
    await y.click(year, "acse", "Mémoire", "dossier/archive", { confirmed: "true" });
    for (const what of ["pdf", "docx"] as const) await takeByLink(year, "Lettre", "drac", what);
    await y.click(year, "coordination", "Lettre", "shares/ville/end", { confirmed: "true" });
  },
  "2008-05-19 18:00": (year) => y.send(year, "crpv", "Lettre", corrected),
  "2008-05-21 18:00": async (year) => {
    const version = (await y.stateOf(year, "Lettre")).versions.at(-1)!.hash;
    await y.click(year, "coordination", "Lettre", "edition/correction", { version, confirmed: "true" });
  },
};

/** The coordinator begins « Suite » as the text of the final, of which one of its authors may read nothing. */
async function deriveFrom(year: y.Year, source: string): Promise<void> {
  const { ports, people, settings, ids } = year;
  const { final, id: deliverable, action, language, reviewers } = await y.stateOf(year, source);
  const id = ports.ids();
  const by = { person: people.coordination!.id, coordinator: true };
  ids.set("Suite", id);
  await issue(deliverables, ports, id, {
    ...{ type: "create", by, id, kind: "plain", title: "Suite", action, language, reviewers, funders: [], quorum: 1 },
    ...{ authors: [people.banlieue!.id, people.crpv!.id], parts: [{ id: "part-1", title: "" }] },
    ...{ due: { draft: "2008-05-21", review: "2008-06-10" }, derivesFrom: { deliverable, version: final!.version } },
  });
  await beginDerived(ports, by, id, { language: "fr", timeZone: settings.timeZone, seat: () => undefined });
}

async function answerCarried(year: y.Year, who: string, title: string): Promise<void> {
  const { derivesFrom } = await y.stateOf(year, title);
  const [remark] = Object.keys(derivesFrom!.carried!.remarks);
  await y.click(year, who, title, `carried/${remark}`, { disposition: "integrated" });
}

/** The coordinator shares a final with somebody outside of the directory, for two months. */
async function shareByLink(year: y.Year, title: string, share: string, label: string): Promise<void> {
  const { ports, people, settings } = year;
  const expires = endOfDay(addDays(new Date(ports.clock()).toISOString().slice(0, 10), 60), settings.timeZone);
  await office(year, title, { type: "share", share, label: await putText(ports, label), expires });
  const shared = { deliverable: y.idOf(year, title), share };
  await shareToken(ports, shared, { person: people.coordination!, expires });
}

/** Whoever has the link takes a file. */
async function takeByLink(year: y.Year, title: string, share: string, what: "pdf" | "docx"): Promise<void> {
  const { ports } = year;
  const { id, final } = await y.stateOf(year, title);
  const day = new Date(ports.clock()).toISOString().slice(0, 10);
  const command = { type: "downloadShared", by: "line", share, edition: final!.edition, what, day } as const;
  await issue(deliverables, ports, id, command);
}
