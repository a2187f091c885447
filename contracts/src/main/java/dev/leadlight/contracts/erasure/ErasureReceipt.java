package dev.leadlight.contracts.erasure;

import dev.leadlight.contracts.identity.LeadId;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service has forgotten a person.
 *
 * @param erasureId of the request
 * @param service the one that says so
 * @param removed how many things of which kind are gone
 * @param anonymised how many things of which kind stay and can no longer be connected with anybody
 */
public record ErasureReceipt(
    String erasureId,
    LeadId leadId,
    String service,
    Instant completedAt,
    Map<String, Long> removed,
    Map<String, Long> anonymised) {

  private static final String PREFIX = "receipt:";

  public ErasureReceipt {
    removed = removed == null ? Map.of() : Map.copyOf(new TreeMap<>(removed));
    anonymised = anonymised == null ? Map.of() : Map.copyOf(new TreeMap<>(anonymised));
  }

  /** The record's key: compaction keeps a receipt of each service. */
  public String key() {
    return PREFIX + leadId + ":" + erasureId + ":" + service;
  }

  /** Whether the record under a key is a receipt. */
  public static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }
}
