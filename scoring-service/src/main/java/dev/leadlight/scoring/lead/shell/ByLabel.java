package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What is kept by the label of an identity, as messages of the label and the value. */
final class ByLabel {

  /** Reads the value. */
  interface Reader<T> {
    T read(CodedInputStream message) throws IOException;
  }

  private ByLabel() {}

  static <T> void write(
      int field, Map<String, T> all, BiConsumer<T, PackedOutput> codec, PackedOutput out) {
    for (Map.Entry<String, T> each : all.entrySet()) {
      out.writeNested(
          field,
          inner -> {
            inner.writeString(1, each.getKey());
            inner.writeNested(2, value -> codec.accept(each.getValue(), value));
          });
    }
  }

  /**
   * Reads one of the messages into {@code all}.
   *
   * @param none the value of a message that has none
   */
  static <T> void read(CodedInputStream message, T none, Reader<T> codec, Map<String, T> all)
      throws IOException {
    String[] label = {""};
    List<T> value = Arrays.asList(none);
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> label[0] = in.readString();
            case 2 -> value.set(0, codec.read(in));
            default -> {
              return false;
            }
          }
          return true;
        });
    all.put(label[0], value.get(0));
  }
}
