import { fileURLToPath } from "node:url";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { handle, type LambdaContext, type LambdaEvent } from "hono/aws-lambda";
import { folderAssets } from "../../shared/adapters/assets.ts";
import { cached } from "../../shared/adapters/aws/cached.ts";
import { secretsKeyring } from "../../shared/adapters/aws/keyring.ts";
import { describeFault, log } from "../../shared/adapters/aws/log.ts";
import { deployed, openWorld, variable } from "../../shared/adapters/aws/world.ts";
import { errorTexts } from "../../shared/i18n/errors.ts";
import { languages } from "../../shared/i18n/languages.ts";
import { translate } from "../../shared/i18n/translate.ts";
import { loadSettings } from "../../shared/stored/network.ts";
import { withRevisions } from "../../shared/stored/revisions.ts";
import { webApp } from "./app.ts";

const world = openWorld({ table: variable("TABLE"), bucket: variable("BUCKET") });
const secrets = new SecretsManagerClient({});
const assets = folderAssets(fileURLToPath(new URL("./templates", import.meta.url)));

/** Who asks, as the API saw them: its own word, not a header's. */
type HttpContext = { http?: { sourceIp?: string } };

/** Keys and settings that change are taken up within a minute. */
const app = cached(60, world.clock, async () => {
  const [keyring, settings] = await Promise.all([
    secretsKeyring(secrets, variable("LINK_KEYS")),
    loadSettings(world.store),
  ]);
  const ports = { ...world, keyring, assets: withRevisions(assets, world.files, () => loadSettings(world.store)) };
  return handle(
    webApp(ports, {
      settings: deployed(settings),
      fixed: ["sender.address"],
      clientAddress: (c) => (c.env as { requestContext?: HttpContext }).requestContext?.http?.sourceIp,
      log: (line) => log({ level: "info", what: "request", ...line }),
      fault: (error) => log({ level: "error", what: "request", ...describeFault(error) }),
    }),
  );
});

/** A request to the HTTP API (payload 2.0). Where keys or settings are out of reach, one plain answer in both languages. */
export async function handler(event: LambdaEvent, context: LambdaContext) {
  try {
    return await (await app())(event, context);
  } catch (error) {
    log({ level: "error", what: "request", ...describeFault(error) });
    const sorry = languages.map((language) => `${translate(language, errorTexts, "store-unreachable")}\n`);
    const headers = { "content-type": "text/plain; charset=utf-8", "retry-after": "60" };
    return { statusCode: 503, headers, body: sorry.join("") };
  }
}
