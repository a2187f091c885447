package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.identity.LeadId;
import java.io.IOException;
import java.util.Map;

/**
 * An identity that was taken out of a lead, and where it went, as bytes. Field numbers are never
 * used again for something else.
 */
final class SeparatedCodec {

  private SeparatedCodec() {}

  static void write(Map.Entry<String, LeadId> separated, PackedOutput out) {
    out.writeString(1, separated.getKey());
    out.writeString(2, separated.getValue().value());
  }

  static void read(CodedInputStream message, Map<String, LeadId> all) throws IOException {
    String[] text = {"", ""};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> text[field - 1] = in.readString();
            default -> {
              return false;
            }
          }
          return true;
        });
    all.put(text[0], new LeadId(text[1]));
  }
}
