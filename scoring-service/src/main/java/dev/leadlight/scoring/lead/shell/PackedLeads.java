package dev.leadlight.scoring.lead.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.ByteTable;
import dev.leadlight.scoring.lead.LeadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads in memory, packed as in Redis: a few hundred bytes for most. One may write while nobody
 * reads; many may read while nobody writes.
 */
public final class PackedLeads {

  private final ByteTable packed = new ByteTable();

  /** The lead; null if there is none of that id. */
  public @Nullable LeadState find(LeadId id) {
    byte[] bytes = packed.get(key(id));
    try {
      return bytes == null ? null : LeadStateCodec.read(id, bytes, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("what we have packed ourselves is readable", e);
    }
  }

  /** Keeps a lead, instead of what was kept of it before. */
  public void put(LeadState state) {
    packed.put(key(state.id()), LeadStateCodec.write(state));
  }

  /** The ids of all, those that were merged into others among them. */
  public List<LeadId> ids() {
    List<LeadId> all = new ArrayList<>(packed.size());
    packed.forEachKey(key -> all.add(new LeadId(new String(key, ISO_8859_1))));
    return all;
  }

  /** How many there are, those that were merged into others among them. */
  public int size() {
    return packed.size();
  }

  /** How much memory they take. */
  public long bytes() {
    return packed.bytes();
  }

  private static byte[] key(LeadId id) {
    return id.value().getBytes(ISO_8859_1);
  }
}
