/** What a command tells the shell. */
export const ExitCode = {
  FINE: 0,
  /** Something is wrong with the documents; warnings alone are fine. */
  FINDINGS: 1,
  /** The command line asks for something that is not possible. */
  USAGE: 2,
  /** A mistake of this program. */
  INTERNAL: 3,
} as const;
