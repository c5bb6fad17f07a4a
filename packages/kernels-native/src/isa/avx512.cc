#include "avx512.h"
#define TECHNOLOGY avx512
#define NAME "avx512"
#include "../technology.inl"
