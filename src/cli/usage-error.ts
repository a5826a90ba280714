/** The command line asks for something that is not possible. */
export class UsageError extends Error {}
