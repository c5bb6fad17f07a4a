// Arguments of a call from JavaScript. What does not fit throws there; the caller has checked sizes before.
#pragma once
#include <node_api.h>

#include <cstdint>
#include <string>

struct Arguments {
  napi_env env;
  napi_value values[16];
  size_t count = 16;
  bool failed = false;

  Arguments(napi_env of, napi_callback_info info) : env(of) {
    if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) != napi_ok) fail("no arguments");
  }

  void fail(const char *message) {
    if (!failed) napi_throw_error(env, nullptr, message);
    failed = true;
  }

  bool isNull(size_t index) const {
    napi_valuetype type;
    return index >= count || napi_typeof(env, values[index], &type) != napi_ok || type == napi_null || type == napi_undefined;
  }

  /** The memory of a typed array; null for null. */
  template <class T>
  T *array(size_t index, napi_typedarray_type expected, size_t *length = nullptr) {
    if (isNull(index)) return nullptr;
    napi_typedarray_type type;
    void *data = nullptr;
    size_t size = 0;
    if (napi_get_typedarray_info(env, values[index], &type, &size, &data, nullptr, nullptr) != napi_ok || type != expected) {
      fail("kernels: a typed array of another type was expected");
      return nullptr;
    }
    if (length != nullptr) *length = size;
    // An empty array may have no memory, and null stands for no array.
    alignas(T) static char nothing[sizeof(T)];
    return data == nullptr ? reinterpret_cast<T *>(nothing) : static_cast<T *>(data);
  }

  float *floats(size_t index, size_t *length = nullptr) { return array<float>(index, napi_float32_array, length); }
  double *doubles(size_t index, size_t *length = nullptr) { return array<double>(index, napi_float64_array, length); }
  int32_t *integers(size_t index, size_t *length = nullptr) { return array<int32_t>(index, napi_int32_array, length); }

  double number(size_t index) {
    double value = 0;
    if (index >= count || napi_get_value_double(env, values[index], &value) != napi_ok)
      fail("kernels: a number was expected");
    return value;
  }

  int64_t whole(size_t index) { return static_cast<int64_t>(number(index)); }

  void *external(napi_value value) {
    void *data = nullptr;
    if (napi_get_value_external(env, value, &data) != napi_ok) fail("kernels: something packed was expected");
    return data;
  }
};

inline napi_value asNumber(napi_env env, double value) {
  napi_value result;
  napi_create_double(env, value, &result);
  return result;
}

inline napi_value asText(napi_env env, const char *text) {
  napi_value result;
  napi_create_string_utf8(env, text, NAPI_AUTO_LENGTH, &result);
  return result;
}
