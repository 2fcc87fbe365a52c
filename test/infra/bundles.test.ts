import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bundles, bundleSize } from "../../infra/bundle.ts";
import { type FunctionName, functionNames } from "../../shared/functions.ts";
import { uploadKey } from "../../shared/stored/objects.ts";
import { version } from "../../shared/version.ts";
import { dynoxideMissing } from "../contract/dynoxide.ts";
import { bundles, type Functions, openFunctions } from "./functions.ts";
import { type Answer, requestEvent } from "./gateway.ts";
import { type Lambda, startLambda } from "./lambda.ts";

let built: Bundles;
beforeAll(async () => {
  built = await bundles();
});

/**
 * Bytes a function may weigh: what it loads when it starts, which every cold start waits for, and all of it with its
 * templates. The render function has the fonts with it; the web function's rest reads and writes programmes, people, entries, calendars and minutes (YAML, CSV, iCalendar, Markdown), and draws first pages; 18 KB of it are pages of help.
 */
const bounds: Record<FunctionName, { atStart: number; whole: number }> = {
  // with the two columns of an author's page, and templates that are read once
  web: { atStart: 1_340_000, whole: 3_400_000 },
  // with what compares an annotated copy with its version, finds callouts, and composes a text to count its points to check; whole, also the parser of raw HTML (109 KB)
  ingest: { atStart: 1_160_000, whole: 2_080_000 },
  // with what puts remarks into a draft's Word file
  render: { atStart: 1_340_000, whole: 3_000_000 },
  // with what greets, counts and gathers in both languages, says the next act of a draft, and sets the words that it quotes as their text is set
  notify: { atStart: 1_000_000, whole: 1_290_000 },
  tick: { atStart: 690_000, whole: 900_000 },
};

test.each(functionNames)("%s weighs what it should", async (name) => {
  const { code, atStart, templates } = await bundleSize(built[name]);
  console.log(
    `${name.padEnd(7)} ${kilobytes(code)} of code, ${kilobytes(atStart)} at start, ${kilobytes(templates)} of templates`,
  );
  expect(atStart).toBeLessThan(bounds[name].atStart);
  expect(code + templates).toBeLessThan(bounds[name].whole);
});

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(5)} KB`;
}

describe.skipIf(dynoxideMissing)(`built functions${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let functions: Functions;
  const started: Lambda[] = [];
  const start = async (name: FunctionName): Promise<Lambda> => {
    const lambda = await functions.start(name);
    started.push(lambda);
    return lambda;
  };

  beforeAll(async () => {
    functions = await openFunctions(built, { publicUrl: "https://livrable.reseau.example" });
  });
  afterAll(async () => {
    await Promise.all(started.map((lambda) => lambda.stop()));
    await functions?.stop();
  });

  test("web answers a request of the HTTP API, and logs its route", async () => {
    const web = await start("web");
    const page = await get(web, "/accessibility");
    expect(page).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.body).toContain('<html lang="fr"');
    expect(page.body).toContain(`Livrable ${version}</li>`);
    const style = /href="(\/assets\/livrable\.[0-9a-f]+\.css)"/.exec(page.body)![1]!;
    expect((await get(web, style)).statusCode).toBe(200);
    const font = /url\(([\w./-]+woff2)\)/.exec((await get(web, style)).body)![1]!;
    expect(await get(web, new URL(font, `https://host${style}`).pathname)).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
    });
    expect((await get(web, "/l/1.abc.def")).statusCode).toBeGreaterThanOrEqual(400);
    expect((await get(web, "/nowhere")).statusCode).toBe(404);
    const routes = web.log
      .map((line) => JSON.parse(line))
      .filter(({ what }) => what === "request")
      .map(({ route }) => route);
    expect(routes).toContain("/accessibility");
    expect(web.log.join("\n")).not.toContain("1.abc.def");
  });

  test("web out of reach of its store says so to the reader, and its fault to the log", async () => {
    const web = await startLambda(built.web, { ...functions.environment("web"), TABLE: "nowhere" });
    started.push(web);
    const page = await get(web, "/accessibility");
    expect([page.statusCode, page.body.split("\n").length]).toEqual([503, 3]);
    expect(JSON.parse(web.log.at(-1)!)).toMatchObject({ level: "error", what: "request", fault: "store-unreachable" });
  });

  test.each<FunctionName>(["ingest", "render", "notify"])(
    "%s lets go of a job that is finished already",
    async (name) => {
      const worker = await start(name);
      const NewImage = {
        pk: { S: "JOBS" },
        sk: { S: "gone" },
        version: { N: "1" },
        data: { S: "{}" },
        status: { S: "due" },
        kind: { S: name },
      };
      const answer = await worker.invoke({
        Records: [{ eventName: "INSERT", dynamodb: { SequenceNumber: "1", NewImage } }],
      });
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(JSON.parse(worker.log.at(-1)!)).toMatchObject({
        level: "info",
        what: "job",
        job: "gone",
        result: "passed",
      });
    },
  );

  test("ingest hears of an arrival", async () => {
    const ingest = await start("ingest");
    await ingest.invoke({ "detail-type": "Object Created", detail: { object: { key: uploadKey("u1") } } });
    expect(JSON.parse(ingest.log.at(-1)!)).toMatchObject({ what: "arrival", upload: "u1" });
  });

  test("tick rings in an empty network", async () => {
    const tick = await start("tick");
    await tick.invoke({});
    expect(JSON.parse(tick.log.at(-1)!)).toMatchObject({ level: "info", what: "tick" });
  });
});

async function get(web: Lambda, path: string): Promise<Required<Answer>> {
  const address = new URL(path, "https://livrable.reseau.example");
  const headers = { host: address.host, accept: "text/html", "accept-language": "fr" };
  return (await web.invoke(requestEvent("GET", address, headers))) as Required<Answer>;
}
