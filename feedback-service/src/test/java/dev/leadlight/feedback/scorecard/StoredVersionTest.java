package dev.leadlight.feedback.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoredVersionTest {

  private static final StoredVersion THIRD = new StoredVersion(9, "card", 3, "{}");

  @Test
  void countsFromOne() {
    assertThat(StoredVersion.after(null)).isEqualTo(1);
    assertThat(StoredVersion.after(new StoredVersion.Head(THIRD, "abc", true))).isEqualTo(4);
  }

  @Test
  void isNotMadeAgainForTheContentInForce() {
    assertThat(StoredVersion.isRepeat(new StoredVersion.Head(THIRD, "abc", true), "abc")).isTrue();
    assertThat(StoredVersion.isRepeat(new StoredVersion.Head(THIRD, "abc", true), "abd")).isFalse();
    assertThat(StoredVersion.isRepeat(null, "abc")).isFalse();
  }

  @Test
  void isMadeAgainWhenAnotherCardCameInForceSince() {
    assertThat(StoredVersion.isRepeat(new StoredVersion.Head(THIRD, "abc", false), "abc"))
        .isFalse();
  }
}
