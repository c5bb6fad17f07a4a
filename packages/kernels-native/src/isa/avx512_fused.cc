#include "avx512.h"
#define FUSED
#define TECHNOLOGY avx512_fused
#include "../technology.inl"
