package dev.leadlight.feedback.label.shell;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leadlight.feedback.label.Element;
import dev.leadlight.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {

  @Test
  void readsElementsByTheirLocalNames() {
    Element root =
        XmlReader.read(
            ("<a:x xmlns:a=\"urn:a\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                    + "<!-- no --><a:y xsi:type=\"a:Deal\"> 1 <![CDATA[& 2]]></a:y><z/></a:x>")
                .getBytes(UTF_8));

    assertThat(root.name()).isEqualTo("x");
    assertThat(root.textOf("y")).isEqualTo("1 & 2");
    assertThat(root.all("y").map(Element::type)).containsExactly("Deal");
    assertThat(root.fields()).containsOnlyKeys("y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
        "<!DOCTYPE x SYSTEM \"http://localhost:1/x.dtd\"><x/>",
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><x>&b;</x>",
        "<!DOCTYPE x><x/>",
        "<x>&unknown;</x>",
        "<x>",
        "",
        "no"
      })
  void refusesEntitiesDocumentTypesAndWhatIsNoXml(String text) {
    refused(text.getBytes(UTF_8));
    refused(text.getBytes(UTF_16));
  }

  @Test
  void refusesWhatIsNestedTooDeepOrTooMuch() {
    refused(("<x>".repeat(100) + "</x>".repeat(100)).getBytes(UTF_8));
    refused(("<x>" + "<y/>".repeat(50_000) + "</x>").getBytes(UTF_8));
  }

  private static void refused(byte[] body) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> XmlReader.read(body))
        .satisfies(refusal -> assertThat(refusal.problem().status()).isEqualTo(400));
  }
}
