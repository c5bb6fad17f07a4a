// Constants of functions.ts as bits, four times each. They are loaded: engines build a constant vector anew, by three instructions, wherever it
// is used.

// @ts-nocheck: AssemblyScript

export const ONE = memory.data<u32>([0x3f800000, 0x3f800000, 0x3f800000, 0x3f800000], 16);
export const TWO = memory.data<u32>([0x40000000, 0x40000000, 0x40000000, 0x40000000], 16);
export const HALF = memory.data<u32>([0x3f000000, 0x3f000000, 0x3f000000, 0x3f000000], 16);
export const MINUS_TWO = memory.data<u32>([0xc0000000, 0xc0000000, 0xc0000000, 0xc0000000], 16);
export const TWO_MINUS_32 = memory.data<u32>([0x2f800000, 0x2f800000, 0x2f800000, 0x2f800000], 16);
export const TWO_MINUS_33 = memory.data<u32>([0x2f000000, 0x2f000000, 0x2f000000, 0x2f000000], 16);
export const ONE_LESS_ROOT_HALF = memory.data<u32>([0x004afb0d, 0x004afb0d, 0x004afb0d, 0x004afb0d], 16);
export const ROOT_HALF = memory.data<u32>([0x3f3504f3, 0x3f3504f3, 0x3f3504f3, 0x3f3504f3], 16);
export const MANTISSA = memory.data<u32>([0x007fffff, 0x007fffff, 0x007fffff, 0x007fffff], 16);
export const BIAS = memory.data<u32>([0x0000007f, 0x0000007f, 0x0000007f, 0x0000007f], 16);
export const LN2_HIGH = memory.data<u32>([0x3f317180, 0x3f317180, 0x3f317180, 0x3f317180], 16);
export const LN2_LOW = memory.data<u32>([0x3717f7d1, 0x3717f7d1, 0x3717f7d1, 0x3717f7d1], 16);
export const L1 = memory.data<u32>([0x3f2aaaaa, 0x3f2aaaaa, 0x3f2aaaaa, 0x3f2aaaaa], 16);
export const L2 = memory.data<u32>([0x3eccce13, 0x3eccce13, 0x3eccce13, 0x3eccce13], 16);
export const L3 = memory.data<u32>([0x3e91e9ee, 0x3e91e9ee, 0x3e91e9ee, 0x3e91e9ee], 16);
export const L4 = memory.data<u32>([0x3e789e26, 0x3e789e26, 0x3e789e26, 0x3e789e26], 16);
export const EXP_MOST = memory.data<u32>([0x42b20000, 0x42b20000, 0x42b20000, 0x42b20000], 16);
export const EXP_LEAST = memory.data<u32>([0xc2d00000, 0xc2d00000, 0xc2d00000, 0xc2d00000], 16);
export const EXP_ROUNDER = memory.data<u32>([0x4b400000, 0x4b400000, 0x4b400000, 0x4b400000], 16);
export const LOG2_E = memory.data<u32>([0x3fb8aa3b, 0x3fb8aa3b, 0x3fb8aa3b, 0x3fb8aa3b], 16);
export const EXP_LN2_HIGH = memory.data<u32>([0x3f318000, 0x3f318000, 0x3f318000, 0x3f318000], 16);
export const EXP_LN2_LOW = memory.data<u32>([0xb95e8083, 0xb95e8083, 0xb95e8083, 0xb95e8083], 16);
export const E0 = memory.data<u32>([0x39506967, 0x39506967, 0x39506967, 0x39506967], 16);
export const E1 = memory.data<u32>([0x3ab743ce, 0x3ab743ce, 0x3ab743ce, 0x3ab743ce], 16);
export const E2 = memory.data<u32>([0x3c088908, 0x3c088908, 0x3c088908, 0x3c088908], 16);
export const E3 = memory.data<u32>([0x3d2aa9c1, 0x3d2aa9c1, 0x3d2aa9c1, 0x3d2aa9c1], 16);
export const E4 = memory.data<u32>([0x3e2aaaaa, 0x3e2aaaaa, 0x3e2aaaaa, 0x3e2aaaaa], 16);
export const E5 = memory.data<u32>([0x3f000000, 0x3f000000, 0x3f000000, 0x3f000000], 16);
export const TANH_SMALL = memory.data<u32>([0x3f200000, 0x3f200000, 0x3f200000, 0x3f200000], 16);
export const T0 = memory.data<u32>([0xbbbaf0ea, 0xbbbaf0ea, 0xbbbaf0ea, 0xbbbaf0ea], 16);
export const T1 = memory.data<u32>([0x3ca9134e, 0x3ca9134e, 0x3ca9134e, 0x3ca9134e], 16);
export const T2 = memory.data<u32>([0xbd5c1e2d, 0xbd5c1e2d, 0xbd5c1e2d, 0xbd5c1e2d], 16);
export const T3 = memory.data<u32>([0x3e088393, 0x3e088393, 0x3e088393, 0x3e088393], 16);
export const T4 = memory.data<u32>([0xbeaaaa99, 0xbeaaaa99, 0xbeaaaa99, 0xbeaaaa99], 16);
export const SIGN = memory.data<u32>([0x80000000, 0x80000000, 0x80000000, 0x80000000], 16);
export const EIGHTH_TURN = memory.data<u32>([0x20000000, 0x20000000, 0x20000000, 0x20000000], 16);
export const RADIANS = memory.data<u32>([0x30c90fdb, 0x30c90fdb, 0x30c90fdb, 0x30c90fdb], 16);
export const S0 = memory.data<u32>([0xb94ca1f9, 0xb94ca1f9, 0xb94ca1f9, 0xb94ca1f9], 16);
export const S1 = memory.data<u32>([0x3c08839e, 0x3c08839e, 0x3c08839e, 0x3c08839e], 16);
export const S2 = memory.data<u32>([0xbe2aaaa3, 0xbe2aaaa3, 0xbe2aaaa3, 0xbe2aaaa3], 16);
export const C0 = memory.data<u32>([0x37ccf5ce, 0x37ccf5ce, 0x37ccf5ce, 0x37ccf5ce], 16);
export const C1 = memory.data<u32>([0xbab6061a, 0xbab6061a, 0xbab6061a, 0xbab6061a], 16);
export const C2 = memory.data<u32>([0x3d2aaaa5, 0x3d2aaaa5, 0x3d2aaaa5, 0x3d2aaaa5], 16);
