package org.atelier.plugin.classifier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.atelier.api.result.Metric.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
  /** Expected values: SciPy 1.10's {@code binomtest(k, n).proportion_ci(method='wilson')}. */
  @ParameterizedTest
  @CsvSource({
    "101, 630, 0.13373892, 0.19101336",
    "0, 10, 0, 0.27753280",
    "10, 10, 0.72246720, 1",
    "1, 2, 0.09453121, 0.90546879",
    "1, 1, 0.20654931, 1",
    "5, 100, 0.02154368, 0.11175047"
  })
  void enclosesTheProportion(int successes, int trials, double low, double high) {
    Interval interval = Wilson.interval(successes, trials);
    assertThat(interval.low()).isCloseTo(low, within(1e-6));
    assertThat(interval.high()).isCloseTo(high, within(1e-6));
    assertThat(interval.confidence()).isEqualTo(0.95);
    assertThat(interval.method()).isEqualTo("Wilson");
  }
}
