// One instruction set: an isa/*.cc file says which, with TECHNOLOGY the name of its table and NAME its text. Only memcpy and its like
// are called: an inline function of the standard library would be compiled for this instruction set and kept for all.
#include <cstdint>
#include <cstring>
#include <initializer_list>

#include "layout.h"

namespace {
#include "rows.inl"
#include "convert.inl"
#include "store.inl"
#include "shared.inl"
#include "landing.inl"
#include "patches.inl"
#include "tables.inl"
#include "serial.inl"
#include "permute.inl"
#include "tabled.inl"
#include "drive.inl"
#include "narrow.inl"
#include "pass.inl"
#ifndef FUSED
#include "functions.inl"
#include "random.inl"
#include "laws.inl"
#include "program.inl"
#include "pairs.inl"
#include "gradients.inl"
#include "digital.inl"
#endif
}  // namespace

#ifdef FUSED
// Only sums of products may be contracted.
int64_t TECHNOLOGY(const Pass &of) { return pass(of); }
#else
extern const Technology TECHNOLOGY;
const Technology TECHNOLOGY = {NAME, pass, program, pairs, normals, uniforms, quantise, relu, within, largest, add, affine, filterGradient};
#endif
