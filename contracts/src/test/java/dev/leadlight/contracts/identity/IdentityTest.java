package dev.leadlight.contracts.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {

  @ParameterizedTest
  @CsvSource({
    "USER, ' u1 ', u1",
    "USER, U1, U1",
    "EMAIL, ' Ann@Example.COM', ann@example.com",
    "PHONE, '+49 (30) 1234-567', +49301234567",
    "PHONE, +442079460958, +442079460958",
    "LOYALTY, 0012, 0012",
    "DEVICE, null-island, null-island"
  })
  void isNormalised(IdentityKind kind, String sent, String value) {
    assertThat(Identity.of(kind, sent)).contains(new Identity(kind, value));
  }

  /** No-break spaces, marks of direction around phone numbers, marks of order, zero width. */
  @ParameterizedTest
  @CsvSource({
    "EMAIL, '\u00a0ann@example.com\u00a0', ann@example.com",
    "PHONE, '\u202a+44 20 7946 0958\u202c', +442079460958",
    "USER, '\ufeffu1\u200b', u1",
    "LOYALTY, '\u2007\u200e', "
  })
  void isTheSameWithWhatNobodySeesAtItsEnds(
      IdentityKind kind, String sent, @Nullable String value) {
    assertThat(Identity.of(kind, sent).map(Identity::value)).isEqualTo(Optional.ofNullable(value));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "  ",
        "null",
        "NULL",
        "undefined",
        "Anonymous",
        "0",
        "-1",
        "NaN",
        "[object Object]",
        "00000000-0000-0000-0000-000000000000",
        "a\u0000b",
        "a\nb"
      })
  void isNobodyForWhatBrokenIntegrationsSend(String sent) {
    for (IdentityKind kind : IdentityKind.values()) {
      assertThat(Identity.of(kind, sent)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ann", "@example.com", "ann@", "a b@example.com", "a@b@c"})
  void isNoEmailAddressWithoutItsParts(String sent) {
    assertThat(Identity.of(IdentityKind.EMAIL, sent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"030 1234567", "+", "+49", "+49 30 12345678901234567890", "call me"})
  void isNoPhoneNumberWithoutCountryOrWithTheWrongLength(String sent) {
    assertThat(Identity.of(IdentityKind.PHONE, sent)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "ANONYMOUS"})
  void isAtMost256CharactersLong(IdentityKind kind) {
    assertThat(Identity.of(kind, "x".repeat(256))).isPresent();
    assertThat(Identity.of(kind, "x".repeat(257))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void isReadBackFromItsLabel(IdentityKind kind) {
    String value =
        switch (kind) {
          case EMAIL -> "ann@example.com";
          case PHONE -> "+49301234567";
          case USER, LOYALTY, CRM, ANONYMOUS, DEVICE -> "a:b";
        };
    Identity identity = new Identity(kind, value);
    assertThat(Identity.parse(identity.label())).contains(identity);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "user", ":u1", "customer:u1", "USER:u1", "user:", "user:null"})
  void isNotReadFromOtherText(String text) {
    assertThat(Identity.parse(text)).isEmpty();
  }

  @Test
  void isStrongerTheMoreItSaysWhoItIs() {
    assertThat(IdentityKind.values())
        .isSorted()
        .startsWith(IdentityKind.USER)
        .endsWith(IdentityKind.ANONYMOUS, IdentityKind.DEVICE);
    assertThat(IdentityKind.CRM.isKnown()).isTrue();
    assertThat(IdentityKind.ANONYMOUS.isKnown()).isFalse();
  }
}
