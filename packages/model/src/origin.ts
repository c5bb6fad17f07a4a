/** Where something was written: a file and the character range in it (`end` excluded). */
export interface Origin {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}
