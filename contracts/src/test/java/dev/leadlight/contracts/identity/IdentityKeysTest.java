package dev.leadlight.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityKeysTest {

  private static final Identity ANN = new Identity(IdentityKind.EMAIL, "ann@example.com");

  private final IdentityKeys keys = IdentityKeys.of("a secret of an installation");

  /** Every lead of every installation hangs on this: the vector must never change. */
  @Test
  void makesTheSameKeyForEver() {
    assertThat(keys.keyOf(ANN)).isEqualTo("Q7o_40yVXaMmDealNtltcA");
    assertThat(keys.leadIdOf(ANN)).hasToString("Q7o_40yVXaMmDealNtltcA");
  }

  @Test
  void hidesTheValue() {
    assertThat(keys.keyOf(ANN)).doesNotContain("ann").matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void givesEachOfManyItsOwnHoweverOftenItIsAsked() {
    Set<String> all = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        all.add(keys.keyOf(new Identity(IdentityKind.USER, "user-" + i)));
      }
    }
    assertThat(all).hasSize(10_000);
    assertThat(keys.keyOf(ANN)).isEqualTo("Q7o_40yVXaMmDealNtltcA");
  }

  @Test
  void tellsKindsApart() {
    assertThat(keys.keyOf(new Identity(IdentityKind.USER, "1234")))
        .isNotEqualTo(keys.keyOf(new Identity(IdentityKind.LOYALTY, "1234")));
  }

  @Test
  void aLeadOfOnesOwnIsNobodysByName() {
    assertThat(keys.ownLeadIdOf(ANN)).isNotEqualTo(keys.leadIdOf(ANN));
    assertThat(Identity.of(ANN.kind(), "\u0001" + ANN.value())).isEmpty();
  }

  @Test
  void dependsOnTheSecret() {
    assertThat(IdentityKeys.of("the secret of another one").keyOf(ANN))
        .isNotEqualTo(keys.keyOf(ANN));
  }

  @Test
  void needsASecretThatCannotBeGuessed() {
    assertThatThrownBy(() -> IdentityKeys.of("fifteen bytes.."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("fifteen");
    assertThat(IdentityKeys.of("sixteen bytes...").keyOf(ANN)).hasSize(22);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAA"})
  void leadIdsHaveTheLengthOfKeys(String text) {
    assertThatThrownBy(() -> new LeadId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leadIdsHaveTheLettersOfKeysAndNoOthers() {
    for (char letter = 0; letter < 0x200; letter++) {
      String text = "A".repeat(21) + letter;
      if (String.valueOf(letter).matches("[A-Za-z0-9_-]")) {
        assertThat(new LeadId(text).value()).isEqualTo(text);
      } else {
        assertThatThrownBy(() -> new LeadId(text)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
