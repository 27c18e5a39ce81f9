package org.atelier.runner.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreSchemaTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void nothing(String text) {
    assertThat(CoreSchema.resolve(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yes", "no", "on", "0o8", "1_000", "2026-01-01", "0x", "1e", "tRUE", "1:20", "."})
  void whatOtherVersionsOfYamlTakeForMoreIsText(String text) {
    assertThat(CoreSchema.resolve(text)).contains(text);
  }

  @Test
  void numbersAndBooleans() {
    assertThat(CoreSchema.resolve("010")).contains(BigInteger.TEN);
    assertThat(CoreSchema.resolve("-0x0f")).contains("-0x0f");
    assertThat(CoreSchema.resolve("0o17")).contains(BigInteger.valueOf(15));
    assertThat(CoreSchema.resolve("0xff")).contains(BigInteger.valueOf(255));
    assertThat(CoreSchema.resolve("+1.5e-3")).contains(new BigDecimal("0.0015"));
    assertThat(CoreSchema.resolve(".5")).contains(new BigDecimal("0.5"));
    assertThat(CoreSchema.resolve("-.inf")).contains(Double.NEGATIVE_INFINITY);
    assertThat(CoreSchema.resolve(".nan")).contains(Double.NaN);
    assertThat(CoreSchema.resolve("True")).contains(true);
    assertThat(CoreSchema.resolve("FALSE")).contains(false);
  }
}
