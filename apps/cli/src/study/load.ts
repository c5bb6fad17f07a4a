import { check, exampleOf, fromJson, parse, presetText, type Source } from '@kirchhoff/language';
import type { Diagnostic, Study } from '@kirchhoff/model';
import { exit } from '../exit.js';
import { Failure } from '../failure.js';
import type { Folders } from '../session.js';
import { type FileHost, fileHost } from './host.js';
import { readStudy } from './read-study.js';

type Program = Parameters<typeof check>[0];

/** A study file as text, read into a program where that is possible. */
export interface StudyText {
  readonly path: string;
  /** What places refer to: the file's text, or the canonical text of a JSON study. */
  readonly text: string;
  readonly program: Program | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** A study read and checked; it lacks its broken parts where `diagnostics` holds errors. */
export interface LoadedStudy extends StudyText {
  readonly study: Study | undefined;
  readonly host: FileHost;
  readonly sources: (uri: string) => string;
}

const isJson = (path: string): boolean => path.toLowerCase().endsWith('.json');

/** Reads a study; `.json` is the image that `kir format --json` writes. Throws a Failure where the file cannot be read. */
export function openStudy(path: string): StudyText {
  const source: Source = { uri: path, text: readStudy(path) };
  if (!isJson(path)) {
    const { program, diagnostics } = parse(source, { exampleOf });
    return { path, text: source.text, program, diagnostics };
  }
  const { program, text = source.text, diagnostics } = fromJson(source);
  return { path, text, program, diagnostics };
}

/** Reads and checks a study with the files it names. */
export function loadStudy(path: string, folders: Folders): LoadedStudy {
  const opened = openStudy(path);
  const { program, text } = opened;
  const host = fileHost(folders, { uri: path, text });
  const sources = (uri: string): string => host.texts.get(uri) ?? presetText(uri) ?? '';
  if (program === undefined) return { ...opened, study: undefined, host, sources };
  const { study, diagnostics } = check(program, host, opened.diagnostics);
  return { ...opened, study, diagnostics: [...opened.diagnostics, ...diagnostics], host, sources };
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** The checked study. Throws a Failure with every report where the text is wrong. */
export function requireStudy(loaded: LoadedStudy): Study {
  const { study, diagnostics, sources } = loaded;
  if (study === undefined || hasErrors(diagnostics)) throw new Failure(exit.wrongText, diagnostics, sources);
  return study;
}
