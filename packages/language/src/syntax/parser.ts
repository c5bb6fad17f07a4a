import { EOF } from 'chevrotain';
import type { CstNode, IToken } from 'chevrotain';
import { ContainingParser, declarationEnds, itemEnds } from './containing.js';
import * as t from './tokens.js';

/**
 * The grammar of language.md section 4, LL(2). Faulty items leave no node, so nodes are always whole.
 */
export class Grammar extends ContainingParser {
  constructor() {
    super();
    this.performSelfAnalysis();
  }

  /** Reads a whole token vector. */
  read(tokens: IToken[]): CstNode {
    this.begin(tokens);
    const node = this.program();
    this.input = [];
    return node;
  }

  program = this.RULE('program', () => {
    let goOn = true;
    while (goOn) {
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(t.Newline) },
          { ALT: () => this.contain(() => this.SUBRULE(this.declaration), declarationEnds) },
        ]);
      });
      goOn = this.skipMisfit(declarationEnds, [EOF]);
    }
  });

  declaration = this.RULE('declaration', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.import) },
      { ALT: () => this.SUBRULE(this.let) },
      { ALT: () => this.SUBRULE(this.block) },
    ]);
  });

  import = this.RULE('import', () => {
    this.CONSUME(t.Import);
    this.CONSUME(t.TextToken);
    this.CONSUME(t.As);
    this.CONSUME(t.Name);
  });

  let = this.RULE('let', () => {
    this.CONSUME(t.Let);
    this.CONSUME(t.Name);
    this.CONSUME(t.Equals);
    this.OPTION({
      GATE: () => !itemEnds.includes(this.LA(1).tokenType),
      DEF: () => this.SUBRULE(this.value),
    });
  });

  block = this.RULE('block', () => {
    this.CONSUME(t.Name);
    this.OPTION(() => this.CONSUME1(t.Name));
    this.OPTION1(() => this.SUBRULE(this.origin));
    this.OPTION2(() => this.SUBRULE(this.body));
  });

  origin = this.RULE('origin', () => {
    this.CONSUME(t.From);
    this.SUBRULE(this.path);
  });

  body = this.RULE('body', () => {
    this.CONSUME(t.LeftBrace);
    let goOn = true;
    while (goOn) {
      this.MANY(() => {
        this.OR([
          { ALT: () => this.CONSUME(t.Newline) },
          { ALT: () => this.CONSUME(t.Comma) },
          { ALT: () => this.contain(() => this.SUBRULE(this.item), itemEnds) },
        ]);
      });
      goOn = this.skipMisfit(itemEnds, [t.RightBrace, EOF]);
    }
    this.CONSUME(t.RightBrace);
  });

  item = this.RULE('item', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.find) },
      { ALT: () => this.SUBRULE(this.require) },
      { ALT: () => this.SUBRULE(this.until) },
      { ALT: () => this.SUBRULE(this.field) },
      { ALT: () => this.SUBRULE(this.element) },
    ]);
  });

  field = this.RULE('field', () => {
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(t.As);
      this.CONSUME(t.Name);
    });
    this.CONSUME(t.Equals);
    this.OPTION1({
      GATE: () => !itemEnds.includes(this.LA(1).tokenType),
      DEF: () => this.SUBRULE(this.value),
    });
  });

  element = this.RULE('element', () => {
    this.CONSUME(t.Name);
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(t.Colon);
            this.CONSUME1(t.Name);
          },
        },
        { ALT: () => this.CONSUME2(t.Name) },
      ]);
    });
    this.OPTION1(() => this.SUBRULE(this.arguments));
    this.OPTION2(() => this.SUBRULE(this.origin));
    this.OPTION3(() => this.SUBRULE(this.body));
  });

  find = this.RULE('find', () => {
    this.CONSUME(t.Find);
    this.OR([{ ALT: () => this.CONSUME(t.Smallest) }, { ALT: () => this.CONSUME(t.Largest) }]);
    this.SUBRULE(this.path);
    this.OPTION(() => {
      this.CONSUME(t.As);
      this.CONSUME(t.Name);
    });
    this.CONSUME(t.In);
    this.SUBRULE(this.span);
    this.OPTION1(() => {
      this.CONSUME(t.Within);
      this.SUBRULE(this.quantity);
    });
  });

  require = this.RULE('require', () => {
    this.CONSUME(t.Require);
    this.SUBRULE(this.condition);
  });

  until = this.RULE('until', () => {
    this.CONSUME(t.Until);
    this.SUBRULE(this.condition);
  });

  condition = this.RULE('condition', () => {
    this.SUBRULE(this.reference);
    this.SUBRULE(this.comparator);
    this.SUBRULE(this.quantity);
  });

  comparator = this.RULE('comparator', () => {
    this.OR([
      { ALT: () => this.CONSUME(t.Less) },
      { ALT: () => this.CONSUME(t.LessEqual) },
      { ALT: () => this.CONSUME(t.Greater) },
      { ALT: () => this.CONSUME(t.GreaterEqual) },
    ]);
  });

  value = this.RULE('value', () => {
    this.OR([
      { ALT: () => this.SUBRULE(this.list) },
      { ALT: () => this.SUBRULE(this.span) },
      { ALT: () => this.CONSUME(t.ShapeToken) },
      { ALT: () => this.CONSUME(t.TextToken) },
      { ALT: () => this.SUBRULE(this.reference) },
    ]);
  });

  list = this.RULE('list', () => {
    this.CONSUME(t.LeftBracket);
    this.OPTION(() => {
      this.SUBRULE(this.value);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.OPTION1(() => this.SUBRULE1(this.value));
      });
    });
    this.CONSUME(t.RightBracket);
  });

  span = this.RULE('span', () => {
    this.SUBRULE(this.quantity);
    this.OPTION(() => {
      this.CONSUME(t.To);
      this.SUBRULE1(this.quantity);
      this.OPTION1(() => {
        this.OR([{ ALT: () => this.SUBRULE(this.step) }, { ALT: () => this.SUBRULE(this.points) }]);
      });
    });
  });

  step = this.RULE('step', () => {
    this.CONSUME(t.Step);
    this.SUBRULE(this.quantity);
  });

  points = this.RULE('points', () => {
    this.CONSUME(t.In);
    this.CONSUME(t.NumberToken);
    this.OPTION(() => this.CONSUME(t.Log));
    this.CONSUME(t.Points);
  });

  quantity = this.RULE('quantity', () => {
    this.CONSUME(t.NumberToken);
    this.OPTION({ GATE: () => this.isUnit(), DEF: () => this.SUBRULE(this.unit) });
    this.OPTION1(() => {
      this.CONSUME(t.Of);
      this.CONSUME1(t.Name);
    });
  });

  unit = this.RULE('unit', () => {
    this.OR([{ ALT: () => this.CONSUME(t.Percent) }, { ALT: () => this.CONSUME(t.Name) }]);
  });

  reference = this.RULE('reference', () => {
    this.SUBRULE(this.path);
    this.OPTION(() => this.SUBRULE(this.arguments));
  });

  path = this.RULE('path', () => {
    this.CONSUME(t.Name);
    this.MANY(() => {
      this.CONSUME(t.Point);
      this.CONSUME1(t.Name);
    });
  });

  arguments = this.RULE('arguments', () => {
    this.CONSUME(t.LeftParen);
    this.OPTION(() => {
      this.SUBRULE(this.argument);
      this.MANY(() => {
        this.CONSUME(t.Comma);
        this.OPTION1(() => this.SUBRULE1(this.argument));
      });
    });
    this.CONSUME(t.RightParen);
  });

  argument = this.RULE('argument', () => {
    this.OPTION(() => {
      this.CONSUME(t.Name);
      this.CONSUME(t.Equals);
    });
    this.SUBRULE(this.value);
    this.OPTION1(() => {
      this.SUBRULE(this.comparator);
      this.SUBRULE(this.quantity);
    });
  });

  /** A name behind a number is its unit, on the same line and unless it is an infix word. */
  private isUnit(): boolean {
    const token = this.LA(1);
    return !t.infixWords.includes(token.tokenType) && token.startLine === this.LA(0).endLine;
  }
}
