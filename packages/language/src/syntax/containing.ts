import { CstParser, EOF, isRecognitionException, MismatchedTokenException } from 'chevrotain';
import type { IParserErrorMessageProvider, IRecognitionException, IToken, TokenType } from 'chevrotain';
import { roundDepths } from './pairing/matching.js';
import * as t from './tokens.js';

/** Where and while reading what the text stopped to fit. */
export interface Fault {
  readonly token: IToken;
  readonly previous: IToken;
  readonly beforePrevious: IToken;
  /** The depth of round and square brackets at the token, in its item. */
  readonly depth: number;
  /** Outside every block. */
  readonly atTop: boolean;
  /** An equals sign stands before the token in its item. */
  readonly hasEquals: boolean;
  /** Innermost rule last; `start` or `end` alone where a line begins with something else, or goes on too long. */
  readonly rules: readonly string[];
}

/** Faults beyond this number end the reading. */
export const faultLimit = 100;

export const itemEnds: readonly TokenType[] = [t.Newline, t.Comma, t.RightBrace, EOF];
export const declarationEnds: readonly TokenType[] = [t.Newline, EOF];
const itemStarts: readonly TokenType[] = [...t.reservedWords, t.RightBrace, EOF];
const declarationStarts: readonly TokenType[] = [...t.reservedWords, EOF];

/** The wording is made from the fault (explain.ts), never by chevrotain. */
const wordless: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: () => '',
  buildNotAllInputParsedMessage: () => '',
  buildNoViableAltMessage: () => '',
  buildEarlyExitMessage: () => '',
};

/**
 * Keeps a fault inside its item: it is noted, the item is skipped to its line end, comma or brace, and the reading goes on.
 * Relies on paired brackets (pairing/).
 */
export abstract class ContainingParser extends CstParser {
  faults: Fault[] = [];
  private tokens: IToken[] = [];
  private depths: ReadonlyMap<IToken, number> | undefined;

  constructor() {
    super([...t.allTokens], { maxLookahead: 2, recoveryEnabled: false, errorMessageProvider: wordless });
  }

  protected begin(tokens: IToken[]): void {
    this.faults = [];
    this.tokens = tokens;
    this.depths = undefined;
    this.input = tokens;
  }

  /** Reads one item; a fault in it is noted and the item skipped. */
  protected contain(readItem: () => unknown, ends: readonly TokenType[]): void {
    try {
      readItem();
      this.ACTION(() => this.expectEnd(ends));
    } catch (error) {
      if (!(error instanceof Error) || !isRecognitionException(error)) throw error;
      const exception = error as IRecognitionException;
      this.note(exception.token, exception.context?.ruleStack ?? ['end'], ends);
      this.skip(ends);
    }
  }

  private expectEnd(ends: readonly TokenType[]): void {
    if (!ends.includes(this.LA(1).tokenType)) throw new MismatchedTokenException('', this.LA(1), this.LA(0));
  }

  /** What begins no item is noted and skipped; false at the end of the body. */
  protected skipMisfit(ends: readonly TokenType[], closers: readonly TokenType[]): boolean {
    const skipped = this.ACTION(() => {
      if (closers.includes(this.LA(1).tokenType)) return false;
      this.note(this.LA(1), ['start'], ends);
      this.skip(ends);
      return true;
    });
    return skipped === true;
  }

  private note(token: IToken, rules: readonly string[], ends: readonly TokenType[]): void {
    let back = 0;
    while (!itemEnds.includes(this.LA(back).tokenType) && this.LA(back).tokenType !== t.Equals) back -= 1;
    this.faults.push({
      token,
      previous: this.LA(0),
      beforePrevious: this.LA(-1),
      depth: this.depthOf(token) - (isRoundOpener(token) ? 1 : 0),
      atTop: ends === declarationEnds,
      hasEquals: this.LA(back).tokenType === t.Equals,
      rules,
    });
  }

  private depthOf(token: IToken): number {
    this.depths ??= roundDepths(this.tokens);
    return this.depths.get(token) ?? 0;
  }

  /** Goes to the end of the item, over whole brackets, and over following lines that begin no item. */
  private skip(ends: readonly TokenType[]): void {
    const starts = ends === itemEnds ? itemStarts : declarationStarts;
    const isOver = this.faults.length > faultLimit;
    let braces = 0;
    for (let token = this.LA(1); token.tokenType !== EOF; token = this.LA(1)) {
      const isEnd = braces === 0 && ends.includes(token.tokenType) && this.depthOf(token) === 0;
      if (isEnd && !isOver && (token.tokenType !== t.Newline || this.startsNext(starts))) return;
      if (token.tokenType === t.LeftBrace) braces += 1;
      else if (token.tokenType === t.RightBrace) braces -= 1;
      this.SKIP_TOKEN();
    }
  }

  private startsNext(starts: readonly TokenType[]): boolean {
    let ahead = 2;
    while (this.LA(ahead).tokenType === t.Newline) ahead += 1;
    const type = this.LA(ahead).tokenType;
    return type === t.Name || type.CATEGORIES?.includes(t.Name) === true || starts.includes(type);
  }
}

function isRoundOpener({ tokenType }: IToken): boolean {
  return tokenType === t.LeftParen || tokenType === t.LeftBracket;
}
