package org.atelier.plugin.imagedatasets.painting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllotmentTest {

  private static final List<PaintingStyle> ALL = List.of(PaintingStyle.values());

  @Test
  void evenSharesDifferByAtMostOne() {
    assertThat(Allotment.even(4, 10)).containsExactly(3, 3, 2, 2);
    assertThat(Allotment.even(3, 3)).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 28, 100, 541, 5000, 1_000_000})
  void wikiArtSharesAddUpAndLeaveNoStyleOut(int count) {
    int[] shares = Allotment.likeWikiArt(ALL, count);
    assertThat(Arrays.stream(shares).sum()).isEqualTo(count);
    assertThat(Arrays.stream(shares).min().orElseThrow()).isPositive();
  }

  @Test
  void wikiArtSharesFollowItsCounts() {
    // 2 go to the styles first; 1000 are shared out as 13060 : 98
    assertThat(
            Allotment.likeWikiArt(
                List.of(PaintingStyle.ACTION_PAINTING, PaintingStyle.IMPRESSIONISM), 1002))
        .containsExactly(8, 994);
  }
}
