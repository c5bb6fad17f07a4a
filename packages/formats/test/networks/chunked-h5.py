"""Writes chunked.h5 beside it: a Keras model whose arrays lie in chunks, packed as h5py packs them. python3 chunked-h5.py"""
import json, pathlib
import h5py, numpy

def counting(*shape):
    values = [((i * 7) % 17) / 8 - 1 for i in range(numpy.prod(shape))]
    return numpy.array(values).reshape(shape)

def dense(name, units, **more):
    return {"class_name": "Dense", "config": {"name": name, "units": units, "activation": "linear", **more}}

layers = [dense("first", 10, batch_input_shape=[None, 9]), dense("second", 3)]
model = {"class_name": "Sequential", "config": {"name": "chunked", "layers": layers}}
with h5py.File(pathlib.Path(__file__).with_name("chunked.h5"), "w") as file:
    file.attrs["model_config"] = json.dumps(model)
    def write(path, array, dtype, chunks, **packing):
        file.create_dataset(f"model_weights/{path}:0", data=array.astype(dtype), chunks=chunks, **packing)
    # 90 chunks: the index has two levels.
    write("first/first/kernel", counting(9, 10), "<f4", (1, 1), compression="gzip", shuffle=True, fletcher32=True)
    write("first/first/bias", counting(10), ">f4", (4,), compression="gzip", compression_opts=9)
    # The last chunks of both axes reach over the edge.
    write("second/second/kernel", counting(10, 3), "<f8", (4, 2))
    write("second/second/bias", counting(3), "<f2", (3,), shuffle=True)
