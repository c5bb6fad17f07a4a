/** Files as the caller finds them: names are as written in the study, or of a preset's layout in the data folder. */
export interface DataReader {
  /** Bytes of a file, undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Names of the files in a folder, undefined where there is none. */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** Places in which a name is looked for, for messages. */
  searched(name: string): readonly string[];
}
