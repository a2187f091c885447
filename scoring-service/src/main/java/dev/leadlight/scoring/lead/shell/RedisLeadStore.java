package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.identity.Identity;
import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.Link;
import dev.leadlight.scoring.lead.shell.RedisPipeline.Keyed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leads in Redis. Every method is one pipelined round trip, and no command touches two keys, so
 * that a cluster serves as well.
 *
 * <ul>
 *   <li>{@code ll:i:<key of identity>} → {@code <lead id> <linked at>}, and for browsers and
 *       devices {@code <marks of users>}, separated by commas; with three marks the identity is
 *       shared, whatever lead stands there
 *   <li>{@code ll:l:<lead id>} → 8 bytes version, which begins anywhere, then the packed state
 *   <li>{@code ll:r:*} → the ranking, see {@link RedisRankStore}
 *   <li>{@code ll:t:*} → when to look at a lead again, see {@link RedisWakeUpStore}
 *   <li>{@code ll:q:<lead id>} → what could not be read of a lead, see {@link Quarantine}
 *   <li>{@code ll:x:*}, {@code ll:xo}, {@code ll:xb} → erasures, see {@link RedisErasureStore}
 *   <li>{@code ll:w:<partition>} → the offset up to which the events topic was folded
 * </ul>
 */
@ApplicationScoped
public class RedisLeadStore {

  /** Writes each lead whose version is still the one that was read. */
  private static final String COMPARE_AND_SET =
      "local done = {} "
          + "for i, key in ipairs(KEYS) do "
          + "local read, value, kept = ARGV[3 * i - 2], ARGV[3 * i - 1], ARGV[3 * i] "
          + "done[i] = 0 "
          + "if redis.call('GETRANGE', key, 0, 7) == read then "
          + "if kept == '' then redis.call('SET', key, value, 'KEEPTTL') "
          + "else redis.call('SET', key, value, 'PX', kept) end "
          + "done[i] = 1 end end "
          + "return done";

  /**
   * Moves a watermark only from where it was found: what was lost meanwhile has to be read again.
   */
  private static final String ADVANCE =
      "if (redis.call('GET', KEYS[1]) or '0') == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2]) end "
          + "return 0";

  private final RedisPipeline redis;
  private final IdentityKeys keys;
  private final LinkCommands links;
  private final LeadConfig config;
  private final Quarantine quarantine;

  RedisLeadStore(
      RedisPipeline redis, IdentityConfig identities, LeadConfig config, Quarantine quarantine) {
    this.redis = redis;
    this.quarantine = quarantine;
    this.keys = IdentityKeys.of(identities.secret());
    this.links = new LinkCommands(redis, keys, config.keptFor());
    this.config = config;
  }

  /** The keys that hide identities. */
  public IdentityKeys keys() {
    return keys;
  }

  /** Links of identities, and how far partitions were folded (0 where nothing was). */
  public record Found(Map<Identity, Link> links, Map<Integer, Long> watermarks) {}

  /** Looks identities and watermarks up; identities never seen are missing from the answer. */
  public Uni<Found> find(Collection<Identity> identities, Collection<Integer> partitions) {
    List<Identity> asked = List.copyOf(identities);
    List<Integer> watermarks = List.copyOf(partitions);
    List<String> wanted = new ArrayList<>(asked.size() + watermarks.size());
    asked.forEach(identity -> wanted.add(links.key(identity)));
    watermarks.forEach(partition -> wanted.add(watermarkKey(partition)));
    return values(wanted)
        .map(
            answers -> {
              Map<Integer, Long> offsets = new HashMap<>();
              for (int i = 0; i < watermarks.size(); i++) {
                Response answer = answers.get(asked.size() + i);
                offsets.put(watermarks.get(i), answer == null ? 0L : answer.toLong());
              }
              return new Found(links.read(asked, answers), offsets);
            });
  }

  /**
   * Links identities that nobody has; of two who try, the first wins. Answers the links in force.
   */
  public Uni<Map<Identity, Link>> claim(Map<Identity, Link> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    List<Identity> asked = List.copyOf(wanted.keySet());
    return batch(links.claims(asked, wanted)).map(answers -> links.claimed(asked, answers));
  }

  /**
   * Loads leads and those that they were merged into, at the cost of a round trip more for each
   * step of such a chain. What is stored of a lead and can't be read is put aside, which costs
   * another one; the lead begins anew.
   *
   * @param emptyTier tier of a lead of which nothing is stored
   */
  public Uni<Map<LeadId, Versioned>> load(Collection<LeadId> ids, String emptyTier) {
    return load(Set.copyOf(ids), Map.of(), emptyTier);
  }

  private Uni<Map<LeadId, Versioned>> load(
      Set<LeadId> ids, Map<LeadId, Versioned> before, String emptyTier) {
    if (ids.isEmpty()) {
      return Uni.createFrom().item(before);
    }
    List<LeadId> asked = List.copyOf(ids);
    return values(asked.stream().map(RedisLeadStore::key).toList())
        .chain(
            answers -> {
              Map<LeadId, Versioned> all = new HashMap<>(before);
              Set<LeadId> more = new HashSet<>();
              Map<LeadId, byte[]> broken = new HashMap<>();
              for (int i = 0; i < asked.size(); i++) {
                Versioned lead = read(asked.get(i), answers.get(i), emptyTier, broken);
                all.put(asked.get(i), lead);
                LeadId survivor = lead.state().mergedInto();
                if (survivor != null) {
                  more.add(survivor);
                }
              }
              more.removeAll(all.keySet());
              return batch(quarantine.requests(broken)).chain(() -> load(more, all, emptyTier));
            });
  }

  /**
   * Links of identities, and the leads to which they lead.
   *
   * @param leads of the links and those asked for by id, and those that they were merged into
   */
  public record Reached(Map<Identity, Link> links, Map<LeadId, Versioned> leads) {}

  /**
   * Looks leads up by identities and by ids. Most leads bear the id that their strongest identity
   * gave them, so that one is asked for beside the link: one round trip where the link leads there,
   * two where it leads elsewhere.
   *
   * @param emptyTier tier of a lead of which nothing is stored
   */
  public Uni<Reached> reach(
      Collection<Identity> identities, Collection<LeadId> ids, String emptyTier) {
    List<Identity> asked = List.copyOf(identities);
    List<LeadId> likely = new ArrayList<>(asked.size() + ids.size());
    asked.forEach(identity -> likely.add(keys.leadIdOf(identity)));
    List<String> wanted = new ArrayList<>(2 * asked.size() + ids.size());
    likely.forEach(id -> wanted.add(LinkCommands.KEYS + id.value()));
    likely.addAll(ids);
    likely.forEach(id -> wanted.add(key(id)));
    return values(wanted)
        .chain(
            answers -> {
              Map<Identity, Link> found = links.read(asked, answers);
              Set<LeadId> missing = new HashSet<>(ids);
              found.values().forEach(link -> missing.add(link.lead()));
              Map<LeadId, Versioned> leads = new HashMap<>();
              Map<LeadId, byte[]> broken = new HashMap<>();
              for (int i = 0; i < likely.size(); i++) {
                LeadId id = likely.get(i);
                if (missing.contains(id)) {
                  Versioned lead = read(id, answers.get(asked.size() + i), emptyTier, broken);
                  if (lead.state().mergedInto() == null && !broken.containsKey(id)) {
                    leads.put(id, lead);
                    missing.remove(id);
                  }
                }
              }
              // What leads on to another lead, or can't be read, is left to the usual way.
              return missing.isEmpty()
                  ? Uni.createFrom().item(new Reached(found, leads))
                  : load(missing, leads, emptyTier).map(all -> new Reached(found, all));
            });
  }

  /** Whether something of a lead was put aside because it could not be read. */
  public Uni<Boolean> isQuarantined(LeadId id) {
    return batch(List.of(Request.cmd(Command.EXISTS).arg(Quarantine.key(id))))
        .map(answers -> answers.get(0) != null && answers.get(0).toInteger() == 1);
  }

  /** What was put aside of leads is needed no longer. */
  public Uni<Void> release(Collection<LeadId> ids) {
    return batch(ids.stream().map(id -> Request.cmd(Command.DEL).arg(Quarantine.key(id))).toList())
        .replaceWithVoid();
  }

  /** Writes those leads that nobody has written since; answers the others. */
  public Uni<Set<LeadId>> compareAndSet(Map<LeadId, Versioned> leads) {
    return compareAndSet(leads, Long.toString(config.keptFor().toMillis()));
  }

  /**
   * The same for leads that were only looked at: nothing was heard of them, so they do not live any
   * longer for it, and one that is gone stays gone.
   */
  public Uni<Set<LeadId>> compareAndSetSilent(Map<LeadId, Versioned> leads) {
    return compareAndSet(leads, "");
  }

  private Uni<Set<LeadId>> compareAndSet(Map<LeadId, Versioned> leads, String keptFor) {
    if (leads.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    List<LeadId> asked = List.copyOf(leads.keySet());
    Buffer kept = Buffer.buffer(keptFor);
    List<Keyed> writes = new ArrayList<>(asked.size());
    leads.forEach(
        (id, lead) -> writes.add(new Keyed(key(id), List.of(versionOf(lead), next(lead), kept))));
    return redis
        .each(COMPARE_AND_SET, writes)
        .map(
            answers -> {
              Set<LeadId> lost = new HashSet<>();
              for (int i = 0; i < asked.size(); i++) {
                if (answers.get(i).toInteger() != 1) {
                  lost.add(asked.get(i));
                }
              }
              return lost;
            });
  }

  /** The version that a lead had when it was read, as it stands before the state. */
  static Buffer versionOf(Versioned lead) {
    return lead.isStored() ? Buffer.buffer().appendLong(lead.version()) : Buffer.buffer();
  }

  private static Buffer next(Versioned lead) {
    byte[] packed = LeadStateCodec.write(lead.state());
    ByteBuffer value = ByteBuffer.allocate(Long.BYTES + packed.length);
    value.putLong(lead.written().version()).put(packed);
    return Buffer.buffer(value.array());
  }

  /**
   * How far a partition was folded.
   *
   * @param found where its watermark stood before
   * @param folded where it may stand now
   */
  public record Advance(long found, long folded) {}

  /**
   * Sets links, and takes those away of identities that were not linked again since they were last
   * seen; notes what looking at leads has shown, and how far partitions were folded, in this order:
   * where a watermark stands, what was folded before it is noted too. A watermark that is not where
   * it was found stays: Redis was emptied, or another replica has the partition now.
   */
  public Uni<Void> note(
      Map<Identity, Link> linked,
      Map<Identity, Long> unlinked,
      LeadNotes notes,
      Map<Integer, Advance> advances) {
    List<Request> requests = new ArrayList<>(links.written(linked, unlinked));
    requests.addAll(notes.requests());
    List<Request> last = new ArrayList<>();
    advances.forEach(
        (partition, advance) ->
            last.add(
                Request.cmd(Command.EVAL)
                    .arg(ADVANCE)
                    .arg(1)
                    .arg(watermarkKey(partition))
                    .arg(advance.found())
                    .arg(advance.folded())));
    return redis.batch(requests, last).replaceWithVoid();
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    if (requests.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return redis.batch(requests);
  }

  private Uni<List<@Nullable Response>> values(List<String> wanted) {
    return redis.get(wanted);
  }

  private static Versioned read(
      LeadId id, @Nullable Response answer, String emptyTier, Map<LeadId, byte[]> broken) {
    if (answer == null) {
      return Versioned.absent(LeadState.unseen(id, emptyTier));
    }
    byte[] bytes = answer.toBytes();
    try {
      return new Versioned(
          LeadStateCodec.read(id, bytes, Long.BYTES), ByteBuffer.wrap(bytes).getLong(), true);
    } catch (IOException | RuntimeException e) {
      broken.put(id, bytes);
      return Versioned.absent(LeadState.unseen(id, emptyTier));
    }
  }

  static String key(LeadId id) {
    return "ll:l:" + id.value();
  }

  private static String watermarkKey(int partition) {
    return "ll:w:" + partition;
  }
}
