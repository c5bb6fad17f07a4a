#define HALVES
#include "avx512.h"
#define TECHNOLOGY avx512_halves
#define NAME "avx512 in halves"
#include "../technology.inl"
