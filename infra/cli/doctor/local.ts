import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openOutbox, openSmtp } from "../../../shared/adapters/embedded/mail.ts";
import { placeFrom } from "../../local/network.ts";
import { checkDatabase, checkDossierKeys, checkKeys, senderOf } from "./data.ts";
import { type Check, fine, toMend } from "./finding.ts";
import { checkFolder, checkLock, checkModes, checkSpace } from "./folder.ts";
import { sendTest } from "./letter.ts";
import { checkAddress, checkExposure, checkNode, checkPort } from "./program.ts";
import { checkSmtp } from "./smtp.ts";

/** What can be checked of a network in a data folder; `mail`: the address to send a test to. */
export function localChecks(environment: NodeJS.ProcessEnv, mail: string | undefined): Check[] {
  const place = placeFrom(environment);
  const { folder, smtpUrl } = place;
  return [
    () => checkNode(process.versions.node),
    () => checkFolder(folder),
    () => checkSpace(folder),
    () => checkModes(folder),
    () => checkLock(folder),
    () => checkKeys(folder),
    () => checkDossierKeys(folder),
    () => checkDatabase(folder),
    () => checkPort(place.port),
    () => checkAddress(place.publicUrl),
    () => checkExposure(place),
    () => checkSmtp(smtpUrl),
    ...(smtpUrl ? [() => checkFrom(senderOf(folder).address)] : []),
    ...(mail === undefined ? [] : [() => sendFrom(folder, smtpUrl, mail)]),
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
  const mail = smtpUrl ? openSmtp(smtpUrl) : openOutbox(join(folder, "outbox"), Date.now);
  return sendTest(mail, senderOf(folder), to, randomUUID());
}
