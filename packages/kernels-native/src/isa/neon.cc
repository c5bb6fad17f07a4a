#include "neon.h"
#define TECHNOLOGY neon
#define NAME "neon"
#include "../technology.inl"
