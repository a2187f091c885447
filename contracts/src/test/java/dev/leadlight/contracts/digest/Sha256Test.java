package dev.leadlight.contracts.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Sha256Test {

  /** Of FIPS 180-4's example "abc". */
  @Test
  void isTheDigestOfTheStandard() {
    assertThat(Sha256.hex("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.id("abc")).isEqualTo("ungWv48Bz-pBQUDeXa4iIw");
    assertThat(Sha256.number("abc")).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @Test
  void isTheSameForManyAtOnce() {
    String alone = Sha256.hex("abc");
    assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> Sha256.hex("abc")).distinct())
        .containsExactly(alone);
  }
}
