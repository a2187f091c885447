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

  private final Map<LeadId, byte[]> packed = new HashMap<>();

  /** The lead; null if there is none of that id. */
  public @Nullable LeadState find(LeadId id) {
    byte[] bytes = packed.get(id);
    try {
      return bytes == null ? null : LeadStateCodec.read(id, bytes, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("what we have packed ourselves is readable", e);
    }
  }

  /** Keeps a lead, instead of what was kept of it before. */
  public void put(LeadState state) {
    packed.put(state.id(), LeadStateCodec.write(state));
  }

  /** The ids of all, those that were merged into others among them. */
  public List<LeadId> ids() {
    return List.copyOf(packed.keySet());
  }

  /** How many there are, those that were merged into others among them. */
  public int size() {
    return packed.size();
  }
}
