import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openOutbox, openSmtp } from "../../../shared/adapters/embedded/mail.ts";
import { type VariableName, wrongVariables } from "../../local/environment.ts";
import { locationFrom } from "../../local/network.ts";
import { checkDatabase, checkImport, checkKeys, checkSettings, checkSigningKeys, senderOf } from "./data.ts";
import { type Check, fine, toMend } from "./finding.ts";
import { checkFolder, checkLock, checkModes, checkSpace, isServed } from "./folder.ts";
import { sendTest } from "./letter.ts";
import { checkPort } from "./port.ts";
import { checkAddress, checkExposure, checkNode } from "./program.ts";
import { checkSmtp } from "./smtp.ts";

/** What can be checked of a network in a data folder; `mail`: the address to send a test to. */
export function localChecks(environment: NodeJS.ProcessEnv, mail: string | undefined): Check[] {
  const wrong = wrongVariables(environment);
  const location = locationFrom({ ...environment, ...Object.fromEntries([...wrong.keys()].map((name) => [name, ""])) });
  const { folder, smtpUrl } = location;
  const readable = (names: VariableName[], check: Check) => (names.some((name) => wrong.has(name)) ? [] : [check]);
  return [
    () => checkNode(process.versions.node),
    () => checkFolder(folder),
    () => checkSpace(folder),
    () => checkModes(folder),
    () => checkLock(folder),
    () => checkKeys(folder),
    () => checkSigningKeys(folder),
    () => checkDatabase(folder),
    () => checkImport(folder),
    () => checkSettings(folder),
    ...[...wrong.values()].map(
      ({ key, values }) =>
        () =>
          toMend(key, values),
    ),
    ...readable(["PORT"], () => checkPort(location, isServed(folder))),
    ...readable(["PUBLIC_URL", "PORT"], () => checkAddress(location.publicUrl)),
    ...readable(["PUBLIC_URL", "PROXIES", "SMTP_URL"], () => checkExposure(location)),
    ...readable(["SMTP_URL"], () => checkSmtp(smtpUrl)),
    ...(smtpUrl ? [() => checkFrom(senderOf(folder).address)] : []),
    ...(mail === undefined ? [] : readable(["SMTP_URL"], () => sendFrom(folder, smtpUrl, mail))),
  ];
}

/** The default sender is nobody's. */
function checkFrom(address: string) {
  const nobody = /[@.]example$/.test(address);
  return nobody ? toMend("doctor.sender.example", { address }) : fine("doctor.sender.from", { address });
}

/** Without a mail server the test is a letter of the outbox, which only a network has. */
function sendFrom(folder: string, smtpUrl: string | undefined, to: string) {
  if (!smtpUrl && !existsSync(join(folder, "store.sqlite"))) return toMend("doctor.database.none");
  const [from, letter, kept] = [senderOf(folder), { to, id: randomUUID() }, join(folder, "outbox")];
  if (smtpUrl) return sendTest(openSmtp(smtpUrl), from, letter);
  return sendTest(openOutbox(kept, Date.now), from, { ...letter, kept });
}
