package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.LeadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads in memory, packed as in Redis: a few hundred bytes for most. One may write while nobody
 * reads; many may read while nobody writes.
 */
public final class PackedLeads {

  /** What a lead takes in a map beside its packed state: its id and its place. */
  private static final int BYTES_BESIDE = 150;

  private final Map<LeadId, Kept> packed = new HashMap<>();
  private long stateBytes;

  private record Kept(LeadId id, byte[] state) {}

  /** The lead; null if there is none of that id. */
  public @Nullable LeadState find(LeadId id) {
    Kept kept = packed.get(id);
    try {
      return kept == null ? null : LeadStateCodec.read(kept.id, kept.state, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("what we have packed ourselves is readable", e);
    }
  }

  /** Keeps a lead, instead of what was kept of it before. */
  public void put(LeadState state) {
    byte[] bytes = LeadStateCodec.write(state);
    LeadId id = same(state.id());
    Kept before = packed.put(id, new Kept(id, bytes));
    stateBytes += bytes.length - (before == null ? 0 : before.state.length);
  }

  /** That id as it is kept here already, so that many who remember it share one. */
  public LeadId same(LeadId id) {
    Kept kept = packed.get(id);
    return kept == null ? id : kept.id;
  }

  /** The ids of all, those that were merged into others among them. */
  public List<LeadId> ids() {
    return List.copyOf(packed.keySet());
  }

  /** How many there are, those that were merged into others among them. */
  public int size() {
    return packed.size();
  }

  /** How much memory they take, roughly. */
  public long bytes() {
    return stateBytes + (long) BYTES_BESIDE * packed.size();
  }
}
