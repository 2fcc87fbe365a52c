import { prefixOf } from "../../../shared/stored/objects.ts";
import { putText } from "../../../shared/stored/text.ts";
import * as y from "../year.ts";
import { office } from "./season-acts.ts";

const corrected = "# Objet\n\nVotre demande du 3 mars nous est parvenue.\n\n# Suite\n\nNous vous répondrons.\n";

const memoir = "# Objet\n\nDouze entretiens, menés en avril.\n\n# Suite\n\nUne note en sera tirée.\n";

/**
 * What becomes of finals: edition 2 of one, declared by its coordinator without a round, a week after its author was late with it;
 * another is withdrawn.
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
    await y.decide(year, "oriv", "Mémoire", "approve");
    await y.close(year, "Mémoire");
  },
  "2008-05-22 18:00": async (year) => {
    const { files } = year.ports;
    for await (const key of files.list(prefixOf("dossiers"))) year.removed.set(key, (await files.head(key))!.bytes);
    const reason = "Deux personnes y sont reconnaissables.";
    await y.click(year, "coordination", "Mémoire", "withdrawal", { reason, gone: "true" });
  },
  "2008-05-19 18:00": (year) => y.send(year, "crpv", "Lettre", corrected),
  "2008-05-21 18:00": async (year) => {
    const version = (await y.stateOf(year, "Lettre")).versions.at(-1)!.hash;
    await y.click(year, "coordination", "Lettre", "edition/correction", { version, confirmed: "true" });
  },
};
