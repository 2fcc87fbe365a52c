import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeSecretCommand, GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from "@aws-sdk/client-sesv2";
import { mockClient } from "aws-sdk-client-mock";
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import {
  checkBucket,
  checkCredentials,
  checkLinkKeys,
  checkSigningSecret,
  checkTable,
} from "../../../infra/cli/doctor/aws.ts";
import { checkDatabase, checkKeys, checkSigningKeys, senderOf } from "../../../infra/cli/doctor/data.ts";
import { examine } from "../../../infra/cli/doctor/examine.ts";
import { type Check, fine, toMend } from "../../../infra/cli/doctor/finding.ts";
import { checkFolder, checkLock, checkModes, checkSpace } from "../../../infra/cli/doctor/folder.ts";
import { localChecks } from "../../../infra/cli/doctor/local.ts";
import { checkPort } from "../../../infra/cli/doctor/port.ts";
import { checkAddress, checkExposure, checkNode } from "../../../infra/cli/doctor/program.ts";
import { checkSender, checkSending } from "../../../infra/cli/doctor/ses.ts";
import { checkSmtp } from "../../../infra/cli/doctor/smtp.ts";
import { wrongVariables } from "../../../infra/local/environment.ts";
import { narrowFolder } from "../../../infra/local/narrow.ts";
import { locationFrom, openNetwork } from "../../../infra/local/network.ts";
import { startServer } from "../../../infra/local/server.ts";
import { lockFolder } from "../../../shared/adapters/embedded/lock.ts";
import { commandTexts } from "../../../shared/i18n/commands.ts";
import { translate } from "../../../shared/i18n/translate.ts";
import { loadSettings, saveSettings } from "../../../shared/stored/network.ts";
import { type Fault, type SmtpServer, startSmtp } from "../../contract/smtp.ts";
import { freePort } from "../../flow/running.ts";
import { temporaryFolder } from "../../temporary.ts";
import { livrableAt, sentences } from "./livrable.ts";

const environment = { LIVRABLE_TABLE: "livrable", LIVRABLE_BUCKET: "documents", AWS_REGION: "eu-west-3" };

/** One check finds one thing: fine or to mend, by its text. */
function check(title: string, examined: Check, ok: boolean, key: string): void {
  test(title, async () => {
    const [{ ok: found, key: said } = { ok: undefined, key: undefined }] = await examine([examined], environment);
    expect([found, said]).toEqual([ok, key]);
  });
}

/** A folder with a network, as its server left it, then as `damage` leaves it. */
let sound: string;
beforeAll(async () => {
  sound = temporaryFolder();
  const network = await openNetwork({ folder: sound, publicUrl: "http://127.0.0.1:8080" }, { alone: true });
  const sender = { name: "Réseau RECI", address: "livrable@reci.fr" };
  await saveSettings(network.ports, { ...(await loadSettings(network.ports.store)), sender });
  network.close();
});
function network(damage: (folder: string) => void = () => undefined): string {
  const folder = temporaryFolder();
  cpSync(sound, folder, { recursive: true });
  narrowFolder(folder);
  damage(folder);
  return folder;
}
const garbled = (name: string) => (folder: string) => writeFileSync(join(folder, name), "{");

describe("the machine", () => {
  check("Node 24 is what it takes", () => checkNode("24.21.0"), true, "doctor.node.fine");
  check("Node 22 is too old", () => checkNode("22.12.0"), false, "doctor.node");
});

describe("a variable that cannot be read is told as it was typed", () => {
  const wrong = (variables: NodeJS.ProcessEnv) => () => {
    const [found] = wrongVariables(variables).values();
    return found ? toMend(found.key, found.values) : fine("doctor.ok");
  };
  check("a port is a number", wrong({ PORT: "http" }), false, "doctor.port");
  check("that a computer has", wrong({ PORT: "80800" }), false, "doctor.port");
  check("and a whole one", wrong({ PORT: "1e3" }), false, "doctor.port");
  check("8080 is a port", wrong({ PORT: "8080" }), true, "doctor.ok");
  check("proxies are counted", wrong({ PROXIES: "nginx" }), false, "doctor.proxies");
  check("a mail server has a URL", wrong({ SMTP_URL: "mail.reci.fr" }), false, "doctor.smtp.url");
  check("an address has its scheme", wrong({ PUBLIC_URL: "livrable.reci.fr" }), false, "doctor.address.none");
  check("even where a port follows", wrong({ PUBLIC_URL: "livrable.reci.fr:8080" }), false, "doctor.address.none");
  check("what is empty is not set", wrong({ PORT: "", PUBLIC_URL: "", SMTP_URL: "" }), true, "doctor.ok");

  test.each<[string, NodeJS.ProcessEnv, string]>([
    ["the port", { PORT: "abc" }, "PORT=abc n’est pas un port"],
    ["the address", { PUBLIC_URL: "livrable.reci.fr" }, "PUBLIC_URL=livrable.reci.fr n’est pas l’adresse d’un site"],
    ["the mail server, without its password", { SMTP_URL: "reci:secret@mail.reci.fr" }, "SMTP_URL n’est pas"],
  ])("%s stops a start and a command in a sentence, and the doctor tells it once", async (_, variables, words) => {
    expect(() => locationFrom(variables)).toThrow(expect.objectContaining({ code: "variable-invalid" }));
    const data = { LIVRABLE_DATA: network(), ...variables };
    const { code, stdout, stderr } = await livrableAt(data, "status");
    expect({ code, stdout, said: sentences(stderr) }).toEqual({
      code: 2,
      stdout: "",
      said: [expect.stringContaining(words)],
    });
    const findings = await examine(localChecks(data, undefined), data);
    const said = findings.filter(({ ok }) => !ok).map(({ key, values }) => translate("fr", commandTexts, key, values));
    expect(said).toEqual([expect.stringContaining(words)]);
  });
});

describe("the port is tried, and whoever listens there asked", () => {
  /** Something that listens and answers as `type`; gone when the test is. */
  async function listener(type: string): Promise<number> {
    const server = createHttpServer((_, response) => response.setHeader("content-type", type).end("{}"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return (server.address() as AddressInfo).port;
  }
  const at = (port: number) => ({ host: "127.0.0.1", port });
  check("nobody", async () => checkPort(at(await freePort()), false), true, "doctor.port.free");
  check("the server", async () => checkPort(at(await listener("application/json")), true), true, "doctor.port.fine");
  check("another program", async () => checkPort(at(await listener("text/html")), true), false, "doctor.port.taken");
  check(
    "another Livrable, while none is at work on the folder",
    async () => checkPort(at(await listener("application/json")), false),
    false,
    "doctor.port.taken",
  );
  check(
    "nobody, while a server is at work",
    async () => checkPort(at(await freePort()), true),
    false,
    "doctor.port.other",
  );
  check("no address of the machine", () => checkPort({ host: "192.0.2.1", port: 8080 }, false), false, "doctor.host");

  test("a start there is refused in a sentence too", async () => {
    const opened = await openNetwork({ folder: network(), publicUrl: "http://127.0.0.1" }, { alone: true });
    onTestFinished(() => opened.close());
    await expect(startServer(opened, { host: "192.0.2.1", port: 8080 })).rejects.toMatchObject({
      code: "variable-invalid",
      details: { problem: expect.stringContaining("HOST=192.0.2.1") },
    });
  });
});

describe("the address that mails carry", () => {
  check("this machine’s own", () => checkAddress("http://127.0.0.1:8080"), true, "doctor.address.own");
  check("one over TLS", () => checkAddress("https://livrable.reci.fr"), true, "doctor.address.fine");
  check(
    "one that browsers keep no session for",
    () => checkAddress("http://livrable.reci.fr"),
    false,
    "doctor.address.plain",
  );
  check("one with a path", () => checkAddress("https://reci.fr/livrable"), false, "doctor.address.path");
  check("one without its scheme", () => checkAddress("livrable.reci.fr"), false, "doctor.address.none");
  const location = (more: NodeJS.ProcessEnv) => locationFrom({ PUBLIC_URL: "https://livrable.reci.fr", ...more });
  check("public without mail", () => checkExposure(location({})), false, "doctor.exposure");
  check(
    "public with mail",
    () => checkExposure(location({ SMTP_URL: "smtp://reci.fr" })),
    true,
    "doctor.exposure.fine",
  );
  check(
    "public with an outbox for coordinators alone",
    () => checkExposure(location({ LIVRABLE_OUTBOX: "coordinator" })),
    true,
    "doctor.exposure.guarded",
  );
});

describe("the data folder", () => {
  check("one to come", () => checkFolder(join(temporaryFolder(), "a", "b")), true, "doctor.folder.new");
  check("one that is there", () => checkFolder(network()), true, "doctor.folder.fine");
  check("one that is a file", () => checkFolder(join(network(), "store.sqlite")), false, "fault.path.file");
  check("one below a file", () => checkFolder(join(network(), "store.sqlite", "x")), false, "fault.path.file");
  check("a disk that is nearly full", () => checkSpace(network(), () => 100 * 1024 ** 2), false, "doctor.space");
  check("a disk with room", () => checkSpace(network(), () => 10 * 1024 ** 3), true, "doctor.space.fine");
  check(
    "for its owner alone",
    () => checkModes(network((folder) => chmodSync(folder, 0o700))),
    true,
    "doctor.modes.fine",
  );
  check("open to others", () => checkModes(network((folder) => chmodSync(folder, 0o755))), false, "doctor.modes");
  check(
    "keys open to others",
    () => checkModes(network((folder) => chmodSync(join(folder, "keys.json"), 0o644))),
    false,
    "doctor.modes",
  );
  check("without a server at work", () => checkLock(network()), true, "doctor.lock.free");
  test("with a server at work, which is named", async () => {
    const folder = network();
    const lock = lockFolder(folder);
    expect(checkLock(folder)).toEqual({ ok: true, key: "doctor.lock.held", values: { pid: String(process.pid) } });
    lock.release();
  });
});

describe("keys and database", () => {
  check("keys to come", () => checkKeys(temporaryFolder()), true, "doctor.keys.none");
  check("keys of a network", () => checkKeys(network()), true, "doctor.keys.fine");
  check(
    "a network without its keys",
    () => checkKeys(network((folder) => truncateSync(join(folder, "keys.json")))),
    false,
    "doctor.keys",
  );
  check("damaged keys", () => checkKeys(network(garbled("keys.json"))), false, "doctor.keys");
  check("no dossier yet", () => checkSigningKeys(network()), true, "doctor.dossiers.none");
  check(
    "damaged keys of dossiers",
    () => checkSigningKeys(network(garbled("dossier-keys.json"))),
    false,
    "doctor.dossiers",
  );
  check("no network yet", () => checkDatabase(temporaryFolder()), true, "doctor.database.none");
  check("a sound database", () => checkDatabase(network()), true, "doctor.database.fine");
  check("no database", () => checkDatabase(network(garbled("store.sqlite"))), false, "doctor.database");
  check("a page that was overwritten", () => checkDatabase(network(overwritten)), false, "doctor.database");
  test("nothing is made, and nothing changed", async () => {
    const [empty, folder] = [join(temporaryFolder(), "reseau"), network()];
    const before = readdirSync(folder).map((name) => [name, sizeAt(join(folder, name))]);
    for (const each of [empty, folder]) await examine(localChecks({ LIVRABLE_DATA: each }, undefined), environment);
    expect(() => readdirSync(empty)).toThrow();
    expect(readdirSync(folder).map((name) => [name, sizeAt(join(folder, name))])).toEqual(before);
  });
  test("whom mails come from is read from the settings", () => {
    expect(senderOf(network())).toEqual({ name: "Réseau RECI", address: "livrable@reci.fr" });
    expect(senderOf(temporaryFolder()).address).toBe("livrable@reseau.example");
  });
});

function sizeAt(path: string): number {
  try {
    return readFileSync(path).length;
  } catch {
    return -1;
  }
}

/** The second page, where SQLite keeps the rows' tree. */
function overwritten(folder: string): void {
  const path = join(folder, "store.sqlite");
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill(0xff, 4096, 8192));
}

describe("the mail server", () => {
  const waits = { connectionTimeout: 2_000, greetingTimeout: 300, socketTimeout: 300 };
  let server: SmtpServer | undefined;
  afterEach(() => server?.stop());
  const at = (fault: Fault | undefined, url = (smtp: string) => smtp): Check => {
    return async () => {
      server = await startSmtp(() => fault);
      return checkSmtp(url(server.url), waits);
    };
  };
  check("none: mails stay", () => checkSmtp(undefined), true, "doctor.smtp.none");
  check("one that answers", at(undefined), true, "doctor.smtp.fine");
  check("one that is too busy", at({ at: "hello", answer: "421 try later" }), false, "doctor.smtp.refused");
  check("one that says nothing", at({ at: "hello", answer: "silence" }), false, "doctor.smtp.silent");
  check("one that hangs up", at({ at: "hello", answer: "cut" }), false, "doctor.smtp.silent");
  check(
    "one without TLS where it was asked for",
    at(undefined, (url) => url.replace("smtp:", "smtps:")),
    false,
    "doctor.smtp.tls",
  );
  test("one that takes another password", async () => {
    const locked = createServer((socket) => {
      socket.write("220 test\r\n");
      socket.on("data", (said) => {
        socket.write(/^EHLO/.test(`${said}`) ? "250-test\r\n250 AUTH PLAIN\r\n" : "535 5.7.8 not this one\r\n");
      });
      socket.on("error", () => undefined);
    });
    await new Promise<void>((resolve) => locked.listen(0, "127.0.0.1", resolve));
    const { port } = locked.address() as AddressInfo;
    const found = await checkSmtp(`smtp://reci:faux@127.0.0.1:${port}`, waits);
    locked.close();
    expect(found).toMatchObject({
      ok: false,
      key: "doctor.smtp.auth",
      values: { said: expect.stringContaining("535") },
    });
  });
  check("a port where nothing listens", () => checkSmtp("smtp://127.0.0.1:9", waits), false, "doctor.smtp.silent");
});

const named = (name: string, message = "") => Object.assign(new Error(message), { name });

describe("AWS", () => {
  const dynamo = mockClient(DynamoDBClient);
  const s3 = mockClient(S3Client);
  const secrets = mockClient(SecretsManagerClient);
  const ses = mockClient(SESv2Client);
  afterEach(() => {
    for (const mock of [dynamo, s3, secrets, ses] as { reset(): unknown }[]) mock.reset();
  });
  const region = { region: "eu-west-3" };
  const config = {
    region: async () => "eu-west-3",
    credentials: async () => ({ accessKeyId: "AKIA1234567", secretAccessKey: "s" }),
  };
  const credentials = (more: object) => () => checkCredentials({ config: { ...config, ...more } } as never);
  const missing = (error: Error) => async () => Promise.reject(error);
  check("credentials of a region", credentials({}), true, "doctor.credentials.fine");
  check(
    "no region",
    credentials({ region: missing(new Error("Region is missing")) }),
    false,
    "fault.aws.region.missing",
  );
  check(
    "no credentials",
    credentials({ credentials: missing(named("CredentialsProviderError")) }),
    false,
    "fault.aws.credentials",
  );

  const schema = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, KeyType: "HASH" as const }));
  const streamed = { StreamSpecification: { StreamEnabled: true } };
  const table = (answer: object | Error) => () => {
    const asked = dynamo.on(DescribeTableCommand);
    if (answer instanceof Error) asked.rejects(answer);
    else asked.resolves({ Table: { TableStatus: "ACTIVE", KeySchema: schema("pk", "sk"), ...answer } });
    return checkTable(new DynamoDBClient(region), "livrable");
  };
  check("the table", table(streamed), true, "doctor.table.fine");
  check("a table without its stream", table({}), false, "doctor.table");
  check("a table of something else", table({ KeySchema: schema("id") }), false, "fault.aws.schema");
  check("a table that is being made", table({ ...streamed, TableStatus: "CREATING" }), false, "doctor.table.state");
  check(
    "no table",
    table(named("ResourceNotFoundException", "Requested resource not found")),
    false,
    "fault.aws.table",
  );
  check("a table that may not be looked at", table(named("AccessDeniedException")), false, "fault.aws.denied");
  check("a dead endpoint", table(Object.assign(new Error(), { code: "ECONNREFUSED" })), false, "fault.aws.endpoint");

  const bucket = (error?: Error) => () => {
    if (error) s3.on(HeadBucketCommand).rejects(error);
    else s3.on(HeadBucketCommand).resolves({});
    return checkBucket(new S3Client(region), "documents");
  };
  check("the bucket", bucket(), true, "doctor.bucket.fine");
  check("no bucket", bucket(named("NotFound")), false, "fault.aws.bucket");
  check("a bucket of another region", bucket(named("PermanentRedirect")), false, "fault.aws.region.wrong");
  check(
    "a bucket that is another’s",
    bucket(Object.assign(named("Unknown", "UnknownError"), { $metadata: { httpStatusCode: 403 } })),
    false,
    "fault.aws.denied",
  );

  const keys = (SecretString: string | Error) => () => {
    const asked = secrets.on(GetSecretValueCommand);
    if (SecretString instanceof Error) asked.rejects(SecretString);
    else asked.resolves({ SecretString });
    return checkLinkKeys(new SecretsManagerClient(region), "arn:aws:secretsmanager:links");
  };
  check("the keys of links", keys(JSON.stringify({ current: "1", 1: "a".repeat(64) })), true, "doctor.keys.fine");
  check("a secret of something else", keys("motdepasse"), false, "fault.aws.secret");
  check(
    "no secret",
    keys(named("ResourceNotFoundException", "can't find the specified secret")),
    false,
    "fault.aws.secret",
  );
  const dossiers = (answer: object) => () => {
    secrets.on(DescribeSecretCommand).resolves(answer);
    return checkSigningSecret(new SecretsManagerClient(region), "arn:aws:secretsmanager:dossiers");
  };
  check("the keys of dossiers", dossiers({}), true, "doctor.dossiers.there");
  check("keys that are to be deleted", dossiers({ DeletedDate: new Date(0) }), false, "doctor.dossiers.deleted");

  const sending = (answer: object) => () => {
    ses.on(GetAccountCommand).resolves({ SendingEnabled: true, ProductionAccessEnabled: true, ...answer });
    return checkSending(new SESv2Client(region));
  };
  check("SES writes to anyone", sending({ EnforcementStatus: "HEALTHY" }), true, "doctor.ses.fine");
  check("SES in its sandbox", sending({ ProductionAccessEnabled: false }), false, "doctor.ses.sandbox");
  check("SES paused", sending({ SendingEnabled: false }), false, "doctor.ses.paused");
  check("SES under review", sending({ EnforcementStatus: "PROBATION" }), false, "doctor.ses.probation");

  const sender =
    (answer: object | Error, address = "livrable@reci.fr") =>
    () => {
      const asked = ses.on(GetEmailIdentityCommand);
      if (answer instanceof Error) asked.rejects(answer);
      else asked.resolves({ VerifiedForSendingStatus: true, ...answer });
      return checkSender(new SESv2Client(region), address);
    };
  check("SES signs for the sender", sender({ DkimAttributes: { Status: "SUCCESS" } }), true, "doctor.sender.fine");
  check(
    "SES waits for the records of the DNS",
    sender({ DkimAttributes: { Status: "PENDING" } }),
    false,
    "doctor.sender.dkim",
  );
  check("a domain that SES does not know", sender(named("NotFoundException")), false, "doctor.sender.unknown");
  check("a sender that is nobody’s", sender({}, "livrable@reseau.example"), false, "doctor.sender.example");
});

describe("npx livrable doctor", () => {
  test("says a line a check, in 80 columns, and ends with 0 where all is well", async () => {
    const { code, stdout, stderr } = await livrableAt(
      { LIVRABLE_DATA: network((folder) => chmodSync(folder, 0o700)), PORT: String(await freePort()) },
      "doctor",
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(sentences(stdout).every((line) => line.startsWith("bon "))).toBe(true);
    expect(sentences(stdout)).toContain("bon       La base de données est saine.");
  });

  test("ends with 1 where something is to be mended, and says what", async () => {
    const data = network((folder) => garbled("store.sqlite")(folder));
    const { code, stdout } = await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--json");
    const wrong = JSON.parse(stdout).filter(({ ok }: { ok: boolean }) => !ok);
    expect({ code, checks: wrong.map(({ check }: { check: string }) => check) }).toEqual({
      code: 1,
      checks: expect.arrayContaining(["doctor.database"]),
    });
  });

  test("sends one mail, from the network’s own sender, where it is asked to", async () => {
    const server = await startSmtp();
    const { stdout } = await livrableAt(
      { LIVRABLE_DATA: network(), SMTP_URL: server.url },
      ...["doctor", "--mail", "coordination@reci.fr"],
    );
    await server.stop();
    expect(server.messages).toHaveLength(1);
    expect(Buffer.from(server.messages[0]!).toString()).toMatch(
      /^From: .*livrable@reci\.fr.*^To: coordination@reci\.fr/ms,
    );
    expect(stdout).toMatch(/essai est parti vers coordination@reci\.fr/);
  });

  test("looks at AWS where a table is named, and says what does not answer once", async () => {
    const nowhere = { AWS_ENDPOINT_URL: "http://127.0.0.1:9", AWS_MAX_ATTEMPTS: "1" };
    const keys = { AWS_ACCESS_KEY_ID: "AKIA1234567", AWS_SECRET_ACCESS_KEY: "s" };
    const { code, stdout } = await livrableAt({ ...environment, ...keys, ...nowhere }, "doctor", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).map(({ ok, check }: { ok: boolean; check: string }) => [ok, check])).toEqual([
      [true, "doctor.node.fine"],
      [false, "wrong.variable"],
      [true, "doctor.credentials.fine"],
      [false, "fault.aws.endpoint"],
      [false, "wrong.variable"],
    ]);
  });

  test("puts it in the outbox where no mail leaves", async () => {
    const data = network((folder) => mkdirSync(join(folder, "outbox"), { recursive: true }));
    const { stdout } = await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--mail", "coordination@reci.fr");
    expect(stdout).not.toContain("est parti vers");
    expect(sentences(stdout).at(-1)).toContain(
      `rien n’est parti\u00a0: le courriel d’essai à coordination@reci.fr est dans ${data}`,
    );
    expect(readdirSync(join(data, "outbox")).filter((name) => name.endsWith(".eml"))).toHaveLength(1);
    expect(await livrableAt({ LIVRABLE_DATA: data }, "doctor", "--mail", "coordination")).toMatchObject({ code: 2 });
  });
});
