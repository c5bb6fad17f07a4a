import { highlight } from '../src/highlight.js';

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe('highlight', () => {
  const text = `# a <comment> & "more"
chip mine from standard.rram_chip
experiment first {   # 5 %
  sweep { chip.adc.bits as bits = 4 to 8 }
  require yield(accuracy_loss < 1 %) >= 95 %
  save = "out/a.html"
}
`;
  it('changes nothing but adds spans', () => {
    expect(plain(highlight(text))).toBe(text);
  });

  it('tells comments, texts, numbers and words apart', () => {
    const html = highlight(text);
    expect(html).toContain('<span class="comment"># a &lt;comment&gt; &amp; &quot;more&quot;</span>');
    expect(html).toContain('<span class="kind">chip</span> mine <span class="word">from</span>');
    expect(html).toContain('<span class="number">95 %</span>');
    expect(html).toContain('<span class="text">&quot;out/a.html&quot;</span>');
  });
});
