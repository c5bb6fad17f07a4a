#include "avx2.h"
#define TECHNOLOGY avx2
#define NAME "avx2"
#include "../technology.inl"
