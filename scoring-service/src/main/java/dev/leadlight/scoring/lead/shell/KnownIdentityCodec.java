package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKind;
import dev.leadlight.scoring.lead.KnownIdentity;
import java.io.IOException;

/** {@link KnownIdentity} as bytes. Field numbers are never used again for something else. */
final class KnownIdentityCodec {

  private KnownIdentityCodec() {}

  static void write(KnownIdentity known, PackedOutput out) {
    out.writeString(1, known.identity().kind().label());
    out.writeString(2, known.identity().value());
    out.writeInt64(3, known.seenAt());
  }

  static KnownIdentity read(CodedInputStream message) throws IOException {
    String[] text = {"", ""};
    long[] seenAt = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2 -> text[field - 1] = in.readString();
            case 3 -> seenAt[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    IdentityKind kind =
        IdentityKind.ofLabel(text[0])
            .orElseThrow(() -> new IOException("unknown identity kind: " + text[0]));
    return new KnownIdentity(new Identity(kind, text[1]), seenAt[0]);
  }
}
