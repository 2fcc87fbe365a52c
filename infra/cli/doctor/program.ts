import { wrongVariables } from "../../local/environment.ts";
import { exposedBy, isLoopback } from "../../local/exposure.ts";
import type { Listening, NetworkLocation } from "../../local/network.ts";
import { type Finding, fine, toMend } from "./finding.ts";

/** The release of Node that runs: "24.21.0". */
export function checkNode(version: string): Finding {
  return Number.parseInt(version, 10) >= 24
    ? fine("doctor.node.fine", { version })
    : toMend("doctor.node", { version });
}

/** `PUBLIC_URL`: an origin, over TLS unless it is this machine's own. */
export function checkAddress(publicUrl: string): Finding {
  const [wrong] = wrongVariables({ PUBLIC_URL: publicUrl }).values();
  if (wrong) return toMend(wrong.key, wrong.values);
  const url = new URL(publicUrl);
  if (url.pathname !== "/" || url.search || url.hash)
    return toMend("doctor.address.path", { publicUrl, origin: url.origin });
  if (isLoopback(url.hostname)) return fine("doctor.address.own", { publicUrl });
  return url.protocol === "https:"
    ? fine("doctor.address.fine", { publicUrl })
    : toMend("doctor.address.plain", { publicUrl });
}

/** Whether a server that others can reach would keep the links that it sends in an outbox. */
export function checkExposure(location: NetworkLocation & Listening): Finding {
  const variable = exposedBy(location);
  if (location.smtpUrl || variable === undefined) return fine("doctor.exposure.fine");
  return location.outboxGuarded
    ? fine("doctor.exposure.guarded", { variable })
    : toMend("doctor.exposure", { variable });
}
