package dev.leadlight.scoring.lead.shell;

import dev.leadlight.contracts.erasure.ErasureReceipt;
import dev.leadlight.contracts.erasure.ErasureRequest;
import dev.leadlight.contracts.identity.LeadId;
import dev.leadlight.contracts.json.ContractJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Removes people, and keeps what became of it: {@code ll:x:<erasure id>} is a hash of the request
 * and the receipts of the services, kept as long as a lead is. The topic has the same for ever.
 * {@code ll:xo} is the offset up to which the topic was taken: a Redis that has come back older
 * tells it. {@code ll:xb} is the one up to which it was begun to be: whoever was folding meanwhile
 * sees by it that what was taken away may be there again.
 */
@ApplicationScoped
public class RedisErasureStore {

  private static final String REQUEST = "request";
  private static final String TAKEN = "ll:xo";
  private static final String BEGUN = "ll:xb";

  /** Longer than a replica stands still that goes on afterwards. */
  private static final Duration BEGUN_FOR = Duration.ofMinutes(10);

  private static final String ADVANCE =
      "if (redis.call('GET', KEYS[1]) or '') == ARGV[1] then redis.call('SET', KEYS[1], ARGV[2])"
          + " end return 0";

  /** Removes a lead whose version is still the one that was read. */
  private static final String REMOVE =
      "if redis.call('GETRANGE', KEYS[1], 0, 7) == ARGV[1] then return redis.call('DEL', KEYS[1])"
          + " end return 0";

  /** Removes a link if it leads to one of those leads; since, it may have gone to another. */
  private static final String UNLINK =
      "local link = redis.call('GET', KEYS[1]) "
          + "if not link then return 0 end "
          + "for _, lead in ipairs(ARGV) do"
          + " if string.sub(link, 1, string.len(lead) + 1) == lead .. ' ' then"
          + "  return redis.call('DEL', KEYS[1]) end "
          + "end "
          + "return 0";

  private final RedisPipeline redis;
  private final LeadConfig config;

  RedisErasureStore(RedisPipeline redis, LeadConfig config) {
    this.redis = redis;
    this.config = config;
  }

  /**
   * What an erasure has removed.
   *
   * @param isWhole whether nothing was left to be looked at again
   */
  public record Removed(long states, long identities, boolean isWhole) {

    /** Nothing, as there is something to be looked at again. */
    public static final Removed NOTHING_YET = new Removed(0, 0, false);
  }

  /**
   * Removes the states of leads as they were read, and their links. One that was written since, or
   * begun, stays. One round trip.
   */
  public Uni<Removed> erase(ErasureRequest request, Map<LeadId, Versioned> read) {
    List<Request> states =
        request.leads().stream()
            .map(read::get)
            .filter(lead -> lead != null && lead.isStored())
            .map(RedisErasureStore::remove)
            .toList();
    List<Request> all = new ArrayList<>(states);
    request.identities().forEach(key -> all.add(unlink(key, request.leads())));
    return batch(all)
        .map(
            answers -> {
              long removed = sum(answers.subList(0, states.size()));
              long identities = sum(answers.subList(states.size(), answers.size()));
              return new Removed(removed, identities, removed == states.size());
            });
  }

  private static Request remove(Versioned lead) {
    return Request.cmd(Command.EVAL)
        .arg(REMOVE)
        .arg(1)
        .arg(RedisLeadStore.key(lead.state().id()))
        .arg(RedisLeadStore.versionOf(lead));
  }

  /** Removes what else names the leads. One round trip. */
  public Uni<Void> clear(ErasureRequest request) {
    return batch(request.leads().stream().flatMap(this::places).toList()).replaceWithVoid();
  }

  private static Request unlink(String identityKey, List<LeadId> leads) {
    Request unlink =
        Request.cmd(Command.EVAL).arg(UNLINK).arg(1).arg(LinkCommands.KEYS + identityKey);
    leads.forEach(lead -> unlink.arg(lead.value()));
    return unlink;
  }

  private Stream<Request> places(LeadId lead) {
    WakeUpShard part = WakeUpShard.of(lead);
    return Stream.of(
        RankShard.of(lead).remove(lead),
        Request.cmd(Command.DEL).arg(Quarantine.key(lead)),
        Request.cmd(Command.ZREM).arg(part.planned()).arg(lead.value()),
        Request.cmd(Command.ZREM).arg(part.claimed()).arg(lead.value()));
  }

  /** Keeps a request. One round trip. */
  public Uni<Void> keep(ErasureRequest request) {
    return keep(request.id(), REQUEST, ContractJson.write(request));
  }

  /** Keeps a service's receipt. One round trip. */
  public Uni<Void> keep(ErasureReceipt receipt) {
    return keep(receipt.erasureId(), receipt.service(), ContractJson.write(receipt));
  }

  private Uni<Void> keep(String id, String field, byte[] value) {
    return batch(
            List.of(
                Request.cmd(Command.HSET).arg(key(id)).arg(field).arg(Buffer.buffer(value)),
                Request.cmd(Command.PEXPIRE).arg(key(id)).arg(config.keptFor().toMillis())))
        .replaceWithVoid();
  }

  /** A request with its receipts. */
  public record Kept(ErasureRequest request, List<ErasureReceipt> receipts) {}

  /** Finds an erasure; empty if there is none of that id. One round trip. */
  public Uni<Optional<Kept>> find(String id) {
    return batch(List.of(Request.cmd(Command.HGETALL).arg(key(id))))
        .map(answers -> kept(answers.get(0)));
  }

  private static Optional<Kept> kept(@Nullable Response fields) {
    if (fields == null) {
      return Optional.empty();
    }
    ErasureRequest request = null;
    List<ErasureReceipt> receipts = new ArrayList<>();
    try {
      for (String field : fields.getKeys()) {
        byte[] value = fields.get(field).toBytes();
        if (field.equals(REQUEST)) {
          request = ContractJson.read(value, ErasureRequest.class);
        } else {
          receipts.add(ContractJson.read(value, ErasureReceipt.class));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("what is kept of an erasure is not readable");
    }
    return request == null ? Optional.empty() : Optional.of(new Kept(request, receipts));
  }

  /**
   * Notes up to which offset the topic was taken, unless it is not where it was found: Redis has
   * come back older or empty. One round trip.
   */
  public Uni<Void> taken(OptionalLong found, long next) {
    String before = found.isEmpty() ? "" : Long.toString(found.getAsLong());
    return batch(
            List.of(Request.cmd(Command.EVAL).arg(ADVANCE).arg(1).arg(TAKEN).arg(before).arg(next)))
        .replaceWithVoid();
  }

  /** Notes that what stands before an offset is about to be acted on. One round trip. */
  public Uni<Void> begin(long next) {
    return batch(
            List.of(
                Request.cmd(Command.SET).arg(BEGUN).arg(next).arg("PX").arg(BEGUN_FOR.toMillis())))
        .replaceWithVoid();
  }

  /** Up to which offset the topic was begun to be acted on. One round trip. */
  public Uni<Long> begunUpTo() {
    return redis
        .get(List.of(BEGUN))
        .map(answers -> answers.get(0) == null ? 0L : answers.get(0).toLong());
  }

  /** Up to which offset the topic was taken; empty if Redis is. One round trip. */
  public Uni<OptionalLong> takenUpTo() {
    return redis
        .get(List.of(TAKEN))
        .map(
            answers ->
                answers.get(0) == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(answers.get(0).toLong()));
  }

  private static String key(String id) {
    return "ll:x:" + id;
  }

  private static long sum(List<@Nullable Response> answers) {
    return answers.stream().mapToLong(answer -> answer == null ? 0 : answer.toLong()).sum();
  }

  private Uni<List<@Nullable Response>> batch(List<Request> requests) {
    return requests.isEmpty() ? Uni.createFrom().item(List.of()) : redis.batch(requests);
  }
}
