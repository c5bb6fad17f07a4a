import { watcher } from '../run/events.js';
import { readingOptions, subcommand, workingOptions } from '../program.js';
import type { Register } from '../register.js';

/** `kir train STUDY`: trains the networks that a study declares and keeps their weights. */
export const train: Register = (program, act) => {
  workingOptions(
    readingOptions(
      subcommand(program, 'train <study>', 'train the networks of a study and keep their weights'),
    ),
  ).action(
    act(async (session, path = '') => {
      const { trainStudy } = await import('../weights/train-study.js');
      return trainStudy(path, session, watcher(session.terminal, session.options.events ?? false));
    }),
  );
};
