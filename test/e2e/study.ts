/** A study that runs in a second or two: few digits, a small network, four points, four chips. */
export const tiny = `data few from standard.digits {
  train_images       = 400
  test_images        = 100
  calibration_images = 50
}

network small {
  input = 28 x 28 x 1
  layers {
    flatten
    fc1: dense(16, relu)
    fc2: dense(10, softmax)
  }
}

train quick {
  network = small
  data    = few
  epochs  = 3
  batch   = 50
  seed    = 1
}

device cells {
  on_state              = 100 uS
  on_off_ratio          = 20
  programming_variation = normal(sigma = 5 % of target)
}

adc sar6 { bits = 6 }

chip pilot {
  device = cells
  adc    = sar6
  array { size = 64 x 64 }
}

experiment first {
  train = quick
  chip  = pilot
  sweep {
    chip.device.programming_variation.sigma as sigma = [0 % of target, 40 % of target]
    chip.device.on_off_ratio                as ratio = [3, 30]
  }
  trials = 4
  seed   = 3
}
`;

/** The same question with enough chips to be interrupted in the middle. */
export const long = tiny.replace('trials = 4', 'trials = 20000');
