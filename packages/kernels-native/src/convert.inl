// Conversion of docs/numerics.md section 12.

/** The parameters of the converters of W outputs, or of one output for W input rows. */
struct Converter {
  F low, inverse, least, most, step, base;
  /** Those of the outputs from `at` on. */
  static inline __attribute__((always_inline)) Converter of(const float *at) {
    return {Lanes::load(at),             Lanes::load(at + PANEL),     Lanes::load(at + 2 * PANEL),
            Lanes::load(at + 3 * PANEL), Lanes::load(at + 4 * PANEL), Lanes::load(at + 5 * PANEL)};
  }
  /** Those of the output at `at` in every lane. */
  static inline __attribute__((always_inline)) Converter spread(const float *at) {
    return {Lanes::set(at[0]),         Lanes::set(at[PANEL]),     Lanes::set(at[2 * PANEL]),
            Lanes::set(at[3 * PANEL]), Lanes::set(at[4 * PANEL]), Lanes::set(at[5 * PANEL])};
  }
  /** The converted sum; its conversion was clipped where `nearest` differs from `code`. */
  inline __attribute__((always_inline)) F convert(F sum, F &nearest, F &code) const {
    nearest = Lanes::nearest((sum - low) * inverse);
    code = Lanes::min(Lanes::max(nearest, least), most);
    return code * step + base;
  }
};

/** How sums go on, known when it is compiled. */
template <bool CONVERTS, bool STARTS, bool ENDS>
struct Manner {};

/** Calls `in` with the manner of these. */
template <class In>
static inline int64_t inManner(bool converts, bool starts, bool ends, const In &in) {
  if (converts && starts) return ends ? in(Manner<true, true, true>()) : in(Manner<true, true, false>());
  if (converts) return ends ? in(Manner<true, false, true>()) : in(Manner<true, false, false>());
  if (starts) return ends ? in(Manner<false, true, true>()) : in(Manner<false, true, false>());
  return ends ? in(Manner<false, false, true>()) : in(Manner<false, false, false>());
}
