package org.atelier.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 0.5000",
    "0.61111, 0.6111",
    "-0.25, -0.2500",
    "0.99999, 1.0000",
    "12.3456, 12.35",
    "1234.56, 1235",
    "27, 27",
    "0.00012346, 0.0001235",
    "0.00000123, 1.230e-06",
    "123456789.5, 1.235e+08",
    "NaN, NaN"
  })
  void writesNumbers(double value, String text) {
    assertThat(Figures.number(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.04, 0.0 s",
    "9.9, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "61, 1 min 1 s",
    "3599, 59 min 59 s",
    "3661, 1 h 1 min",
    "90000, 25 h 0 min"
  })
  void writesDurations(double seconds, String text) {
    assertThat(Figures.duration(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "9.94, 9.9", "12.6, 13", "'1234.5', '1,235'"})
  void writesSpeeds(double value, String text) {
    assertThat(Figures.speed(value)).isEqualTo(text);
  }
}
