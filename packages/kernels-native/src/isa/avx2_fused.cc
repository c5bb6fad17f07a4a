#include "avx2.h"
#define FUSED
#define TECHNOLOGY avx2_fused
#include "../technology.inl"
