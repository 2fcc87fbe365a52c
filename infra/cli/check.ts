import { Refusal } from "../../shared/errors.ts";
import { type Checked, checkNetwork } from "../../shared/moving/check.ts";
import { type AggregateName, aggregates } from "../../shared/stored/aggregates.ts";
import { wrapped } from "../lines.ts";
import { say } from "../say.ts";
import { flawLine } from "./flaws.ts";
import type { Asked } from "./grammar.ts";
import { type Opened, withNetwork } from "./network.ts";

/**
 * Reads all that a network has stored, and says what is missing or damaged: every page of the database, every chain, every
 * hash, every file that is named. The exit code is 1 where something is wrong. Changes nothing.
 */
export async function run({ values }: Asked<"check">): Promise<void> {
  await withNetwork(
    async (network) => {
      const checked = await look(network);
      console.log(values.json ? JSON.stringify({ sound: checked.flaws.length === 0, ...checked }) : summaryOf(checked));
      if (checked.flaws.length > 0) process.exitCode = 1;
    },
    { half: true },
  );
}

/** A page that is damaged is a flaw like others: what can be read is read. */
async function look({ ports, check }: Opened): Promise<Checked> {
  const checked = await checkNetwork(ports);
  try {
    check?.();
    return checked;
  } catch (error) {
    if (!(error instanceof Refusal && error.code === "store-corrupt")) throw error;
    return {
      ...checked,
      flaws: [{ code: "row-unreadable", where: String(error.details.cause ?? "store") }, ...checked.flaws],
    };
  }
}

function summaryOf({ events, files, erased, withdrawn, flaws, ...checked }: Checked): string {
  const names = Object.keys(aggregates) as AggregateName[];
  // what there is none of is left out: in French, none is counted as one ("un programme")
  const counted = ([...names, "events", "files"] as const).flatMap((name) => {
    const count = { ...checked, events, files }[name];
    return count > 0 ? [say(`check.${name}`, { count })] : [];
  });
  const counts = `${counted.join(", ") || say("check.nothing")}.`;
  const gone = [
    ...(erased > 0 ? [wrapped(say("check.erased", { count: erased }))] : []),
    ...(withdrawn > 0 ? [wrapped(say("check.withdrawn", { count: withdrawn }))] : []),
  ];
  const said = flaws.length === 0 ? say("check.sound") : say("check.unsound", { count: flaws.length });
  const lost = flaws.some(
    ({ code, where }) => code === "file-missing" && /^(texts|contributions|sources)\//.test(where),
  );
  const hint = lost ? [wrapped(say("check.hint"))] : [];
  return [wrapped(`${said} ${counts}`), ...gone, ...flaws.map(flawLine), ...hint].join("\n");
}
