import type { Problem } from '@kirchhoff/model';

/** Collects faults; the same fault at the same place is kept once. */
export interface Problems {
  readonly add: (problem: Problem) => void;
  readonly list: () => readonly Problem[];
}

export function problems(): Problems {
  const found = new Map<string, Problem>();
  return {
    add: (problem) => {
      const key = JSON.stringify(problem);
      if (!found.has(key)) found.set(key, problem);
    },
    list: () => [...found.values()],
  };
}
