/** A line as it is shown: tabs as blanks, and the column where each character begins. */
export interface Display {
  readonly text: string;
  /** Shown column (from 0) of each UTF-16 offset of the line, and of its end. */
  columnAt(offset: number): number;
}

const tabWidth = 4;
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u;
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

/** How many columns of a terminal a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

function widthOfCharacter(character: string): number {
  if (character <= '~') return 1;
  if (invisible.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Prepares a line for showing; control characters become `·`. */
export function display(line: string): Display {
  const columns = new Int32Array(line.length + 1);
  let text = '';
  let column = 0;
  let offset = 0;
  for (const character of line) {
    for (let unit = 0; unit < character.length; unit++) columns[offset + unit] = column;
    offset += character.length;
    const shown = character === '\t' ? ' '.repeat(tabWidth - (column % tabWidth)) : visible(character);
    text += shown;
    column += widthOf(shown);
  }
  columns[offset] = column;
  return { text, columnAt: (at) => columns[Math.max(0, Math.min(at, line.length))] };
}

function visible(character: string): string {
  return /[\0-\x1f\x7f\u202A-\u202E\u2066-\u2069]/.test(character) ? '·' : character;
}
