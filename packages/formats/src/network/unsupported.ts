import { FormatError } from '../failure.js';

/** An operator that cannot be executed, the node that asks for it, and where it is known, why not. */
export interface Unsupported {
  readonly operator: string;
  readonly node: string;
  readonly reason?: string;
}

const listed = ({ operator, node, reason }: Unsupported): string =>
  `${operator} (node ${node}${reason === undefined ? '' : `: ${reason}`})`;

/** A network of which some operators cannot be executed, all of them named in `operators`. */
export class UnsupportedOperators extends FormatError {
  readonly operators: readonly string[];

  constructor(found: readonly Unsupported[]) {
    const operators = found.map(listed);
    super(`The network holds operators that cannot be executed: ${operators.join(', ')}.`, {
      kind: 'unsupported_operators',
      expected: 'operators of image classifiers',
      found: operators.join(', '),
    });
    this.operators = operators;
  }
}
