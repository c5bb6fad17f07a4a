/** Replications of a coverage: 2,000, or 20,000 with KIRCHHOFF_FULL=1. */
export const REPLICATIONS = process.env.KIRCHHOFF_FULL === '1' ? 20_000 : 2000;

/** Share of the replications whose interval holds the truth, a fraction. */
export function coverageOf(
  truth: number,
  interval: (replication: number) => { readonly low: number; readonly high: number },
): number {
  let covered = 0;
  for (let i = 0; i < REPLICATIONS; i++) {
    const { low, high } = interval(i);
    if (low <= truth && truth <= high) covered++;
  }
  return covered / REPLICATIONS;
}

/** For a record: what was covered, in % of how many replications. */
export const figuresOf = (covered: number): Record<string, number> => ({
  replications: REPLICATIONS,
  'covered [% of replications]': covered * 100,
});
