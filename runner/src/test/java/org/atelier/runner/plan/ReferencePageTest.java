package org.atelier.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReferencePageTest {
  @Test
  void hasATableAndAnExampleForEachType() {
    String page = ReferencePage.write(new SampleCatalog());

    assertThat(page)
        .startsWith("# Pipeline reference\n")
        .contains(
            """
            ### `nll`

            Negative log-likelihood.

            | setting | takes | default | bounds | meaning |
            |---|---|---|---|---|
            | `class-weights` | one of none, inverse-frequency | `none` |  | how classes are weighed |

            ```yaml
            """)
        .contains(
            """
            ### `painted`

            Draws pictures.

            It takes no settings.
            """)
        .contains("| `seed` | whole number | `2326` |  | what every random number derives from |");
    new SampleCatalog()
        .components()
        .forEach(
            installed ->
                assertThat(page).containsOnlyOnce("### `" + installed.component().type() + "`\n"));
  }
}
