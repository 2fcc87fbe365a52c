import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bundles, bundleFunctions, bundleSize, type FunctionName, functionNames } from "../../infra/bundle.ts";
import { createTable, type Dynoxide, dynoxideMissing, startDynoxide } from "../contract/dynoxide.ts";
import { type Cloud, startCloud } from "./cloud.ts";
import { type Lambda, startLambda } from "./lambda.ts";

const folder = mkdtempSync(join(tmpdir(), "livrable-bundles-"));
let bundles: Bundles;
beforeAll(async () => {
  bundles = await bundleFunctions(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Bytes a function may weigh, code and templates: the render function has the fonts with it (its bound is the issue's). */
const bounds: Record<FunctionName, number> = {
  web: 1_200_000,
  ingest: 2_000_000,
  render: 3_000_000,
  notify: 1_000_000,
  tick: 700_000,
};

test.each(functionNames)("%s weighs what it should", async (name) => {
  const { code, templates } = await bundleSize(bundles[name]);
  console.log(`${name.padEnd(7)} ${kilobytes(code)} of code, ${kilobytes(templates)} of templates`);
  expect(code + templates).toBeLessThan(bounds[name]);
});

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(0).padStart(5)} KB`;
}

describe.skipIf(dynoxideMissing)(`built functions${dynoxideMissing ? `: not run, ${dynoxideMissing}` : ""}`, () => {
  let dynoxide: Dynoxide;
  let cloud: Cloud;
  const started: Lambda[] = [];
  const start = async (name: FunctionName): Promise<Lambda> => {
    const lambda = await startLambda(bundles[name], {
      ...cloud.environment,
      AWS_ENDPOINT_URL_DYNAMODB: dynoxide.endpoint,
      TABLE: "network",
      BUCKET: "documents",
      LINK_KEYS: "arn:aws:secretsmanager:eu-west-3:000000000000:secret:links",
      PUBLIC_URL: "https://livrable.reseau.example",
      SENDER: "livrable@reseau.example",
    });
    started.push(lambda);
    return lambda;
  };

  beforeAll(async () => {
    dynoxide = await startDynoxide();
    cloud = await startCloud({ current: "1", 1: "0a".repeat(32) });
    await createTable(dynoxide, "network");
  });
  afterAll(async () => {
    await Promise.all(started.map((lambda) => lambda.stop()));
    await cloud?.stop();
    await dynoxide?.stop();
  });

  test("web answers a request of the HTTP API, and logs its route", async () => {
    const web = await start("web");
    const page = await get(web, "/accessibility");
    expect(page).toMatchObject({ statusCode: 200, isBase64Encoded: false });
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.body).toContain('<html lang="fr"');
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
    await ingest.invoke({ "detail-type": "Object Created", detail: { object: { key: "uploads/u1" } } });
    expect(JSON.parse(ingest.log.at(-1)!)).toMatchObject({ what: "arrival", upload: "u1" });
  });

  test("tick rings in an empty network", async () => {
    const tick = await start("tick");
    await tick.invoke({});
    expect(JSON.parse(tick.log.at(-1)!)).toMatchObject({ level: "info", what: "tick" });
  });
});

type Answer = { statusCode: number; headers: Record<string, string>; body: string; isBase64Encoded: boolean };

/** A GET as API Gateway tells it (HTTP API, payload 2.0). */
async function get(web: Lambda, rawPath: string): Promise<Answer> {
  const http = { method: "GET", path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" };
  const domainName = "livrable.reseau.example";
  return (await web.invoke({
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString: "",
    headers: { host: domainName, accept: "text/html", "accept-language": "fr" },
    requestContext: { http, domainName, stage: "$default", requestId: "r1" },
    isBase64Encoded: false,
  })) as Answer;
}
