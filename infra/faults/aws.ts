import type { CommandKey } from "../../shared/i18n/commands.ts";
import type { Fault } from "./path.ts";

/** What tells a fault: the error's name or code, or its words. The first row that fits is the one. */
const faults: [RegExp, CommandKey][] = [
  [/Region is missing/i, "fault.aws.region.missing"],
  [/Signature (expired|not yet current)|RequestTimeTooSkewed|RequestExpired/, "fault.aws.clock"],
  [/Expired/i, "fault.aws.expired"],
  [/CredentialsProviderError|TokenProviderError|MissingAuthenticationToken/, "fault.aws.credentials"],
  [/UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken/, "fault.aws.unknown"],
  [/SignatureDoesNotMatch|InvalidSignature|IncompleteSignature|AuthFailure/, "fault.aws.unknown"],
  [/AccessDenied|NotAuthorized|^Forbidden|^403/, "fault.aws.denied"],
  [/ResourceNotFoundException.*secret|is not a keyring|lacks its current key/is, "fault.aws.secret"],
  [/ResourceNotFoundException/, "fault.aws.table"],
  [/ValidationException/, "fault.aws.schema"],
  [/NoSuchBucket|^NotFound\b/, "fault.aws.bucket"],
  [/PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|^301/, "fault.aws.region.wrong"],
  [/ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|Timeout/, "fault.aws.endpoint"],
];

/** What AWS, or the way to it, answered, in words; `environment` names the network. Undefined for any other error. */
export function awsFault(error: unknown, environment: NodeJS.ProcessEnv): Fault | undefined {
  if (!(error instanceof Error)) return undefined;
  const key = faults.find(([pattern]) => pattern.test(described(error)))?.[1];
  return key && { key, values: valuesOf(error, environment) };
}

/** "AccessDeniedException 400: User: … is not authorized to perform: dynamodb:Scan". */
function described(error: Error): string {
  const { code = "", $metadata } = error as Error & { code?: string; $metadata?: { httpStatusCode?: number } };
  const names = [error.name, code].filter((name) => !["Error", "", "UnknownError", "Unknown"].includes(name));
  return `${[...names, $metadata?.httpStatusCode].filter(Boolean).join(" ")}: ${error.message}`.replace(/^: /, "");
}

function valuesOf(error: Error, environment: NodeJS.ProcessEnv): Fault["values"] {
  const { LIVRABLE_TABLE, LIVRABLE_BUCKET, LIVRABLE_KEYS, AWS_REGION, AWS_DEFAULT_REGION, AWS_ENDPOINT_URL } =
    environment;
  const [, action = "?"] = /perform: ([\w:-]+)/.exec(error.message) ?? [];
  const { hostname, address, port } = error as { hostname?: string; address?: string; port?: number };
  const host = hostname ?? (address && `${address}:${port ?? ""}`) ?? AWS_ENDPOINT_URL ?? "amazonaws.com";
  return {
    table: LIVRABLE_TABLE ?? "",
    bucket: LIVRABLE_BUCKET ?? "",
    secret: LIVRABLE_KEYS ?? "",
    region: AWS_REGION ?? AWS_DEFAULT_REGION ?? "?",
    action,
    host,
  };
}
