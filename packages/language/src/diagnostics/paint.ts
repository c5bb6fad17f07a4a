/** What a piece of a report is, so that a terminal can colour it. */
export type Tone = 'error' | 'warning' | 'frame' | 'primary' | 'related' | 'title' | 'note';

export type Paint = (tone: Tone, text: string) => string;

const codes: Readonly<Record<Tone, string>> = {
  error: '1;31',
  warning: '1;33',
  frame: '34',
  primary: '1;31',
  related: '34',
  title: '1',
  note: '1',
};

/** Colours by ANSI codes, or leaves the text as it is. */
export function painter(color: boolean): Paint {
  if (!color) return (_tone, text) => text;
  return (tone, text) => (text === '' ? '' : `\u001b[${codes[tone]}m${text}\u001b[0m`);
}
