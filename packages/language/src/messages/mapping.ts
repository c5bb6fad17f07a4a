import type { Diagnostic, Problem } from '@kirchhoff/model';
import { report } from './report.js';

/** Words a fault found behind the checker (K5xx). */
export function reportProblem(problem: Problem): Diagnostic {
  const at = problem.origin;
  switch (problem.code) {
    case 'K501':
      return report({
        code: 'K501',
        title: `${problem.what} cannot be executed by this version yet`,
        at,
        label: `uses ${problem.field}`,
        why: 'what cannot be executed is refused by name, never ignored',
        fixes: [`leave  ${problem.field}  out, or use a later version`],
      });
    case 'K502':
      return report({
        code: 'K502',
        title: `layer ${problem.layer} cannot be placed on this chip`,
        at,
        label: 'does not fit',
        why: problem.reason,
        fixes: fixesOf(problem.fix),
      });
    case 'K503': {
      const expected = problem.expected.replace(/,$/, '');
      return report({
        code: 'K503',
        title: `${problem.what} should be ${expected}, but is ${problem.found}`,
        at,
        label: `${problem.found} instead of ${expected}`,
        fixes: fixesOf(problem.fix),
      });
    }
    case 'K504':
      return report({
        code: 'K504',
        title: `network ${problem.network} cannot be used`,
        at,
        label: 'cannot be used',
        why: problem.reason,
      });
    case 'K505':
      return report({
        code: 'K505',
        title: `${problem.what}: ${problem.found}, but at most ${problem.limit}`,
        at,
        label: problem.found,
        why: 'plans have limits, so that a slip of the finger does not fill a disk',
      });
    case 'K506':
      return report({
        code: 'K506',
        title: `${problem.setting} does not fit this study`,
        at,
        label: 'does not fit',
        why: problem.reason,
        fixes: fixesOf(problem.fix),
      });
  }
}

const fixesOf = (fix: string | undefined): readonly string[] => (fix === undefined ? [] : [fix]);
