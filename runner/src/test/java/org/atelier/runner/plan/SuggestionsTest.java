package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
  private static final List<String> KNOWN =
      List.of("epochs", "batch-size", "learning-rate", "loss", "nll");

  @ParameterizedTest
  @CsvSource({
    "epoch, epochs",
    "epcohs, epochs",
    "EPOCHS, epochs",
    "batch_size, batch-size",
    "batchSize, batch-size",
    "lr, learning-rate",
    "lss, loss",
    "nlll, nll"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Suggestions.nearest(written, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"patience", "size", "x", "rate"})
  void staysSilentWhereNothingIsNear(String written) {
    assertThat(Suggestions.nearest(written, KNOWN)).isEmpty();
  }

  @Test
  void countsEdits() {
    assertThat(Suggestions.edits("", "abc")).isEqualTo(3);
    assertThat(Suggestions.edits("abcd", "acbd")).isEqualTo(1);
    assertThat(Suggestions.edits("kitten", "sitting")).isEqualTo(3);
  }
}
