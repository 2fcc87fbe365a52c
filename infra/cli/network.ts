import { type Network, openNetwork, placeFrom } from "../local/network.ts";

/** Opens the network that the environment names, for one command; `alone` where no server may run meanwhile. */
export async function withNetwork(
  work: (network: Network) => Promise<void>,
  { alone } = { alone: false },
): Promise<void> {
  const network = await openNetwork(placeFrom(process.env), { alone });
  try {
    await work(network);
  } finally {
    network.close();
  }
}
