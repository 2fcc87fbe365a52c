import * as z from "zod";

/** What a deployment may choose, each a key of the CDK context (`cdk.json`, or `-c name=value`). */
export const deploymentSchema = z
  .object({
    /** The address that mails come from; its domain has to be ours to sign for. */
    sender: z.email(),
    /** `create`: the stack makes the sender's domain known to SES; `existing`: the account has it already. */
    mailIdentity: z.enum(["create", "existing"]).default("create"),
    /** Gets a mail when an alarm rings; without it, someone subscribes to the topic by hand. */
    alarmAddress: z.email().optional(),
    /** A host name of ours, "livrable.reseau.example", and the ARN of its certificate in the stack's region. */
    hostName: z.hostname().optional(),
    certificate: z.string().startsWith("arn:").optional(),
    /** How long logs are kept, days: one of the periods that CloudWatch knows. */
    logDays: z.coerce
      .number()
      .pipe(z.literal([7, 14, 30, 60, 90, 180, 365]))
      .default(30),
    /** At most so many requests at once; new accounts have no room to reserve any. */
    webConcurrency: z.coerce.number().int().min(1).optional(),
  })
  .refine(({ hostName, certificate }) => !hostName === !certificate, "hostName and certificate go together");
export type Deployment = z.infer<typeof deploymentSchema>;

export const deploymentKeys = Object.keys(deploymentSchema.shape) as (keyof Deployment)[];
