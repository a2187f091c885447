package dev.leadlight.scoring.lead.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.scoring.lead.ByteTable;
import dev.leadlight.scoring.lead.Link;
import org.jspecify.annotations.Nullable;

/**
 * Links in memory, as in Redis: about a hundred bytes each. One may write while nobody reads; many
 * may read while nobody writes.
 */
public final class PackedLinks {

  private final ByteTable packed = new ByteTable();

  /** The link; null if nobody has the identity. */
  public @Nullable Link find(Identity identity) {
    byte[] text = packed.get(key(identity));
    return text == null ? null : LinkText.read(new String(text, UTF_8));
  }

  /** Keeps a link, instead of what was kept of the identity before. */
  public void put(Identity identity, Link link) {
    packed.put(key(identity), LinkText.write(link).getBytes(UTF_8));
  }

  /** From now on the identity is nobody's. */
  public void remove(Identity identity) {
    packed.remove(key(identity));
  }

  /** How much memory they take. */
  public long bytes() {
    return packed.bytes();
  }

  private static byte[] key(Identity identity) {
    return identity.label().getBytes(UTF_8);
  }
}
