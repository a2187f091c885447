package dev.leadlight.scoring.lead.shell;

import com.google.protobuf.CodedInputStream;
import dev.leadlight.scoring.lead.Profile;
import dev.leadlight.scoring.lead.Subscription;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Profile} as bytes. Field numbers are never used again for something else. */
final class ProfileCodec {

  private ProfileCodec() {}

  static void write(Profile profile, PackedOutput out) {
    out.writeText(1, profile.name());
    out.writeText(2, profile.locale());
    out.writeText(3, profile.timezone());
    out.writeInt64(4, profile.toldAt());
    for (Map.Entry<String, Profile.Consent> consent : profile.consents().entrySet()) {
      out.writeNested(
          5,
          inner -> {
            inner.writeString(1, consent.getKey());
            inner.writeBool(2, consent.getValue().given());
            inner.writeInt64(3, consent.getValue().at());
          });
    }
    Profile.StoreVisit store = profile.store();
    if (store != null) {
      out.writeNested(
          6,
          inner -> {
            inner.writeString(1, store.id());
            inner.writeInt64(2, store.at());
          });
    }
    Subscription subscription = profile.subscription();
    if (subscription != null) {
      out.writeNested(
          7,
          inner -> {
            inner.writeText(1, subscription.email());
            inner.writeInt64(2, subscription.at());
          });
    }
  }

  static Profile read(CodedInputStream message) throws IOException {
    @Nullable String[] text = new @Nullable String[3];
    long[] toldAt = {Long.MIN_VALUE};
    Map<String, Profile.Consent> consents = new HashMap<>();
    Profile.@Nullable StoreVisit[] store = new Profile.@Nullable StoreVisit[1];
    @Nullable Subscription[] subscription = new @Nullable Subscription[1];
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1, 2, 3 -> text[field - 1] = in.readString();
            case 4 -> toldAt[0] = in.readInt64();
            case 5 -> readConsent(in, consents);
            case 6 -> store[0] = readVisit(in);
            case 7 -> subscription[0] = readSubscription(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Profile(text[0], text[1], text[2], toldAt[0], consents, store[0], subscription[0]);
  }

  private static Profile.StoreVisit readVisit(CodedInputStream message) throws IOException {
    String[] id = {""};
    long[] at = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> id[0] = in.readString();
            case 2 -> at[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Profile.StoreVisit(id[0], at[0]);
  }

  private static Subscription readSubscription(CodedInputStream message) throws IOException {
    @Nullable String[] email = new @Nullable String[1];
    long[] at = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> email[0] = in.readString();
            case 2 -> at[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new Subscription(email[0], at[0]);
  }

  private static void readConsent(CodedInputStream message, Map<String, Profile.Consent> consents)
      throws IOException {
    String[] purpose = {""};
    boolean[] given = {false};
    long[] at = {0};
    Packed.readNested(
        message,
        (field, in) -> {
          switch (field) {
            case 1 -> purpose[0] = in.readString();
            case 2 -> given[0] = in.readBool();
            case 3 -> at[0] = in.readInt64();
            default -> {
              return false;
            }
          }
          return true;
        });
    consents.put(purpose[0], new Profile.Consent(given[0], at[0]));
  }
}
