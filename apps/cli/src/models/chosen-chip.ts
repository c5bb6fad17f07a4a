import { diagnose } from '@kirchhoff/language';
import type { Chip, Host, Study } from '@kirchhoff/model';
import { exit } from '../exit.js';
import { fail } from '../failure.js';
import type { Folders } from '../session.js';
import { fileHost } from '../study/host.js';
import { loadStudy, requireStudy } from '../study/load.js';

interface Choice {
  readonly study?: string;
  readonly chip?: string;
}

/** A chip, the host that knows its files, and the texts behind its places. */
export interface ChosenChip {
  readonly chip: Chip;
  readonly host: Host;
  readonly sources: (uri: string) => string;
}

function standard(name: string, folders: Folders): ChosenChip {
  const word = name.replace(/^standard\./, '');
  const text = `chip chosen from standard.${word}\n`;
  const host = fileHost(folders, { uri: 'standard', text });
  const { study } = /^\w+$/.test(word) ? diagnose({ uri: 'standard', text }, host) : { study: undefined };
  const chip = study?.chips[0];
  if (chip === undefined) throw fail(exit.wrongText, `there is no chip standard.${word}`);
  return { chip: { ...chip, name: `standard.${word}` }, host, sources: () => text };
}

function chipOf(study: Study, path: string, name: string | undefined): Chip {
  const found = name === undefined ? study.chips[0] : study.chips.find((chip) => chip.name === name);
  if (found !== undefined) return found;
  const names = study.chips.map((chip) => chip.name).join(', ');
  throw fail(
    exit.wrongText,
    names === '' ? `${path} has no chip` : `${path} has no chip ${name ?? ''}; there are ${names}`,
  );
}

/** The chip of `--study` and `--chip`; standard.rram_chip unless said. Throws a Failure where there is none. */
export function chosenChip({ study: path, chip }: Choice, folders: Folders): ChosenChip {
  if (path === undefined) return standard(chip ?? 'rram_chip', folders);
  const loaded = loadStudy(path, folders);
  const { host, sources } = loaded;
  return { chip: chipOf(requireStudy(loaded), path, chip), host, sources };
}
