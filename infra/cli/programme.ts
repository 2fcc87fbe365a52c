import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exportProgramme, importProgramme, readProgramme } from "../../shared/acts/programme-file.ts";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { Refusal } from "../../shared/errors.ts";
import type { Ports } from "../../shared/ports.ts";
import { doubtSentence } from "../../shared/programme/doubt-sentence.ts";
import { maxBytes } from "../../shared/programme/file/read.ts";
import { faultSentence } from "../../shared/programme/file/sentence.ts";
import { lint } from "../../shared/programme/lint.ts";
import { listOrganisations } from "../../shared/stored/organisation.ts";
import { listProgrammes, loadProgramme } from "../../shared/stored/programme.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { language, misused, say } from "../say.ts";
import type { Asked } from "./grammar.ts";
import { withNetwork } from "./network.ts";

/** Takes a programme from a YAML file, or writes one as such. Throws what reading the network throws. */
export async function run({ values, operands: [what, path] }: Asked<"programme">): Promise<void> {
  if ((what !== "import" && what !== "export") || path === undefined) throw misused("wrong.programme");
  await withNetwork(async ({ ports, settings }) => {
    const assets = withRevisions(templates, ports.files, settings);
    await (what === "import" ? take({ ...ports, assets }, path) : give({ ...ports, assets }, path, values.of));
  });
}

const templates = folderAssets(fileURLToPath(new URL("../../templates", import.meta.url)));
/** Whoever has the command line is at home in the network: what they do is the line's. */
const by = { person: "line", coordinator: true } as const;

type World = Pick<Ports, "store" | "clock" | "ids" | "assets">;

/** A file with a fault is refused whole: every fault on a line of its own, and exit code 2. */
async function take(ports: World, path: string): Promise<void> {
  if (!existsSync(path)) throw new Refusal("file-not-found", { path });
  if (statSync(path).isDirectory()) throw new Refusal("file-is-folder", { path });
  const tooLarge = statSync(path).size > maxBytes;
  const read = await readProgramme(ports, tooLarge ? " ".repeat(maxBytes + 1) : readFileSync(path, "utf8"));
  if ("faults" in read) {
    for (const fault of read.faults) console.error(`${path}:${fault.line} ${faultSentence(language, fault)}`);
    console.error(say("programme.refused", { count: read.faults.length }));
    process.exitCode = 2;
    return;
  }
  const programme = await importProgramme(ports, by, read.ok, language);
  const { id } = programme;
  for (const doubt of lint(programme, await listOrganisations(ports.store)))
    console.error(`${doubt.title} – ${doubtSentence(language, doubt)}`);
  console.log(say("programme.imported", { id, count: read.ok.actions.length }));
}

/** The programme of that id; without one, the one that ends last. */
async function give(ports: World, path: string, asked: string | undefined): Promise<void> {
  const id = asked ?? (await listProgrammes(ports.store))[0]?.id;
  const loaded = id === undefined ? undefined : await loadProgramme(ports.store, id);
  if (!loaded) throw new Refusal("programme-unknown");
  writeFileSync(path, await exportProgramme(ports, loaded.state, language));
  console.log(path);
}
