/** Exit status by meaning; numbers from sysexits where one exists. */
export const exit = {
  fine: 0,
  wrongText: 1,
  runFailed: 2,
  interrupted: 3,
  bug: 70,
  tryAgain: 75,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];
