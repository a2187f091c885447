package dev.leadlight.contracts.erasure;

import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.List;

/**
 * A person is to be forgotten by every service. It names nobody: identities stand here as keys
 * under the installation's secret.
 *
 * @param id of the erasure
 * @param leadId the lead that was named
 * @param leads that lead and all that have become part of it
 * @param identities keys of the person's identities; what was recorded of them up to {@code
 *     requestedAt} is not to be used again
 */
public record ErasureRequest(
    String id, LeadId leadId, List<LeadId> leads, List<String> identities, Instant requestedAt) {

  private static final String PREFIX = "request:";

  public ErasureRequest {
    leads = List.copyOf(leads);
    identities = List.copyOf(identities);
  }

  /** The record's key: compaction keeps every request. */
  public String key() {
    return PREFIX + leadId + ":" + id;
  }

  /** Whether the record under a key is a request. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }
}
