const EXACT = 6755399441055744;

/** Round half to even, |value| < 2^51. */
export const roundEven = (value: number): number => value + EXACT - EXACT;
