/**
 * A child process that is one Lambda function: the path of its bundle comes as an argument, events come one by one, and `later`,
 * milliseconds by which its clock is set on.
 */
const { now } = Date;
let ahead = 0;
Date.now = () => now() + ahead;
const { handler } = await import(process.argv[2]);
process.on("message", async ({ event, later }) => {
  if (later) {
    ahead += later;
    return process.send({ value: ahead });
  }
  const context = { getRemainingTimeInMillis: () => 60_000, awsRequestId: "test" };
  const answer = await handler(event, context).then(
    (value) => ({ value }),
    (error) => ({ error: String(error) }),
  );
  process.send(answer);
});
process.send({ ready: true });
