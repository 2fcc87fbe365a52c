const { PATH, NODE_COMPILE_CACHE } = process.env;

/** What programs need that tests start: nothing that whoever runs the tests set for Livrable. */
export const bare = { PATH, NODE_COMPILE_CACHE };
