const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Comments, texts, numbers with their unit, words that begin a line or a question, in this order. */
const parts =
  /(#[^\n]*)|("[^"\n]*")|((?<![\w.])\d[\d.]*(?:e[+-]?\d+)?(?:\s?(?:%|[fpnumkMGµ]?(?:ohm|Ω|S|V|A|LSB|s)\b|epochs|steps|day|days))?)|\b(import|let|from|as|find|require|until|smallest|largest|within|step|in|to|of)\b|^[ \t]*(data|network|device|adc|chip|train|experiment|report|sweep|plot|table|histogram|inject)(?=[ \t]+[\w{])/gm;

const classes = ['comment', 'text', 'number', 'word', 'kind'] as const;

/** A study's text as HTML, its parts in `span`s of a class; the text itself is unchanged. */
export function highlight(text: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(parts)) {
    const group = match.slice(1).findIndex((part) => part !== undefined);
    const part = match[group + 1]!;
    const next = match.index + match[0].length;
    html += escapeText(text.slice(end, next - part.length));
    html += `<span class="${classes[group]}">${escapeText(part)}</span>`;
    end = next;
  }
  return html + escapeText(text.slice(end));
}
