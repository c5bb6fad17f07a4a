const piece =
  /[ \t\r\n]*(?:([{}[\],:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type State = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'after';

/** The offset at which a text stops being JSON; its length where it ends too early. */
export function locateFault(text: string): number {
  const open: string[] = [];
  let state: State = 'value';
  let offset = 0;
  while (true) {
    piece.lastIndex = offset;
    const match = piece.exec(text);
    const start = match ? offset + match[0].length - match[0].trimStart().length : skipBlanks(text, offset);
    if (!match) return start;
    const next = step(state, match[0].trimStart()[0], open);
    if (next === undefined) return start;
    state = next;
    offset = piece.lastIndex;
  }
}

function skipBlanks(text: string, offset: number): number {
  let start = offset;
  while (start < text.length && ' \t\r\n'.includes(text[start])) start += 1;
  return start;
}

/** The state behind a piece that begins with `sign`, or undefined where it does not belong. */
function step(state: State, sign: string, open: string[]): State | undefined {
  const top = open[open.length - 1];
  if (sign === '}') return close(open, '{', state === 'first key' || state === 'after');
  if (sign === ']') return close(open, '[', state === 'first value' || state === 'after');
  if (sign === ',') return state === 'after' && top ? (top === '{' ? 'key' : 'value') : undefined;
  if (sign === ':') return state === 'colon' ? 'value' : undefined;
  if (state === 'key' || state === 'first key') return sign === '"' ? 'colon' : undefined;
  if (state !== 'value' && state !== 'first value') return undefined;
  if (sign === '{' || sign === '[') {
    open.push(sign);
    return sign === '{' ? 'first key' : 'first value';
  }
  return 'after';
}

function close(open: string[], opener: string, isAllowed: boolean): State | undefined {
  return isAllowed && open.pop() === opener ? 'after' : undefined;
}
