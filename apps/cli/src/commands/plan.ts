import { readingOptions, subcommand } from '../program.js';
import type { Register } from '../register.js';
import type { Session } from '../session.js';
import { workersOf } from '../run/workers.js';
import { printDiagnostics } from '../conclude.js';
import { wholeNumber } from '../program.js';

/** `kir plan STUDY`: what would run, on how many arrays, for how long. */
export const plan: Register = (program, act) => {
  readingOptions(
    subcommand(program, 'plan <study>', 'tell points, chips, arrays, work and time before anything runs'),
  )
    .option('--workers <number>', 'worker threads to estimate for', wholeNumber(1))
    .option('--store <folder>', 'folder that keeps the weights a pilot trains (.kirchhoff beside the study)')
    .option('--pilot', 'evaluate a few chips and tell the time they need, with its spread')
    .action(
      act<{ readonly pilot?: boolean }>(async (session, path = '') => {
        const { terminal, options } = session;
        const { planStudy } = await import('../study/planned.js');
        const planned = planStudy(path, options);
        const warnings = [...planned.diagnostics, ...planned.refused];
        const { forecast } = await import('../study/forecast.js');
        const { planText } = await import('../study/plan-text.js');
        const { cost, bytes, seconds } = await forecast(planned.plan, workersOf(options));
        const pilot = options.pilot === true ? await piloted(path, session) : undefined;
        if (terminal.json) {
          const { diagnosticsJson } = await import('../study/diagnostics-json.js');
          const document = {
            hash: planned.hash,
            plan: planned.plan,
            cost,
            bytes,
            seconds,
            pilot: pilot?.pilot,
          };
          const reports = diagnosticsJson(warnings, planned.sources);
          return terminal.out(`${JSON.stringify({ ...document, ...reports }, null, 2)}\n`);
        }
        terminal.out(planText(path, planned, { cost, bytes, seconds, workers: workersOf(options) }));
        if (pilot !== undefined) terminal.out(pilot.text);
        if (warnings.length > 0 && !terminal.quiet) printDiagnostics(warnings, planned.sources, terminal);
      }),
    );
};

/** What a few chips took, as numbers and for people. */
async function piloted(path: string, session: Session) {
  const { pilotOf, pilotText } = await import('../run/pilot.js');
  const pilot = await pilotOf(path, session);
  return { pilot, text: pilotText(pilot) };
}
