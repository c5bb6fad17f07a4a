/** Numbers by the names of their columns, all equally long; NaN where a row has no value. */
export type Columns = Readonly<Record<string, Float64Array>>;

/** Number of rows. */
export const rowsOf = (columns: Columns): number => Object.values(columns)[0]?.length ?? 0;

/** The rows at the given places, in that order. */
export function pickRows(columns: Columns, places: readonly number[]): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => {
      const picked = new Float64Array(places.length);
      for (let at = 0; at < places.length; at++) picked[at] = values[places[at]!]!;
      return [name, picked] as const;
    }),
  );
}

/** One table below the other; a column that a part lacks is NaN there. Columns by name. */
export function concatenate(parts: readonly Columns[]): Columns {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))].sort();
  const total = parts.reduce((sum, part) => sum + rowsOf(part), 0);
  return Object.fromEntries(
    names.map((name) => {
      const whole = new Float64Array(total).fill(NaN);
      let at = 0;
      for (const part of parts) {
        const values = part[name];
        if (values !== undefined) whole.set(values, at);
        at += rowsOf(part);
      }
      return [name, whole] as const;
    }),
  );
}
