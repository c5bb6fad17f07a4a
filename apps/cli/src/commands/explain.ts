import { codes, explain as pageOf } from '@kirchhoff/language';
import { fail } from '../failure.js';
import { exit } from '../exit.js';
import { subcommand } from '../program.js';
import type { Register } from '../register.js';

/** `kir explain CODE`: the page behind a message. */
export const explain: Register = (program, act) => {
  subcommand(program, 'explain <code>', 'print the page behind a message, for example K304').action(
    act(({ terminal }, word = '') => {
      const code = word.trim().toUpperCase();
      const page = pageOf(code);
      if (page === undefined) throw fail(exit.wrongText, `there is no message ${word}; ${nearCodes(code)}`);
      if (terminal.json) return terminal.out(`${JSON.stringify({ code, ...page }, null, 2)}\n`);
      terminal.out(`${code}: ${page.title}\n\n${page.text}\n`);
    }),
  );
};

/** The family of a code that does not exist, or the families where there is none. */
function nearCodes(code: string): string {
  const family = codes.filter((known) => known.slice(0, 3) === code.slice(0, 3));
  const wider = codes.filter((known) => known.slice(0, 2) === code.slice(0, 2));
  const near = family.length > 0 ? family : wider;
  return near.length > 0
    ? `near it are ${near.join(', ')}`
    : 'codes are K1xx form, K2xx names, K3xx units and values, K4xx statistics, K5xx mapping, K6xx files';
}
