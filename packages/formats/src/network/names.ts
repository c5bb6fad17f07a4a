const LONGEST_NAME = 80;

/** A name of the language: letters, digits and `_`, beginning with a letter. */
function plainName(label: string): string {
  const plain = label
    .slice(0, LONGEST_NAME)
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain : `node${plain === '' ? '' : `_${plain}`}`;
}

/** Makes names of the language that do not occur twice: the second `conv` becomes `conv_2`. */
export function uniqueNames(): (label: string) => string {
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return (label) => {
    const name = plainName(label);
    let candidate = name;
    for (let count = counts.get(name) ?? 1; taken.has(candidate);) {
      count++;
      counts.set(name, count);
      candidate = `${name}_${count}`;
    }
    taken.add(candidate);
    return candidate;
  };
}
