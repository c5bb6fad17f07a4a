#include "neon.h"
#define FUSED
#define TECHNOLOGY neon_fused
#include "../technology.inl"
