import { Option } from 'commander';
import { readingOptions, subcommand, wholeNumber, workingOptions } from '../program.js';
import type { Register } from '../register.js';
import type { ProbeOptions } from '../run/probe-study.js';
import { watcher } from '../run/events.js';

/** `kir probe STUDY [EXPERIMENT]`: what single chips look like, as `.npz` for Python. */
export const probe: Register = (program, act) => {
  workingOptions(
    readingOptions(
      subcommand(program, 'probe <study> [experiment]', 'write what single chips look like as .npz'),
    ),
  )
    .option('--point <number>', 'point of the experiment, from 0', wholeNumber(0), 0)
    .option('--trials <number>', 'chips 0 to n - 1', wholeNumber(1), 1)
    .option('--images <number>', 'test images, for outputs (all)', wholeNumber(1))
    .option('--repeat <number>', 'which of the trained networks, from 0', wholeNumber(0), 0)
    .addOption(
      new Option('--what <what>', 'what to write')
        .choices(['outputs', 'weights', 'conductances'])
        .default('outputs'),
    )
    .option('--out <file>', 'the file to write (<what>.npz)')
    .action(
      act<ProbeOptions>(async (session, path = '', experiment) => {
        const { probeStudy } = await import('../run/probe-study.js');
        const watch = watcher(session.terminal, session.options.events ?? false);
        return probeStudy({ path, experiment }, session, watch);
      }),
    );
};
