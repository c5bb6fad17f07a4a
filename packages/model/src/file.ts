/** A file named in a study: as written, and the text that wrote it (relative names start there). */
export interface FileName {
  readonly written: string;
  readonly from: string;
}
