#pragma once
#include <vector>

#include "layout.h"

/** The instruction sets of this processor, the fastest first; `fused` ones contract multiplications and additions. */
const std::vector<Technology> &technologies();
