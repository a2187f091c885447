package dev.leadlight.contracts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointerTest {

  @ParameterizedTest
  @ValueSource(strings = {"name", "either/or", "~", "~1", "a~0/b", "", " ", "0"})
  void leadsToTheMemberWhateverItIsCalled(String name) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("outer").put(name, "found");

    assertThat(document.at(JsonPointer.compile(Pointer.to("outer", name))).asText())
        .isEqualTo("found");
  }

  @Test
  void noMemberIsTheWholeDocument() {
    assertThat(Pointer.to()).isEmpty();
  }
}
