/** The study that `kir init` writes. */
export const starter = `# How much programming variation can a small network stand?
# Lines that begin with # are remarks. Change a number, then:  kir run study.kir

device mine {
  on_state              = 100 uS   # the same as 10 kohm
  on_off_ratio          = 20
  programming_variation = normal(sigma = 5 % of target)
}

adc sar8 {
  bits  = 8
  range = calibrated(keep = 99.9 %)
}

chip pilot {
  device = mine
  adc    = sar8
  array   { size = 128 x 128 }   # word lines x bit lines
  weights { scheme = differential_pair }
  inputs  { bits = 8, read_voltage = 0.2 V }
}

experiment first {
  train = standard.digits_mlp   # digits drawn by the program: needs no files
  chip  = pilot
  sweep {
    chip.device.programming_variation.sigma as sigma = 0 % to 30 % of target step 5 %
    chip.device.on_off_ratio                as ratio = [3, 10, 30]
  }
  trials = 20   # chips per point
  seed   = 1
}

report accuracy {
  of = first
  plot accuracy_vs_sigma { x = sigma, y = median(accuracy), band = 90 %, series = ratio }
  table loss             { rows = sigma, columns = ratio, value = mean(accuracy_loss) }
}
`;
