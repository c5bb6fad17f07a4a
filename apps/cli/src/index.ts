import type { Command } from 'commander';
import { check } from './commands/check.js';
import { compare } from './commands/compare.js';
import { data } from './commands/data.js';
import { describe } from './commands/describe.js';
import { doctor } from './commands/doctor.js';
import { explain } from './commands/explain.js';
import { exportTables } from './commands/export.js';
import { format } from './commands/format.js';
import { gc } from './commands/gc.js';
import { init } from './commands/init.js';
import { merge } from './commands/merge.js';
import { plan } from './commands/plan.js';
import { probe } from './commands/probe.js';
import { query } from './commands/query.js';
import { report } from './commands/report.js';
import { run } from './commands/run.js';
import { runs } from './commands/runs.js';
import { train } from './commands/train.js';
import { verify } from './commands/verify.js';
import { conclude } from './conclude.js';
import { exit, type ExitCode } from './exit.js';
import { interruptSignal } from './interrupt.js';
import { bareProgram } from './program.js';
import type { Act, Body, Register } from './register.js';
import type { Options } from './session.js';
import { processTerminal } from './terminal/terminal.js';

const commands: readonly Register[] = [
  check,
  format,
  plan,
  train,
  run,
  report,
  compare,
  runs,
  exportTables,
  query,
  verify,
  merge,
  gc,
  probe,
  describe,
  data,
  doctor,
  init,
  explain,
];

/** The `kir` command; sets the process's exit status. */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (fault: NodeJS.ErrnoException) => {
      if (fault.code === 'EPIPE') process.exit(process.exitCode ?? exit.fine);
      throw fault;
    });
  let terminal = processTerminal({ json: argv.includes('--json'), quiet: argv.includes('--quiet') });
  const signal = interruptSignal(() => undefined);
  let code: ExitCode = exit.fine;
  const act: Act =
    <Own = object>(body: Body<Own>) =>
    async (...given) => {
      const command = given.at(-1) as Command;
      const options = command.optsWithGlobals<Options & Own>();
      terminal = processTerminal(options);
      const words = given.slice(0, -2) as (string | undefined)[];
      code = (await body({ terminal, options, signal }, ...words)) ?? exit.fine;
    };
  const program = bareProgram();
  for (const register of commands) register(program, act);
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (cause) {
    code = conclude(cause, terminal, signal.aborted);
  }
  process.exit(signal.aborted ? exit.interrupted : code);
}
