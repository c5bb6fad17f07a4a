import { exit } from './exit.js';

/** Time that running work gets to stop by itself before the process ends anyway [ms]. */
const patience = 1500;

/**
 * A signal that aborts at the first Ctrl-C or termination. The process ends at the second, or when work has not stopped in time;
 * files appear whole in one turn of the event loop, so ending between two turns leaves nothing half-written.
 */
export function interruptSignal(onInterrupt: () => void): AbortSignal {
  const controller = new AbortController();
  const handle = (): void => {
    if (controller.signal.aborted) process.exit(exit.interrupted);
    controller.abort();
    onInterrupt();
    setTimeout(() => process.exit(exit.interrupted), patience).unref();
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return controller.signal;
}
