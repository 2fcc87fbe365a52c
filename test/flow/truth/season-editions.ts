import { putText } from "../../../shared/stored/text.ts";
import * as y from "../year.ts";
import { office } from "./season-acts.ts";

const corrected = "# Objet\n\nVotre demande du 3 mars nous est parvenue.\n\n# Suite\n\nNous vous répondrons.\n";

/** What becomes of a final: edition 2, declared by its coordinator without a round, a week after its author was late with it. */
export const editions: y.Acts = {
  "2008-05-07 18:00": async (year) => {
    const reason = await putText(year.ports, "La date de la demande manquait.");
    const due = { draft: "2008-05-16", final: "2008-05-23" };
    await office(year, "Lettre", {
      ...{ type: "openEdition", reason, way: "correction", proposals: [], due, mayCorrect: true },
    });
  },
  "2008-05-19 18:00": (year) => y.send(year, "crpv", "Lettre", corrected),
  "2008-05-21 18:00": async (year) => {
    const version = (await y.stateOf(year, "Lettre")).versions.at(-1)!.hash;
    await y.click(year, "coordination", "Lettre", "edition/correction", { version, confirmed: "true" });
  },
};
