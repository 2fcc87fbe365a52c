import { execFile, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { validates } from "../formats/docx/validator.ts";

/** The programs of others that say whether our files are what they claim; each is asked once for all of them. */

const run = promisify(execFile);
const maxBuffer = 1 << 28;

/** Of the programs that are needed, those that this machine lacks. */
export function lacking(): string[] {
  const asked: [command: string, flag: string][] = [
    ["java", "-version"],
    ["mvn", "--version"],
    ["soffice", "--version"],
    ["pdfinfo", "-v"],
  ];
  const commands = asked.filter(([command, flag]) => spawnSync(command, [flag]).error !== undefined);
  return [...commands.map(([command]) => command), ...(validates ? [] : ["Microsoft's validator"])];
}

/** veraPDF's jars in `folder`, fetched by Maven where they are not there yet; undefined where they cannot be had. */
export function fetchVeraPdf(folder: string): string | undefined {
  const there = () => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("greenfield-apps"));
  if (!there()) {
    const pom = join(import.meta.dirname, "pom.xml");
    const goals = ["dependency:copy-dependencies", `-DoutputDirectory=${folder}`];
    spawnSync("mvn", ["-q", "-B", "-f", pom, ...goals], { stdio: ["ignore", "inherit", "inherit"] });
  }
  return there() ? join(folder, "*") : undefined;
}

/** The rules of a profile ("ua1", "2a") that each PDF breaks, by path: what veraPDF says of them. */
export async function veraPdf(jars: string, profile: string, paths: readonly string[]): Promise<Map<string, string[]>> {
  const options = ["-f", profile, "--format", "json", "--maxfailuresdisplayed", "1"];
  const asked = run("java", ["-cp", jars, "org.verapdf.apps.GreenfieldCliWrapper", ...options, ...paths], {
    maxBuffer,
  });
  // It exits with 1 where a file fails, and prints all the same.
  const { stdout } = await asked.catch((error: { stdout: string }) => error);
  const { report } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as { report: { jobs: Job[] } };
  const verdicts = new Map(report.jobs.map((job) => [job.itemDetails.name, brokenRules(job)]));
  return new Map(paths.map((path) => [path, verdicts.get(path) ?? [`${profile}: no verdict`]]));
}

type Job = {
  itemDetails: { name: string };
  taskException?: { exception?: string };
  validationResult?: Verdict | Verdict[];
};
type Verdict = { compliant: boolean; details: { ruleSummaries: Rule[] } };
type Rule = {
  clause: string;
  testNumber: number;
  description: string;
  failedChecks: number;
  checks?: { context: string }[];
};

function brokenRules({ validationResult, taskException }: Job): string[] {
  const [verdict] = [validationResult ?? []].flat();
  if (!verdict) return [taskException?.exception ?? "not read"];
  return verdict.compliant
    ? []
    : verdict.details.ruleSummaries.map(
        ({ clause, testNumber, description, failedChecks, checks }) =>
          `${clause}-${testNumber}, ${failedChecks} times: ${description} ${checks?.[0]?.context ?? ""}`,
      );
}

/** Word files as LibreOffice opens them, by path: flat OpenDocument. One that it cannot open is absent. */
export async function openedInOffice(paths: readonly string[], folder: string): Promise<Map<string, string>> {
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  await run("soffice", [profile, "--headless", "--convert-to", "fodt", "--outdir", folder, ...paths], { maxBuffer });
  return new Map(
    paths.flatMap((path): [string, string][] => {
      const opened = join(folder, basename(path).replace(/docx$/, "fodt"));
      return existsSync(opened) ? [[path, readFileSync(opened, "utf8")]] : [];
    }),
  );
}
