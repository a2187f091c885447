package dev.leadlight.routing.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRefTest {

  @ParameterizedTest
  @CsvSource({
    "env:LEADLIGHT_SECRET_CRM,env:LEADLIGHT_SECRET_CRM",
    "file:/etc/leadlight/secrets/crm,file:/etc/leadlight/secrets/crm",
    "file:/etc/leadlight/secrets/../../passwd,file:/etc/passwd"
  })
  void readsWhatItWrites(String text, String label) {
    assertThat(SecretRef.parse(text)).get().extracting(SecretRef::label).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "env:", "env:A B", "file:", "file:relative", "setting:x", "s3cret"})
  void nothingElseIsAReference(String text) {
    assertThat(SecretRef.parse(text)).isEmpty();
  }
}
