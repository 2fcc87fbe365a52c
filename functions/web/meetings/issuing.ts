import { issue } from "../../../shared/chain/issue.ts";
import type { Command } from "../../../shared/meeting/command.ts";
import { meetings } from "../../../shared/stored/meeting.ts";
import type { Web } from "../http/context.ts";

/** Does what a page asks of a meeting. Throws as `issue`. */
export async function issueMeeting(ports: Web["ports"], id: string, command: Command): Promise<void> {
  await issue(meetings, ports, id, command);
}
