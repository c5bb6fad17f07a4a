#pragma once
#include <node_api.h>

#include "layout.h"

napi_value pack(napi_env env, napi_callback_info info);
napi_value packConversion(napi_env env, napi_callback_info info);
napi_value release(napi_env env, napi_callback_info info);

/** Of what `pack` and `packConversion` gave to JavaScript. */
const Plane *planeOf(void *data);
const Conversion *conversionOf(void *data);
/** Held by this thread. */
int64_t packedBytes();
