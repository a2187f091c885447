package dev.leadlight.scoring.answer;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.LeadId;
import java.util.Optional;

/** How callers name a lead: by any of its identities, or by its id. */
public sealed interface LeadName {

  /** What is expected, for those who wrote something else. */
  String EXPECTED =
      "write kind:value with one of the kinds user, loyalty, email, phone, crm, anonymous,"
          + " device, or lead: and a lead id";

  /** By an identity. */
  record ByIdentity(Identity identity) implements LeadName {}

  /** By the lead id, also one that has become part of another lead. */
  record ById(LeadId id) implements LeadName {}

  /** Reads {@code kind:value} or {@code lead:id}; empty if it is neither. */
  static Optional<LeadName> parse(String text) {
    if (!text.startsWith("lead:")) {
      return Identity.parse(text).map(ByIdentity::new);
    }
    try {
      return Optional.of(new ById(new LeadId(text.substring("lead:".length()))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
