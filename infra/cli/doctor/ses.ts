import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  type GetEmailIdentityCommandOutput,
  type SESv2Client,
} from "@aws-sdk/client-sesv2";
import { faultName } from "../../../shared/adapters/aws/fault.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** Whether SES lets the account write to anyone: a new one is in the sandbox. */
export async function checkSending(client: SESv2Client): Promise<Finding> {
  const { ProductionAccessEnabled, SendingEnabled, EnforcementStatus, SendQuota } = await client.send(
    new GetAccountCommand({}),
  );
  if (!SendingEnabled || EnforcementStatus === "SHUTDOWN") return toMend("doctor.ses.paused");
  if (!ProductionAccessEnabled) return toMend("doctor.ses.sandbox");
  if (EnforcementStatus === "PROBATION") return toMend("doctor.ses.probation");
  return fine("doctor.ses.fine", { count: SendQuota?.Max24HourSend ?? 0 });
}

/** Whether SES signs (DKIM) for the sender's domain, or knows the address alone. */
export async function checkSender(client: SESv2Client, address: string): Promise<Finding> {
  if (/@([\w-]+\.)*example$/.test(address)) return toMend("doctor.sender.example", { address });
  const domain = address.slice(address.lastIndexOf("@") + 1);
  const found = (await identity(client, domain)) ?? (await identity(client, address));
  if (!found) return toMend("doctor.sender.unknown", { domain });
  const { VerifiedForSendingStatus, DkimAttributes } = found;
  if (DkimAttributes?.Status !== "SUCCESS")
    return toMend("doctor.sender.dkim", { domain, state: DkimAttributes?.Status ?? "?" });
  return VerifiedForSendingStatus
    ? fine("doctor.sender.fine", { address })
    : toMend("doctor.sender.unverified", { domain });
}

async function identity(client: SESv2Client, name: string): Promise<GetEmailIdentityCommandOutput | undefined> {
  try {
    return await client.send(new GetEmailIdentityCommand({ EmailIdentity: name }));
  } catch (error) {
    if (faultName(error) === "NotFoundException") return undefined;
    throw error;
  }
}
