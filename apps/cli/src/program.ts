import type { Technology } from '@kirchhoff/kernels';
import { Command, InvalidArgumentError, Option } from 'commander';
import { version } from './version.js';

/** Named here again, for the compiler to compare, so that no command reads the kernels for its help. */
const technologies: Readonly<Record<Technology, true>> = { native: true, wasm: true, plain: true };

/** A whole number of at least `least`, from the command line. */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least)
      throw new InvalidArgumentError(`It should be a whole number, at least ${least}.`);
    return value;
  };

/** `kir` without its commands. */
export function bareProgram(): Command {
  const program = new Command('kir')
    .description('How accurate a neural network stays on imperfect memory arrays.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .option('--json', 'print one JSON document and nothing else')
    .option('--quiet', 'no progress, no remarks')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .exitOverride();
  return program;
}

/** A command that inherits the program's ways. */
export const subcommand = (program: Command, usage: string, description: string): Command =>
  program.command(usage).description(description).allowExcessArguments(false);

/** Options of commands that read a study and the files it names. */
export const readingOptions = (command: Command): Command =>
  command
    .option('--data <folder>', 'folder of data sets (KIRCHHOFF_DATA)')
    .option('--models <folder>', 'folder of networks and weights (KIRCHHOFF_MODELS)')
    .option('--seed <number>', 'seed of every experiment instead of the written one', wholeNumber(0));

/** Options of commands that train or simulate. */
export const workingOptions = (command: Command): Command =>
  command
    .option('--workers <number>', 'worker threads; one per core unless said', wholeNumber(1))
    .option('--store <folder>', 'folder that keeps trials and weights (.kirchhoff beside the study)')
    .option('--events', 'progress as one JSON document per line on standard error')
    .addOption(
      new Option('--engine <name>', 'training engine; the fastest that loads unless said').choices([
        'tfjs-node',
        'wasm',
        'cpu',
      ]),
    )
    .addOption(
      new Option('--kernels <name>', 'kernel technology; the fastest unless said').choices(
        Object.keys(technologies),
      ),
    )
    .option(
      '--fast-math',
      'let native kernels fuse multiplications and additions: other bits, recorded, and no chip is kept or taken',
    );
