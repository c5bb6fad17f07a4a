import { existsSync } from 'node:fs';

import { exit } from '../exit.js';
import { fail } from '../failure.js';
import { writeWhole } from '../files/write.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';
import { starter } from '../study/starter.js';

/** `kir init [FILE]`: a first study to change; never overwrites. */
export const init: Register = (program, act) => {
  subcommand(program, 'init [file]', 'write a first study to change (study.kir)').action(
    act(({ terminal }, file = 'study.kir') => {
      if (existsSync(file)) throw fail(exit.wrongText, `${file} exists already, and init never overwrites`);
      writeWhole(file, starter);
      if (terminal.json) return terminal.out(`${JSON.stringify({ file }, null, 2)}\n`);
      terminal.out(`${file}\n`);
      if (!terminal.quiet)
        terminal.err(
          `Next:\n  kir check ${file}   says what is wrong with it\n  kir plan ${file}    what it would run\n  kir run ${file}     runs it\n`,
        );
    }),
  );
};
