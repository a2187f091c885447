package dev.leadlight.scoring.rebuild.shell;

import dev.leadlight.contracts.identity.IdentityKeys;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.scoring.erasure.ErasedIdentities;
import dev.leadlight.scoring.fold.Fold;
import dev.leadlight.scoring.fold.Silence;
import dev.leadlight.scoring.lead.LeadState;
import dev.leadlight.scoring.lead.shell.LeadNotes;
import dev.leadlight.scoring.lead.shell.Versioned;
import dev.leadlight.scoring.rebuild.Retelling;
import dev.leadlight.scoring.replay.LogRecord;
import dev.leadlight.scoring.replay.Progress;
import dev.leadlight.scoring.replay.shell.EventLog;
import dev.leadlight.scoring.replay.shell.Gathering;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild in memory: what the log tells up to some offsets, and stored leads retold by it.
 *
 * <p>Nothing is lost and nothing counted twice beside the living fold, because a lead knows the
 * latest record of each partition that was folded into it. Before it is retold, the log is read up
 * to there at least, and it is written only if it is still the one that was loaded. What the fold
 * has not read yet is beyond the watermark and not read here, unless a lead has it already.
 */
final class Rebuilding {

  private final EventLog log;
  private final Gathering gathering;
  private final Silence silence;
  private final IdentityKeys keys;
  private final Map<Integer, Long> begins;
  private final Map<Integer, Long> until = new HashMap<>();
  private final Map<Integer, Instant> earliest = new HashMap<>();
  private @Nullable ErasedIdentities leftOut;

  Rebuilding(
      EventLog log, Fold fold, IdentityKeys keys, long mostBytes, Map<Integer, Long> begins) {
    this.log = log;
    this.gathering = new Gathering(fold, keys, mostBytes, LogRecord::recordedAt);
    this.silence = new Silence(fold);
    this.keys = keys;
    this.begins = Map.copyOf(begins);
  }

  /** Reads on up to these offsets, where they are not behind already. Blocks. */
  void read(Map<Integer, Long> upTo, Progress progress) {
    Map<Integer, Long> from = new HashMap<>(begins);
    from.putAll(until);
    Map<Integer, Long> to = new HashMap<>();
    upTo.forEach(
        (partition, offset) -> {
          if (offset > from.getOrDefault(partition, 0L)) {
            to.put(partition, offset);
          }
        });
    if (!to.isEmpty()) {
      ErasedIdentities passedOver = log.read(new EventLog.Range(from, to), progress, this::take);
      leftOut = leftOut == null ? passedOver : leftOut;
      until.putAll(to);
    }
  }

  private void take(List<LogRecord> records) {
    records.forEach(each -> earliest.putIfAbsent(each.partition(), each.recordedAt()));
    gathering.take(records);
  }

  /** All leads the log tells of, in a fixed order, after the one given. */
  List<LeadId> leads(@Nullable String after) {
    return gathering.ids().stream()
        .sorted(Comparator.comparing(LeadId::value))
        .filter(id -> after == null || id.value().compareTo(after) > 0)
        .toList();
  }

  /** The lead as the log tells it that this one is a part of. */
  LeadId told(LeadId id) {
    return gathering.survivor(id);
  }

  /** How far the log has to be read to know all that was folded into these. */
  static Map<Integer, Long> needed(Collection<Versioned> stored) {
    Map<Integer, Long> upTo = new HashMap<>();
    for (Versioned each : stored) {
      each.state()
          .offsets()
          .forEach((partition, offset) -> upTo.merge(partition, offset + 1, Math::max));
    }
    return upTo;
  }

  /** What is to be written, and what to be noted once it is. */
  record Retold(Map<LeadId, Versioned> leads, LeadNotes notes) {}

  /**
   * Retells leads, but for people who were forgotten since the log was first read: what was read of
   * them is not to be used again, and what they did afterwards was folded with the card in force.
   *
   * @param ids as the log names them
   * @param stored those, and what they were merged into
   * @param restored a lead as it was announced last, should its state have forgotten that
   * @param erased who was forgotten, as far as is known now
   */
  Retold retell(
      Collection<LeadId> ids,
      Map<LeadId, Versioned> stored,
      Function<LeadState, LeadState> restored,
      ErasedIdentities erased,
      Instant now) {
    ErasedIdentities since = leftOut == null ? erased : erased.beyond(leftOut);
    Map<LeadId, Versioned> written = new HashMap<>();
    Map<LeadId, Instant> wakeUps = new HashMap<>();
    Map<LeadId, Double> scores = new HashMap<>();
    for (LeadId id : ids) {
      LeadState told = gathering.whole(id);
      Versioned target = end(id, stored);
      if (told == null || target == null || !gathering.survivor(target.state().id()).equals(id)) {
        continue; // they have become one in another order; what is stored stays
      }
      if (since.concern(told, keys)) {
        continue; // what is stored stays: the erasure has taken from it, or is about to
      }
      LeadState before = restored.apply(target.state());
      Silence.Outlook outlook = silence.outlook(Retelling.of(before, told, logBegins()), now);
      LeadId key = target.state().id();
      written.put(key, target.with(outlook.state()));
      outlook.wakeUpAt().ifPresent(at -> wakeUps.put(key, at));
      scores.put(key, outlook.score());
    }
    return new Retold(written, new LeadNotes(wakeUps, scores, Set.of()));
  }

  private static @Nullable Versioned end(LeadId id, Map<LeadId, Versioned> stored) {
    Versioned last = stored.get(id);
    Set<LeadId> passed = new HashSet<>();
    while (last != null && last.state().mergedInto() != null && passed.add(last.state().id())) {
      last = stored.get(last.state().mergedInto());
    }
    return last;
  }

  /** From when on the log is complete; the beginning of time if nothing of it was deleted yet. */
  private long logBegins() {
    List<Instant> cut = new ArrayList<>();
    begins.forEach(
        (partition, offset) -> {
          if (offset > 0) {
            cut.add(earliest.getOrDefault(partition, Instant.EPOCH));
          }
        });
    return cut.stream().mapToLong(Instant::toEpochMilli).max().orElse(Long.MIN_VALUE);
  }
}
